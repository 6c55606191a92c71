import type { SweepMarks } from '../../../sweep/sweep-marks';
import { AT_LIMITS } from '../../../sweep/sweep-marks';
import { count, duration, percent, score } from '../../../ui/numbers/numbers';
import type { DrawnCell, Sweeping } from '../store/sweep-store';

/** The two lines below a picture: how sure the network is of the class, and its logit, or what is read instead. */
export function cellCaption({ result, rival }: DrawnCell): readonly [string, string] {
  const { scalars, logits, recipe } = result;
  const { probability = Number.NaN, rivalProbability = Number.NaN } = scalars;
  const isRival = rival !== null && rivalProbability > probability;
  return [
    percent(probability),
    isRival ? `read as ${rival}` : `logit ${score(logits[recipe.target] ?? Number.NaN)}`,
  ];
}

/** What a mark on a picture says, one sentence each. */
export function markWords({ beyondStability, diverged }: SweepMarks): readonly string[] {
  return [...(beyondStability ? [BEYOND] : []), ...(diverged ? [DIVERGED] : [])];
}

/** What the corner and the frame mean, below the sheet. */
export const BEYOND =
  'Beyond stability (the corner): η and λ are so large together that the penalty’s own steps never come to rest, |1 − 2ηλ| ≥ 1, or with momentum ηλ ≥ 1.9. Only the limits of a pixel hold such a picture.';
export const DIVERGED = `Diverged (the dashed frame): the run’s numbers are none any more, or at least ${Math.round(100 * AT_LIMITS)} % of its colour values sit at black or white.`;

interface Standing {
  readonly sweeping: Sweeping | null;
  /** Pictures still to be drawn, and the steps these take; null where a stop rule may end them. */
  readonly todo: number;
  readonly steps: number | null;
  readonly all: number;
}

/** Where a sheet stands, with the time it will take or took. */
export function standingWords({ sweeping, todo, steps, all }: Standing): string {
  if (sweeping?.phase === 'running') {
    const { finished, left, now } = sweeping;
    const at = `Picture ${Math.min(finished + 1, finished + todo)} of ${finished + todo}`;
    const step =
      now && now.steps > 1
        ? `step ${now.step.toLocaleString('en')} of ${now.steps.toLocaleString('en')}`
        : null;
    const time = left === null ? 'time known after the first' : `${duration(left)} left`;
    return [at, time, step].filter((part) => part !== null).join(' · ');
  }
  const failed = sweeping && sweeping.failed > 0 ? `${sweeping.failed} could not be drawn` : null;
  const parts =
    todo > 0
      ? [
          sweeping?.phase === 'cancelled' ? 'Cancelled, what is done is kept' : null,
          `${count(todo, 'picture')} to draw`,
          steps === null ? null : count(steps, 'step'),
          failed,
        ]
      : [
          sweeping && sweeping.finished > 0
            ? `Done in ${duration(Math.max(1000, sweeping.ms))}`
            : `Done · ${count(all, 'picture')}`,
          failed,
        ];
  return parts.filter((part) => part !== null).join(' · ');
}
