import type { NetworkInfo } from '../../../engine/protocol/protocol';

/** How many of some pictures are read as what they show. */
export interface Score {
  readonly right: number;
  readonly of: number;
}

/** What a network makes of some photos and of the pictures made of them. */
export interface Reckoning {
  /** The photos themselves. */
  readonly clean: Score;
  /** The fooled pictures that were made against the network before it was tuned. */
  readonly fooled: Score;
  /** Pictures that the same attack makes against this network, with the same targets and seeds. */
  readonly anew: Score;
  /** Median length of the change in those of them that are not read rightly, in grey levels; null where all are. */
  readonly change: number | null;
}

export interface BeforeAndAfter {
  readonly before: Reckoning;
  readonly after: Reckoning;
}

/** How the photos were parted. */
export interface PartedPhotos {
  readonly learnt: number;
  readonly heldOut: number;
  /** How many of all have the network's own reading for a label. */
  readonly ownReading: number;
  /** Whether every photo was the only one of its class, so that those held out are of classes that were not learnt. */
  readonly onePerClass: boolean;
}

/** What has come of tuning a network. */
export interface TuningResult {
  readonly network: NetworkInfo;
  readonly tuned: NetworkInfo;
  readonly losses: readonly number[];
  /** Of the photos that were learnt from, and of those that were held out. */
  readonly learnt: BeforeAndAfter;
  readonly heldOut: BeforeAndAfter;
  readonly photos: PartedPhotos;
}

/** A reading of one picture: what it shows, and what was read. */
export interface Judged {
  readonly label: number;
  readonly read: number;
}

export function scoreOf(judged: readonly Judged[]): Score {
  return { right: judged.filter(({ label, read }) => label === read).length, of: judged.length };
}

/** The middle value; of an even number, the mean of the two; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
