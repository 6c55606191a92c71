import { LabError } from '../../../core/records/lab-error';
import type { NetworkInfo, Target } from '../../../engine/protocol/protocol';
import { chooseTarget } from '../../../page/network/choose-target';
import { networkStore } from '../../../page/network/network-store';
import { sameClass } from '../../../page/network/same-class';
import { settingsStore } from '../../../page/settings/settings-store';
import { compareStore, type RowClass, type TableColumn } from './compare-store';
import { columnParams } from './edit-table';

/** The class that the settings name, with its number in the network in use. */
export function settingsClass(): RowClass {
  const index = chooseTarget('saliency');
  return { index, name: networkStore.getState().info?.classes[index]?.name ?? `class ${index}` };
}

/** The class that a row's maps are asked for; null where each explains its network's own first one. */
export function askedClass(own: RowClass | null): RowClass | null {
  return own ?? (compareStore.getState().explained === 'first' ? null : settingsClass());
}

/**
 * Which class a row's map explains, in a network's own numbering. Networks that number their classes differently are asked
 * for the one of the same name.
 * @throws LabError `bad-parameter` where the network has no class of that name.
 */
export function explainedClass(
  info: Pick<NetworkInfo, 'id' | 'title' | 'classes'>,
  own: RowClass | null,
): Target {
  const wanted = askedClass(own);
  if (!wanted) return 'top1';
  const found = sameClass(info.classes, wanted);
  if (found !== null) return found;
  throw new LabError(
    'bad-parameter',
    `${info.title} has no class called “${wanted.name}”.`,
    own
      ? 'Choose another class for this photo, or let it follow the table’s rule.'
      : 'Choose another class in the settings, or explain each network’s own first class.',
  );
}

/** Everything that makes a cell's map another one, as text: a map of another key is of other settings. */
export function cellKey(column: TableColumn, own: RowClass | null): string {
  const { seed, fit, colourProfile, transparency } = settingsStore.getState();
  return JSON.stringify([
    column.network,
    column.method,
    columnParams(column),
    seed,
    fit,
    classKey(askedClass(own)),
    colourProfile,
    transparency,
  ]);
}

/** A class as it is asked of any network: by its name, and by its number too where two classes share one. */
function classKey(asked: RowClass | null): string | null {
  if (!asked) return null;
  const { index, name } = asked;
  const classes = networkStore.getState().info?.classes ?? [];
  const shared = classes.some((label) => label.name === name && label.index !== index);
  return shared ? `${name} ${index}` : name;
}
