import { createStore } from 'zustand/vanilla';
import type { LabErrorData } from '../../../core/records/lab-error';
import type { NetworkInfo, TopRow } from '../../../engine/protocol/protocol';
import { viewDefaults } from '../../../page/settings/view-tables';
import type { Trial } from './attack-photo';
import type { BoardRequest } from './board-request';
import type { NetworkSigns } from './network-signs';
import { ROBUSTNESS_TABLE, type RobustnessParams } from './robustness-params';

/** A class by its name, and its number in the network it was chosen in. */
export interface PhotoClass {
  readonly index: number;
  readonly name: string;
}

/** Who says what a photo shows: the person, the sample's own class, or, for want of both, the network itself before it was attacked. */
export type LabelOrigin = 'said' | 'known' | 'read';

/** What was measured of one photo on one network. */
export interface PhotoMeasure {
  readonly made: BoardRequest;
  /** In the network's own numbering. */
  readonly label: PhotoClass;
  readonly origin: LabelOrigin;
  /** What the network reads of the photo as it is. */
  readonly clean: TopRow;
  readonly right: boolean;
  /** In the suite's order; none where the photo was not read rightly to begin with. The last one fooled, or none did. */
  readonly trials: readonly Trial[];
  /** The smallest ε, in whole grey levels, that is known to fool; 0 where it was not read rightly, null where none is known. */
  readonly falls: number | null;
  /** Length of the smallest change that is known to fool, in grey levels over all colour values; null where none is known. */
  readonly smallest: number | null;
  readonly ms: number;
}

export type BoardCell =
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly measure: PhotoMeasure }
  | { readonly status: 'failed'; readonly made: BoardRequest; readonly error: LabErrorData };

/** A measuring under way, or the last one. */
export interface Measuring {
  readonly phase: 'running' | 'done' | 'cancelled';
  /** Photos done, and still to do, on every network. */
  readonly finished: number;
  readonly total: number;
  readonly failed: number;
  /** What is being done. */
  readonly now: string | null;
  /** Milliseconds left; null while unknown. */
  readonly left: number | null;
  readonly ms: number;
}

export interface BoardState extends RobustnessParams {
  /** Ids of the networks that are measured; null while nobody chose: those that come with the page. */
  readonly networks: readonly string[] | null;
  /** By `cellKey`. */
  readonly cells: Readonly<Record<string, BoardCell>>;
  /** What the person says a photo shows, by the photo's id. */
  readonly labels: Readonly<Record<string, PhotoClass>>;
  /** Networks that have been measured, by id. */
  readonly infos: Readonly<Record<string, NetworkInfo>>;
  readonly signs: Readonly<Record<string, NetworkSigns>>;
  readonly measuring: Measuring | null;
}

/** The board: it lives here, so that it survives leaving its tab. */
export const boardStore = createStore<BoardState>(() => ({
  ...viewDefaults(ROBUSTNESS_TABLE),
  networks: null,
  cells: {},
  labels: {},
  infos: {},
  signs: {},
  measuring: null,
}));

export function cellKey(photo: string, network: string): string {
  return `${network} ${photo}`;
}

/** Puts a cell's state; null makes it wait again. */
export function setCell(key: string, cell: BoardCell | null): void {
  boardStore.setState(({ cells }) => {
    const others = Object.entries(cells).filter(([other]) => other !== key);
    return { cells: Object.fromEntries(cell ? [...others, [key, cell]] : others) };
  });
}

/** Says what a photo shows; null leaves it to the sample, or to the network. */
export function setLabel(photo: string, label: PhotoClass | null): void {
  boardStore.setState(({ labels }) => {
    const others = Object.entries(labels).filter(([id]) => id !== photo);
    return { labels: Object.fromEntries(label ? [...others, [photo, label]] : others) };
  });
}
