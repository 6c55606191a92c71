import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { Recipe } from '../../../core/records/recipe';
import type { TopRow } from '../../../engine/protocol/protocol';

/** A table of maps with every word it prints: what the PNG, the ZIP and the HTML page are made from. */
export interface TableReport {
  /** E.g. "Saliency maps of 7 photos by 2 networks". */
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** Lines below the table: formulas, how the maps are read, networks, seed. */
  readonly notes: readonly string[];
}

export interface ReportColumn {
  readonly network: string;
  readonly method: string;
  /** The method in English: what scripts read, and files are named by, is the same in every language. */
  readonly key: string;
  /** Further words of the head, e.g. the column's full scale. */
  readonly detail?: string;
}

export interface ReportRow {
  readonly name: string;
  /** The photo as the first network saw it; null where it was never opened. */
  original(): Promise<PixelImage | null>;
  /** One a column; null where no map has been drawn. */
  readonly cells: readonly (ReportCell | null)[];
}

export interface ReportCell {
  /** The class the map explains. */
  readonly className: string;
  readonly logit: number;
  /** 0 to 1. */
  readonly probability: number;
  /** Best classes, best first. */
  readonly top: readonly TopRow[];
  readonly milliseconds: number;
  readonly recipe: Recipe;
  /** Two lines below the map. */
  readonly caption: readonly [string, string];
  /** What the map shows, for who cannot see it. */
  readonly alt: string;
  /** The map in colours, as on screen. */
  map(): Promise<PixelImage | null>;
  /** The photo as this network saw it. */
  input(): Promise<PixelImage | null>;
}

/** Told how much of a report has been written, 0 to 1. */
export type ReportProgress = (share: number) => void;

/** `01`, `02`, ... with as many digits as the last number needs, at least two. */
export function numbered(index: number, count: number): string {
  return String(index + 1).padStart(Math.max(2, String(count).length), '0');
}
