import { median } from 'simple-statistics';
import type { CurvePoint } from '../../../core/statistics/area-under-curve';
import { AUTO_ATTACK, type SuiteAttack } from '../../../methods/catalog/auto-attack';
import { allPlaces, isCurrent } from './board-request';
import { type BoardState, cellKey, type LabelOrigin, type PhotoMeasure } from './board-store';

/** What the photos measured so far say of a network. Counts are of photos. */
export interface NetworkSummary {
  readonly network: string;
  readonly photos: number;
  /** Read rightly as they are. */
  readonly clean: number;
  /** Still read rightly after each attack of the suite and those before it. */
  readonly left: readonly { readonly attack: SuiteAttack; readonly count: number }[];
  /** Accuracy, 0..1, left at each whole ε up to the one asked for: at most this much. */
  readonly curve: readonly CurvePoint[];
  /** Median length of the smallest change found, in grey levels over all colour values, and of how many photos. */
  readonly smallest: { readonly median: number; readonly photos: number } | null;
  readonly origins: Readonly<Record<LabelOrigin, number>>;
}

/** The measures of a network that are of what would be asked for now, in the photos' order. */
export function measuresOf(network: string, { cells }: Pick<BoardState, 'cells'>): readonly PhotoMeasure[] {
  return allPlaces().flatMap((place) => {
    const cell = cells[cellKey(place.photo.id, place.network)];
    return place.network === network && cell?.status === 'done' && isCurrent(place) ? [cell.measure] : [];
  });
}

/** @param epsilon grey levels; the measures are of this one. */
export function summarise(
  network: string,
  measures: readonly PhotoMeasure[],
  epsilon: number,
): NetworkSummary {
  const right = measures.filter((measure) => measure.right);
  const stands = (measure: PhotoMeasure, attacks: number): boolean =>
    !measure.trials.some(
      ({ attack, fooled }) => fooled && AUTO_ATTACK.findIndex(({ id }) => id === attack) < attacks,
    );
  const lengths = right.flatMap(({ smallest }) => (smallest === null ? [] : [smallest]));
  const origin = (of: LabelOrigin): number => measures.filter((measure) => measure.origin === of).length;
  return {
    network,
    photos: measures.length,
    clean: right.length,
    left: AUTO_ATTACK.map((attack, place) => ({
      attack,
      count: right.filter((measure) => stands(measure, place + 1)).length,
    })),
    curve: Array.from({ length: epsilon + 1 }, (_, x) => ({
      x,
      y: right.filter(({ falls }) => falls === null || falls > x).length / Math.max(1, measures.length),
    })),
    smallest: lengths.length > 0 ? { median: median(lengths), photos: lengths.length } : null,
    origins: { said: origin('said'), known: origin('known'), read: origin('read') },
  };
}

/** Photos that are left after the whole suite. */
export function standing({ left, clean }: NetworkSummary): number {
  return left.at(-1)?.count ?? clean;
}
