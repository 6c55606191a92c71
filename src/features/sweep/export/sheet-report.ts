import { slug } from '../../../export/file-name';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { LabErrorData } from '../../../core/records/lab-error';
import type { Recipe } from '../../../core/records/recipe';
import type { SheetView } from '../../../export/run-record';
import type { SweepMarks } from '../../../sweep/sweep-marks';

/** A contact sheet with every word it prints: what the PNG and the ZIP are made from. */
export interface SheetReport {
  /** E.g. “Class visualisation: Penalty λ by Step size η”. */
  readonly title: string;
  /** What rows and columns are called on the sheet, and the sides in tables; one nameless column where there is but one. */
  readonly rows: ReportSide;
  readonly columns: ReportSide;
  /** Row by row; null where a cell was not drawn. */
  readonly cells: readonly (readonly (ReportCell | ReportFailure | null)[])[];
  /** Lines below the sheet: formula, class, network, seed, and what the marks say. */
  readonly notes: readonly string[];
  /** What brings the sheet's settings back. */
  readonly view: SheetView;
  /** Without its ending. */
  readonly fileName: string;
}

export interface ReportSide {
  /** `Penalty λ`; empty where there is no such side. */
  readonly title: string;
  readonly titles: readonly string[];
}

export interface ReportFailure {
  readonly error: LabErrorData;
}

export interface ReportCell {
  readonly recipe: Recipe;
  readonly network: string;
  readonly className: string;
  readonly rival: string | null;
  readonly marks: SweepMarks;
  /** Last values by name. */
  readonly scalars: Readonly<Record<string, number>>;
  readonly steps: number;
  readonly milliseconds: number;
  /** Two lines below the picture. */
  readonly caption: readonly [string, string];
  picture(): Promise<PixelImage>;
  /** The picture it set out from; null where none was given. */
  input(): Promise<PixelImage | null>;
}

/** Told how much of a sheet has been written, 0 to 1. */
export type SheetProgress = (share: number) => void;

export function isDrawn(cell: ReportCell | ReportFailure | null): cell is ReportCell {
  return cell !== null && 'recipe' in cell;
}

/** Where a cell's picture lies in the ZIP: `pictures/r01-c02-0-001-5.png`, by its place, so that no two are the same. */
export function cellFileName({ rows, columns }: SheetReport, row: number, column: number): string {
  const place = `r${numbered(row, rows.titles.length)}-c${numbered(column, columns.titles.length)}`;
  const words = [rows.titles[row], columns.titles[column]].map((title) => slug(title ?? '')).filter(Boolean);
  return `pictures/${[place, ...words].join('-')}.png`;
}

/** `01`, `02`, ... with as many digits as the last number needs, at least two. */
function numbered(index: number, count: number): string {
  return String(index + 1).padStart(Math.max(2, String(count).length), '0');
}
