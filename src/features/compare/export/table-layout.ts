import { LabError } from '../../../core/records/lab-error';
import { phrase } from '../../../words/say';

/** Measures of a table drawn as one picture, in pixels. */
export interface TableLayout {
  /** Side of each picture. */
  readonly side: number;
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly gap: number;
  /** Height of the title and column heads. */
  readonly head: number;
  /** Height of the two lines below a picture. */
  readonly caption: number;
  readonly line: number;
}

/** Sides that browsers still draw, and an area that phones do. */
const MAX_SIDE = 16_000;
const MAX_AREA = 16e6;
const SIDES = [224, 160, 112, 80, 56] as const;
const SMALLEST_WIDTH = 640;

/**
 * The largest layout that a browser can draw: pictures of 224 pixels, smaller where the table is long.
 * @param notes lines below the table.
 * @throws LabError `image-too-large` where even the smallest pictures do not fit.
 */
export function tableLayout(rows: number, columns: number, notes: number): TableLayout {
  for (const side of SIDES) {
    const [margin, gap, caption, line, head] = [24, 12, 44, 18, 108];
    const width = Math.max(SMALLEST_WIDTH, 2 * margin + (columns + 1) * (side + gap) - gap);
    const height = head + rows * (side + caption + gap) + notes * line + 2 * margin;
    if (width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_AREA)
      return { side, width, height, margin, gap, head, caption, line };
  }
  throw new LabError(
    'image-too-large',
    phrase('A table of {rows} photos and {columns} columns is too large for one picture.', { rows, columns }),
    phrase('Save it as a ZIP or as an HTML page, or take some photos out.'),
  );
}
