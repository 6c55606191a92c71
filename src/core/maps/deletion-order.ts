import type { Random } from '../random/random';

/** Pixel indices by their map's value, the highest first; of equals the lower index comes first. */
export function pixelsByValue(map: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: map.length }, (_, i) => i);
  return order.sort((i, j) => (map[j] as number) - (map[i] as number) || i - j);
}

/** Pixel indices in an order drawn by chance (Fisher and Yates). */
export function pixelsByChance(length: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length }, (_, i) => i);
  for (let last = length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
  return order;
}

/** One picture on the way from one to another. */
export interface Exchange {
  /** Share of the pixels exchanged, 0..1. */
  readonly share: number;
  /** RGBA bytes; a new array for each. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * The pictures on the way from `from` to `to` (RGBA bytes of one size), `perStep` more pixels exchanged at each step in the
 * given order: `from` first, `to` last. Deletion goes from the photo to grey, insertion from a blur to the photo (RISE,
 * Petsiuk et al. 2018, https://arxiv.org/abs/1806.07421).
 */
export function* exchanges(
  from: Uint8ClampedArray,
  to: Uint8ClampedArray,
  order: Uint32Array,
  perStep: number,
): Generator<Exchange, void, void> {
  const data = new Uint8ClampedArray(from);
  yield { share: 0, data: data.slice() };
  for (let start = 0; start < order.length; start += perStep) {
    const end = Math.min(order.length, start + perStep);
    for (let k = start; k < end; k++) {
      const at = 4 * (order[k] as number);
      data.set(to.subarray(at, at + 4), at);
    }
    yield { share: end / order.length, data: data.slice() };
  }
}
