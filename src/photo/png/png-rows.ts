import { pngChannels, type PngForm } from './png-form';

/** Rows that lie one behind the other, each a filter's number and `stride` bytes. */
export interface RowPass {
  readonly stride: number;
  readonly rows: number;
}

/** Adam7: first column and row of each pass, and the steps between them. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** How the rows of a PNG follow each other; one pass where it is not interlaced, empty ones left out. */
export function rowPasses(form: PngForm): RowPass[] {
  const bits = pngChannels(form) * form.depth;
  const pass = (width: number, height: number): RowPass => ({
    stride: Math.ceil((width * bits) / 8),
    rows: height,
  });
  if (!form.interlaced) return [pass(form.width, form.height)];
  return ADAM7.map(([x, y, right, down]) =>
    pass(Math.ceil((form.width - x) / right), Math.ceil((form.height - y) / down)),
  ).filter(({ stride, rows }) => stride > 0 && rows > 0);
}

/**
 * A function that takes filtered rows piece by piece, cut anywhere, and gives them back with only the `kept` bytes of every
 * pixel of `pixel` bytes, filter numbers included.
 */
export function pickRows(
  passes: readonly RowPass[],
  pixel: number,
  kept: readonly number[],
): (piece: Uint8Array) => Uint8Array<ArrayBuffer> {
  const isKept = Array.from({ length: pixel }, (_, k) => kept.includes(k));
  let pass = 0;
  let row = 0;
  let { stride, rows } = passes[0] ?? { stride: 0, rows: 0 };
  /** Bytes of the row behind us, its filter counted. */
  let at = 0;
  /** Byte of the pixel that comes next. */
  let inPixel = 0;
  return (piece) => {
    const out = new Uint8Array(piece.length);
    let length = 0;
    for (let k = 0; k < piece.length; k++) {
      if (at === 0) {
        out[length++] = piece[k] ?? 0;
        inPixel = 0;
      } else {
        if (isKept[inPixel]) out[length++] = piece[k] ?? 0;
        inPixel = inPixel + 1 === pixel ? 0 : inPixel + 1;
      }
      at += 1;
      if (at <= stride) continue;
      at = 0;
      row += 1;
      if (row < rows) continue;
      row = 0;
      pass += 1;
      ({ stride, rows } = passes[pass] ?? { stride: 0, rows: 0 });
    }
    return out.subarray(0, length);
  };
}
