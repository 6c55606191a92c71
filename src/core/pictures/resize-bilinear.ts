import type { Size } from './size';

/** Where a row or column of the result looks: two neighbours of the source, and the share of the second. */
interface Tap {
  readonly first: number;
  readonly second: number;
  readonly share: number;
}

/** A part of a map. */
interface Part extends Size {
  readonly top: number;
  readonly left: number;
}

/**
 * A row-major map stretched to another size by linear interpolation between pixel centres, the edge repeated beyond the
 * border: PyTorch's `interpolate(mode='bilinear', align_corners=False)`. Of the result, the `part` that is wanted, written into
 * `resized`.
 */
export function resizeBilinear(
  map: ArrayLike<number>,
  from: Size,
  to: Size,
  part: Part = { top: 0, left: 0, ...to },
  resized: Float32Array<ArrayBuffer> = new Float32Array(part.height * part.width),
): Float32Array<ArrayBuffer> {
  const columns = taps(from.width, to.width).slice(part.left, part.left + part.width);
  const rows = taps(from.height, to.height).slice(part.top, part.top + part.height);
  rows.forEach((row, y) => {
    const above = row.first * from.width;
    const below = row.second * from.width;
    columns.forEach((column, x) => {
      const top = mix(map[above + column.first], map[above + column.second], column.share);
      const bottom = mix(map[below + column.first], map[below + column.second], column.share);
      resized[y * part.width + x] = mix(top, bottom, row.share);
    });
  });
  return resized;
}

function mix(a = 0, b = 0, share: number): number {
  return a + (b - a) * share;
}

/** The taps of `to` places along an axis of `from`, half-pixel centres. */
function taps(from: number, to: number): Tap[] {
  return Array.from({ length: to }, (_, i) => {
    const centre = Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1);
    const first = Math.floor(centre);
    return { first, second: Math.min(first + 1, from - 1), share: centre - first };
  });
}
