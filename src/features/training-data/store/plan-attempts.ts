import { createRandom } from '../../../core/random/seeded-random';
import { shuffled } from '../../../core/random/shuffled';
import { LARGEST_SEED } from '../../../core/records/recipe';

/** A picture to be made. */
export interface PlannedAttempt {
  /** Place of its photo. */
  readonly photo: number;
  /** The class to be read as, or to be read no longer. */
  readonly target: number;
  readonly seed: number;
}

export interface AttackManner {
  /** Towards a class drawn at random, or away from the photo's own. */
  readonly aim: 'towards' | 'away';
  /** Whether another seed makes another picture. */
  readonly drawsAtRandom: boolean;
}

/**
 * Pictures spread over the photos, with targets and seeds that follow from one seed: no photo gets a target twice, and none its
 * own class. There are fewer than asked for where the photos allow no more that differ.
 */
export function planAttempts(
  labels: readonly number[],
  { classes, count, seed }: { readonly classes: number; readonly count: number; readonly seed: number },
  { aim, drawsAtRandom }: AttackManner,
): readonly PlannedAttempt[] {
  const random = createRandom(seed);
  const targets = labels.map((label) =>
    shuffled(
      Array.from({ length: classes }, (_, index) => index).filter((index) => index !== label),
      random,
    ),
  );
  const rounds = aim === 'towards' ? classes - 1 : drawsAtRandom ? count : 1;
  return Array.from({ length: Math.min(count, labels.length * rounds) }, (_, place) => {
    const photo = place % labels.length;
    const round = Math.floor(place / labels.length);
    const target = aim === 'towards' ? targets[photo]?.[round] : labels[photo];
    return { photo, target: target ?? 0, seed: random.integer(0, LARGEST_SEED) };
  });
}
