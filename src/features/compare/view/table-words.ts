import type { NetworkRow } from '../../../engine/protocol/protocol';
import type { SaliencyInfo } from '../../../methods/catalog/method-info';
import type { CellResult, CellState, Filling, TableColumn } from '../store/compare-store';
import { methodsFor } from '../../../page/settings/settings-schema';
import { count, duration, percent, score } from '../../../ui/numbers/numbers';

export function methodInfo(id: string): SaliencyInfo {
  const methods = methodsFor('saliency');
  return methods.find((method) => method.id === id) ?? methods[0];
}

export function networkTitle(id: string, networks: readonly NetworkRow[]): string {
  return networks.find((row) => row.id === id)?.title ?? id;
}

/** A file's name without its ending. */
export function photoTitle(name: string): string {
  return name.replace(/\.[a-zA-Z0-9]{2,5}$/, '') || name;
}

/** The two lines below a map: the explained class with its probability, and its logit, or what the photo is read as instead. */
export function cellCaption({
  target,
  probability,
  logit,
  rival,
  empty,
}: CellResult): readonly [string, string] {
  const second = `logit ${score(logit)}`;
  const instead =
    rival && rival.logit > logit ? ` · read as ${rival.name} ${percent(rival.probability)}` : '';
  return [
    `${target.name} ${percent(probability)}`,
    `${second}${instead}${empty ? ' · the map is empty' : ''}`,
  ];
}

interface CellNames {
  readonly photo: string;
  readonly network: string;
  readonly method: string;
}

/** What a cell's button is called. */
export function cellLabel({ photo, network, method }: CellNames, cell: CellState | undefined): string {
  const name = `Map of ${photo} by ${network}, ${method}`;
  switch (cell?.status) {
    case 'done':
      return `${name}: open`;
    case 'running':
      return `${name}: being drawn`;
    case 'failed':
      return `${name}: could not be drawn, open to see why`;
    case 'cancelled':
      return `${name}: cancelled`;
    case undefined:
      return `${name}: not drawn yet`;
  }
}

/** A column's method and, where its numbers are held, that they are. */
export function columnDetail(column: TableColumn): string {
  return `${methodInfo(column.method).title}${column.params ? ', own numbers' : ''}`;
}

interface Standing {
  readonly filling: Filling | null;
  readonly maps: number;
  /** Still to be drawn, and what that will take where it is known. */
  readonly left: number;
  readonly ms: number | null;
}

/** Where the table stands, with the time it will take or took. */
export function standing({ filling, maps, left, ms }: Standing): string {
  if (maps === 0) return 'Add photos and columns.';
  const time = ms === null ? null : `about ${duration(Math.max(1000, ms))}`;
  if (filling?.phase === 'running') {
    const all = filling.finished + left;
    const at = `Map ${Math.min(filling.finished + 1, all)} of ${all}`;
    return `${at} · ${time ? `${time} left` : 'time known once each column has a map'}`;
  }
  const failed = filling && filling.failed > 0 ? ` · ${filling.failed} could not be drawn` : '';
  if (left > 0) {
    const begin =
      filling?.phase === 'cancelled'
        ? `Cancelled, what is done is kept · ${count(left, 'map')} to draw`
        : `${count(left, 'map')} to draw`;
    return `${begin} · ${time ?? 'time known once each column has a map'}${failed}`;
  }
  if (!filling) return `Done · ${count(maps, 'map')}`;
  const made = `Done · ${count(filling.finished, 'map')}${filling.ms >= 1000 ? ` in ${duration(filling.ms)}` : ''}${failed}`;
  return filling.finished === maps ? made : `${made}, ${maps} in the table`;
}
