import { LabError } from '../../../core/records/lab-error';
import { phrase } from '../../../words/say';

/** Measures of a sheet drawn as one picture, in pixels. */
export interface SheetLayout {
  /** Side of each picture. */
  readonly side: number;
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly gap: number;
  /** Height of the title and the column heads. */
  readonly head: number;
  /** Width of the row heads. */
  readonly stub: number;
  /** Height of the lines below a picture. */
  readonly caption: number;
  readonly line: number;
  /** Left upper corner of a picture. */
  readonly place: (row: number, column: number) => { readonly x: number; readonly y: number };
}

/** Sides that browsers still draw, and an area that phones do. */
const MAX_SIDE = 16_000;
const MAX_AREA = 16e6;
const SIDES = [224, 160, 112, 80, 56] as const;
/** Narrower pictures have no room for words below them. */
const WORDS_FROM = 80;
const SMALLEST_WIDTH = 640;

/**
 * The largest layout that a browser can draw: pictures of 224 pixels, smaller where there are many.
 * @param stub width that the longest row head takes; at most 200 are given to it.
 * @param notes lines below the sheet.
 * @throws LabError `image-too-large` where even the smallest pictures do not fit.
 */
export function sheetLayout(rows: number, columns: number, stub: number, notes: number): SheetLayout {
  for (const side of SIDES) {
    const [margin, gap, line] = [24, 12, 18];
    const caption = side < WORDS_FROM ? 0 : 40;
    const head = margin + 24 + 28;
    const room = Math.min(200, Math.ceil(stub)) + gap;
    const width = Math.max(SMALLEST_WIDTH, 2 * margin + room + columns * (side + gap) - gap);
    const height = head + rows * (side + caption + gap) + (notes + 1) * line + margin;
    if (width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_AREA)
      return {
        ...{ side, width, height, margin, gap, head, stub: room, caption, line },
        place: (row, column) => ({
          x: margin + room + column * (side + gap),
          y: head + row * (side + caption + gap),
        }),
      };
  }
  throw new LabError(
    'image-too-large',
    phrase('A sheet of {rows} by {columns} pictures is too large for one picture.', { rows, columns }),
    phrase('Save it as a ZIP, or give fewer values.'),
  );
}
