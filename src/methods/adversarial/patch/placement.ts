import type { Size } from '../../../core/pictures/size';
import type { Colours } from '../colours';

export type PatchShape = 'disc' | 'square';

/** What a patch is: a square of pixels, or the disc in it. */
export interface PatchForm {
  /** Pixels of a side. */
  readonly side: number;
  readonly shape: PatchShape;
}

/** Where a patch lies on a picture. */
export interface Placement {
  /** Its centre, in pixels from the picture's left and upper edges. */
  readonly x: number;
  readonly y: number;
  /** How much larger it is than it is. */
  readonly scale: number;
  /** How far it is turned clockwise, in radians. */
  readonly turn: number;
}

/** The pixels of a picture that a patch covers, and of which four of its own each is mixed (bilinear, its edge repeated). */
export interface Taps {
  /** Places in the picture, row-major. */
  readonly pixels: Uint32Array;
  /** Four places in the patch for each of them, and the share of each. */
  readonly sources: Uint32Array;
  readonly shares: Float32Array;
}

/** How far from its centre a patch reaches, to the sides and up and down, in pixels. */
export function reachOf(
  { side, shape }: PatchForm,
  { scale, turn }: Pick<Placement, 'scale' | 'turn'>,
): number {
  return ((scale * side) / 2) * (shape === 'disc' ? 1 : Math.abs(Math.cos(turn)) + Math.abs(Math.sin(turn)));
}

/** How a patch lies on a picture of this size; what hangs over the edge is cut off. */
export function tapsOf({ side, shape }: PatchForm, { x, y, scale, turn }: Placement, picture: Size): Taps {
  const half = side / 2;
  const reach = reachOf({ side, shape }, { scale, turn });
  const [cos, sin] = [Math.cos(turn) / scale, Math.sin(turn) / scale];
  const isInside = (u: number, v: number): boolean =>
    shape === 'disc' ? u * u + v * v < half * half : Math.max(Math.abs(u), Math.abs(v)) < half;
  const pixels: number[] = [];
  const sources: number[] = [];
  const shares: number[] = [];
  const rows = span(y, reach, picture.height);
  const columns = span(x, reach, picture.width);
  for (let row = rows.first; row < rows.end; row++) {
    for (let column = columns.first; column < columns.end; column++) {
      const [dx, dy] = [column + 0.5 - x, row + 0.5 - y];
      const [u, v] = [cos * dx + sin * dy, cos * dy - sin * dx];
      if (!isInside(u, v)) continue;
      pixels.push(row * picture.width + column);
      const across = between(u + half - 0.5, side);
      const down = between(v + half - 0.5, side);
      for (const [at, share] of down)
        for (const [over, part] of across) {
          sources.push(at * side + over);
          shares.push(share * part);
        }
    }
  }
  return {
    pixels: Uint32Array.from(pixels),
    sources: Uint32Array.from(sources),
    shares: Float32Array.from(shares),
  };
}

/** Writes a patch's colours over a picture's, where it lies; the rest of `out` is left as it is. */
export function paste(patch: Colours, { pixels, sources, shares }: Taps, out: Colours): void {
  for (const [at, pixel] of pixels.entries())
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      for (let tap = 4 * at; tap < 4 * at + 4; tap++)
        sum += (shares[tap] as number) * (patch[3 * (sources[tap] as number) + c] as number);
      out[3 * pixel + c] = sum;
    }
}

/** Adds what a picture's gradient says of the patch on it to `sum`: the adjoint of pasting. */
export function addPulledBack(
  gradient: ArrayLike<number>,
  { pixels, sources, shares }: Taps,
  sum: Colours,
): void {
  for (const [at, pixel] of pixels.entries())
    for (let c = 0; c < 3; c++) {
      const slope = gradient[3 * pixel + c] as number;
      for (let tap = 4 * at; tap < 4 * at + 4; tap++) {
        const place = 3 * (sources[tap] as number) + c;
        sum[place] = (sum[place] as number) + (shares[tap] as number) * slope;
      }
    }
}

/** The rows, or columns, whose centres may lie within `reach` of a place. */
function span(
  centre: number,
  reach: number,
  length: number,
): { readonly first: number; readonly end: number } {
  return {
    first: Math.max(0, Math.floor(centre - reach)),
    end: Math.min(length, Math.ceil(centre + reach)),
  };
}

/** The two neighbours of a place among `length` pixel centres, and their shares. */
function between(place: number, length: number): readonly (readonly [number, number])[] {
  const inside = Math.min(length - 1, Math.max(0, place));
  const first = Math.min(Math.floor(inside), Math.max(0, length - 2));
  const share = inside - first;
  return [
    [first, 1 - share],
    [Math.min(length - 1, first + 1), share],
  ];
}
