import { createRandom } from '../../../core/random/seeded-random';
import { shuffled } from '../../../core/random/shuffled';

/** Places of the photos that are learnt from and of those held out, in their order. */
export interface PhotoSplit {
  readonly learnt: readonly number[];
  readonly heldOut: readonly number[];
}

/** Share of the photos that is held out. */
const HELD_OUT = 1 / 3;

/**
 * Parts photos at random by a seed, a third held out, one at least. Parted are the photos, not the pictures made of them: a
 * picture whose photo was learnt from says nothing of photos never seen.
 */
export function splitPhotos(count: number, seed: number): PhotoSplit {
  const places = shuffled(
    Array.from({ length: count }, (_, place) => place),
    createRandom(seed),
  );
  const held = Math.max(1, Math.round(HELD_OUT * count));
  const inOrder = (some: readonly number[]): readonly number[] => some.toSorted((a, b) => a - b);
  return { learnt: inOrder(places.slice(held)), heldOut: inOrder(places.slice(0, held)) };
}
