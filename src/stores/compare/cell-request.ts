import { LabError } from '../../core/lab-error';
import type { NetworkInfo, Target } from '../../engine/protocol';
import { chooseTarget } from '../choose-target';
import { networkStore } from '../network-store';
import { settingsStore } from '../settings-store';
import { compareStore, type TableColumn } from './compare-store';
import { columnParams } from './edit-table';

/** The class that the settings name, in the words of the network in use. */
export function settingsClass(): string {
  const index = chooseTarget('saliency');
  return networkStore.getState().info?.classes[index]?.name ?? `class ${index}`;
}

/**
 * Which class a map explains, in a network's own numbering. Networks that number their classes differently are asked
 * for the one of the same name.
 * @throws LabError `bad-parameter` where the network has no class of that name.
 */
export function explainedClass(info: Pick<NetworkInfo, 'id' | 'title' | 'classes'>): Target {
  if (compareStore.getState().explained === 'first') return 'top1';
  if (info.id === networkStore.getState().info?.id) return chooseTarget('saliency');
  const wanted = settingsClass();
  const same = (name: string): boolean => name.toLowerCase() === wanted.toLowerCase();
  const found =
    info.classes.find(({ name }) => same(name)) ??
    info.classes.find(({ synonyms }) => synonyms?.some(same) ?? false);
  if (found) return found.index;
  throw new LabError(
    'bad-parameter',
    `${info.title} has no class called “${wanted}”.`,
    'Choose another class in the settings, or explain each network’s own first class.',
  );
}

/** Everything that makes a cell's map another one, as text: a map of another key is of other settings. */
export function cellKey(column: TableColumn): string {
  const { seed, fit } = settingsStore.getState();
  const { explained } = compareStore.getState();
  const asked = explained === 'first' ? null : settingsClass();
  return JSON.stringify([column.network, column.method, columnParams(column), seed, fit, asked]);
}
