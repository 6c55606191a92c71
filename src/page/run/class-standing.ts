import type { FirstReading } from '../../core/records/run-history';
import { probabilitiesOf, strongestBut } from '../../core/statistics/answers';

/** A class, and its probability now. */
export interface Standing {
  readonly index: number;
  readonly probability: number;
}

/** How the classes stand that a change of a picture is about. */
export interface Standings {
  /** The class read before; null where it is the target itself. */
  readonly before: Standing | null;
  readonly target: Standing;
  /** The strongest class but these; null where there is none, and among labels. */
  readonly rival: Standing | null;
}

/** How the classes stand by these logits. */
export function standingsOf(
  logits: ArrayLike<number>,
  target: number,
  { index: before, kind }: FirstReading,
): Standings {
  const probabilities = probabilitiesOf(logits, kind);
  const standing = (index: number): Standing => ({ index, probability: probabilities[index] as number });
  const rival = strongestBut(logits, [before, target], kind);
  return {
    before: before === target ? null : standing(before),
    target: standing(target),
    rival: rival === null ? null : standing(rival),
  };
}
