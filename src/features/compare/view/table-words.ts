import type { NetworkRow } from '../../../engine/protocol/protocol';
import type { SaliencyInfo } from '../../../methods/catalog/method-info';
import type { CellResult, CellState, Filling, TableColumn } from '../store/compare-store';
import { methodsFor } from '../../../page/settings/settings-schema';
import { duration, percent, score } from '../../../ui/numbers/numbers';
import { say, sayWords } from '../../../words/say';
import { shownClass } from '../../../words/shown-class';
import { shownPhoto } from '../../../words/shown-photo';

export function methodInfo(id: string): SaliencyInfo {
  const methods = methodsFor('saliency');
  return methods.find((method) => method.id === id) ?? methods[0];
}

export function networkTitle(id: string, networks: readonly NetworkRow[]): string {
  return networks.find((row) => row.id === id)?.title ?? id;
}

/** What the page calls a photo, without a file's ending. */
export function photoTitle(name: string): string {
  return shownPhoto(name.replace(/\.[a-zA-Z0-9]{2,5}$/, '') || name);
}

/** The two lines below a map: the explained class with its probability, and its logit, or what the photo is read as instead. */
export function cellCaption({
  target,
  probability,
  logit,
  rival,
  empty,
}: CellResult): readonly [string, string] {
  const second = [
    say('logit {logit}', { logit: score(logit) }),
    ...(rival && rival.logit > logit
      ? [
          say('read as {className} {probability}', {
            className: rival.name,
            probability: percent(rival.probability),
          }),
        ]
      : []),
    ...(empty ? [say('the map is empty')] : []),
  ];
  return [`${shownClass(target.name)} ${percent(probability)}`, second.join(' · ')];
}

interface CellNames {
  readonly photo: string;
  readonly network: string;
  readonly method: string;
}

/** What a cell's button is called. */
export function cellLabel({ photo, network, method }: CellNames, cell: CellState | undefined): string {
  const names = { photo, network, method };
  switch (cell?.status) {
    case 'done':
      return say('Map of {photo} by {network}, {method}: open', names);
    case 'running':
      return say('Map of {photo} by {network}, {method}: being drawn', names);
    case 'failed':
      return say('Map of {photo} by {network}, {method}: could not be drawn, open to see why', names);
    case 'cancelled':
      return say('Map of {photo} by {network}, {method}: cancelled', names);
    case undefined:
      return say('Map of {photo} by {network}, {method}: not drawn yet', names);
  }
}

/** A column's method and, where its numbers are held, that they are. */
export function columnDetail(column: TableColumn): string {
  const { title } = methodInfo(column.method);
  return column.params ? say('{method}, own numbers', { method: title }) : sayWords(title);
}

/** The same in English, whatever the language of the page. */
export function columnKey(column: TableColumn): string {
  const { title } = methodInfo(column.method);
  const english = typeof title === 'string' ? title : title.text;
  return [english, ...(column.params ? ['own numbers'] : [])].join(', ');
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
  if (maps === 0) return say('Add photos and columns.');
  const time = ms === null ? null : duration(Math.max(1000, ms));
  if (filling?.phase === 'running') {
    const all = filling.finished + left;
    const at = say('Map {now} of {all}', { now: Math.min(filling.finished + 1, all), all });
    return `${at} · ${time === null ? say('time known once each column has a map') : say('about {time} left', { time })}`;
  }
  const failed =
    filling && filling.failed > 0 ? [say('{count} could not be drawn', { count: filling.failed })] : [];
  if (left > 0) {
    return [
      ...(filling?.phase === 'cancelled' ? [say('Cancelled, what is done is kept')] : []),
      say('{count, plural, one {# map} other {# maps}} to draw', { count: left }),
      time === null ? say('time known once each column has a map') : say('about {time}', { time }),
      ...failed,
    ].join(' · ');
  }
  if (!filling) return say('Done · {count, plural, one {# map} other {# maps}}', { count: maps });
  const made = [
    filling.ms >= 1000
      ? say('Done · {count, plural, one {# map} other {# maps}} in {time}', {
          count: filling.finished,
          time: duration(filling.ms),
        })
      : say('Done · {count, plural, one {# map} other {# maps}}', { count: filling.finished }),
    ...failed,
  ].join(' · ');
  return filling.finished === maps ? made : say('{made}, {maps} in the table', { made, maps });
}
