import type { PhotoMeasure } from '../store/board-store';
import type { NetworkSummary } from '../store/board-summary';

/** A network on the board, with every word that an export prints. */
export interface ReportNetwork {
  readonly title: string;
  readonly summary: NetworkSummary;
  readonly warnings: readonly string[];
  readonly measures: readonly { readonly photo: string; readonly measure: PhotoMeasure }[];
  /** A class's name in its numbering. */
  readonly nameOf: (index: number) => string;
}

/** The board as it is saved. */
export interface BoardReport {
  readonly title: string;
  /** Grey levels. */
  readonly epsilon: number;
  readonly networks: readonly ReportNetwork[];
  readonly notes: readonly string[];
}
