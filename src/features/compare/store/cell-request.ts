import { LabError } from '../../../core/records/lab-error';
import type { NetworkInfo, Target } from '../../../engine/protocol/protocol';
import { chooseTarget } from '../../../page/network/choose-target';
import { networkStore } from '../../../page/network/network-store';
import { sameClass } from '../../../core/records/same-class';
import { settingsStore } from '../../../page/settings/settings-store';
import { decodingInUse } from '../../../page/photo/decode-photo';
import { interpretationKey, type AskedMap, type MapRequest } from '../../../page/request/map-request';
import { sameRequest } from '../../../page/request/same-request';
import { cellId, compareStore, type RowClass, type TableColumn, type TableRow } from './compare-store';
import { columnParams } from './edit-table';
import { phrase } from '../../../words/say';

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
function explainedClass(info: Pick<NetworkInfo, 'id' | 'title' | 'classes'>, own: RowClass | null): Target {
  const wanted = askedClass(own);
  if (!wanted) return 'top1';
  const found = sameClass(info.classes, wanted);
  if (found !== null) return found;
  throw new LabError(
    'bad-parameter',
    phrase('{network} has no class called “{className}”.', {
      network: info.title,
      className: wanted.name,
    }),
    own
      ? phrase('Choose another class for this photo, or let it follow the table’s rule.')
      : phrase('Choose another class in the settings, or explain each network’s own first class.'),
  );
}

/** Stands for a class that a network has not: no map is of it. */
const NO_CLASS = -1;

/** What a cell's map would be asked for now, without the pixels. Its class is not known before its network is loaded. */
export function cellRequest(row: TableRow, column: TableColumn): AskedMap {
  const info = readNow(column.network);
  const wanted = askedClass(row.ownClass);
  const found = info && wanted ? (sameClass(info.classes, wanted) ?? NO_CLASS) : null;
  return { ...withoutClass(row, column), target: wanted ? found : 'top1' };
}

/** What a cell of a loaded network is asked for, without the pixels. Throws as `explainedClass`. */
export function knownCellRequest(row: TableRow, column: TableColumn, info: NetworkInfo): MapRequest {
  return { ...withoutClass(row, column), target: explainedClass(info, row.ownClass) };
}

/** A network as it is read now, where it has been loaded for the table or the page. */
function readNow(id: string): NetworkInfo | undefined {
  return networkStore.getState().lastRead[id] ?? compareStore.getState().networks[id];
}

function withoutClass({ source, name }: TableRow, column: TableColumn): Omit<MapRequest, 'target'> {
  const { seed, fit } = settingsStore.getState();
  const info = readNow(column.network);
  return {
    network: column.network,
    ...(info ? { interpretation: interpretationKey(info) } : {}),
    method: column.method,
    image: null,
    source,
    imageName: name,
    params: columnParams(column),
    seed,
    fit,
    decoding: decodingInUse(),
  };
}

/** Whether a cell has the map that it would be asked for now. */
export function isCellCurrent(row: TableRow, column: TableColumn): boolean {
  const cell = compareStore.getState().cells[cellId(row.id, column.id)];
  return cell?.status === 'done' && sameRequest(cell.result.made, cellRequest(row, column));
}
