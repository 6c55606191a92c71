import { WEIGHT_BITS, type ResampleTaps } from './resample-taps';

/** A resampler fed with a source's rows, so that the source is never held whole. */
export interface Resampler {
  /** The source's rows and columns that are looked at; `end` is the first one that is not. */
  readonly rows: SourceRange;
  readonly columns: SourceRange;
  /** Takes `count` rows from `row` on, as RGBA bytes of the columns in `columns`, aligned to 4 bytes. Each row once, in any order. */
  readonly take: (rgba: Uint8ClampedArray, row: number, count: number) => void;
  /** The resized picture, opaque RGBA bytes row-major, once every row has been taken. */
  readonly finish: () => Uint8ClampedArray<ArrayBuffer>;
}

export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

const HALF = 2 ** (WEIGHT_BITS - 1);

/**
 * Pillow's `Image.resize` of an RGB picture with 8 bits a channel, bit for bit: across and then down, each pass in whole
 * numbers and rounded to bytes. Alpha is not looked at.
 */
export function createResampler(across: ResampleTaps, down: ResampleTaps): Resampler {
  const width = across.first.length;
  const rows = rangeOf(down);
  const columns = rangeOf(across);
  const narrowed = new Uint8ClampedArray((rows.end - rows.start) * width * 3);
  return {
    rows,
    columns,
    take(rgba, row, count) {
      const stride = columns.end - columns.start;
      // A pixel is read at once: one access where its bytes would take three.
      const pixels = new Int32Array(rgba.buffer, rgba.byteOffset, count * stride);
      for (let i = 0; i < count; i++) {
        resampleRow(pixels, i * stride - columns.start, across, narrowed, (row + i - rows.start) * width * 3);
      }
    },
    finish: () => resampleColumns(narrowed, width, rows.start, down),
  };
}

function resampleRow(
  pixels: Int32Array,
  from: number,
  { first, count, weights, most }: ResampleTaps,
  into: Uint8ClampedArray,
  at: number,
): void {
  for (let place = 0; place < first.length; place++) {
    let pixel = from + (first[place] as number);
    const begin = place * most;
    const end = begin + (count[place] as number);
    let red = HALF;
    let green = HALF;
    let blue = HALF;
    for (let k = begin; k < end; k++, pixel++) {
      const weight = weights[k] as number;
      // All browsers run on little-endian machines: red is the lowest byte.
      const rgba = pixels[pixel] as number;
      red = (red + Math.imul(weight, rgba & 255)) | 0;
      green = (green + Math.imul(weight, (rgba >> 8) & 255)) | 0;
      blue = (blue + Math.imul(weight, (rgba >> 16) & 255)) | 0;
    }
    // A clamped array does the clipping to 0..255.
    into[at++] = red >> WEIGHT_BITS;
    into[at++] = green >> WEIGHT_BITS;
    into[at++] = blue >> WEIGHT_BITS;
  }
}

function resampleColumns(
  narrowed: Uint8ClampedArray,
  width: number,
  firstRow: number,
  { first, count, weights, most }: ResampleTaps,
): Uint8ClampedArray<ArrayBuffer> {
  const resized = new Uint8ClampedArray(first.length * width * 4).fill(255);
  const sums = new Int32Array(width * 3);
  for (let place = 0; place < first.length; place++) {
    sums.fill(HALF);
    for (let k = 0; k < (count[place] as number); k++) {
      const weight = weights[place * most + k] as number;
      const row = ((first[place] as number) - firstRow + k) * sums.length;
      for (let i = 0; i < sums.length; i++) {
        sums[i] = ((sums[i] as number) + Math.imul(weight, narrowed[row + i] as number)) | 0;
      }
    }
    for (let x = 0; x < width; x++) {
      const at = (place * width + x) * 4;
      for (const c of [0, 1, 2]) resized[at + c] = (sums[x * 3 + c] as number) >> WEIGHT_BITS;
    }
  }
  return resized;
}

function rangeOf({ first, count }: ResampleTaps): SourceRange {
  const ends = first.map((start, i) => start + (count[i] as number));
  return { start: Math.min(...first), end: Math.max(...ends) };
}
