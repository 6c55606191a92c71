import type { SweepMarks } from '../../../sweep/sweep-marks';
import { AT_LIMITS } from '../../../sweep/sweep-marks';
import { duration, percent, score } from '../../../ui/numbers/numbers';
import type { DrawnCell, Sweeping } from '../store/sweep-store';
import type { Phrase } from '../../../words/message';
import { phrase, say } from '../../../words/say';
import { whole } from '../../../words/number';

/** The two lines below a picture: how sure the network is of the class, and its logit, or what is read instead. */
export function cellCaption({ result, rival }: DrawnCell): readonly [string, string] {
  const { scalars, logits, recipe } = result;
  const { probability = Number.NaN, rivalProbability = Number.NaN } = scalars;
  const isRival = rival !== null && rivalProbability > probability;
  return [
    percent(probability),
    isRival
      ? say('read as {rival}', { rival })
      : say('logit {logit}', { logit: score(logits[recipe.target] ?? Number.NaN) }),
  ];
}

/** What a mark on a picture says, one sentence each. */
export function markWords({ beyondStability, diverged }: SweepMarks): readonly Phrase[] {
  return [...(beyondStability ? [BEYOND] : []), ...(diverged ? [DIVERGED] : [])];
}

/** What the corner and the frame mean, below the sheet. */
export const BEYOND = phrase(
  'Beyond stability (the corner): η and λ are so large together that the penalty’s own steps never come to rest, |1 − 2ηλ| ≥ 1, or with momentum ηλ ≥ 1.9. Only the limits of a pixel hold such a picture.',
);
export const DIVERGED = phrase(
  'Diverged (the dashed frame): the run’s numbers are none any more, or at least {share} % of its colour values sit at black or white.',
  { share: Math.round(100 * AT_LIMITS) },
);

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
    const at = say('Picture {number} of {all}', {
      number: Math.min(finished + 1, finished + todo),
      all: finished + todo,
    });
    const step =
      now && now.steps > 1
        ? say('step {step} of {steps}', {
            step: whole(now.step),
            steps: whole(now.steps),
          })
        : null;
    const time =
      left === null ? say('time known after the first') : say('{time} left', { time: duration(left) });
    return [at, time, step].filter((part) => part !== null).join(' · ');
  }
  const failed =
    sweeping && sweeping.failed > 0 ? say('{failed} could not be drawn', { failed: sweeping.failed }) : null;
  const parts =
    todo > 0
      ? [
          sweeping?.phase === 'cancelled' ? say('Cancelled, what is done is kept') : null,
          say('{count, plural, one {# picture} other {# pictures}} to draw', { count: todo }),
          steps === null ? null : say('{steps, plural, one {# step} other {# steps}}', { steps }),
          failed,
        ]
      : [
          sweeping && sweeping.finished > 0
            ? say('Done in {time}', { time: duration(Math.max(1000, sweeping.ms)) })
            : say('Done · {count, plural, one {# picture} other {# pictures}}', { count: all }),
          failed,
        ];
  return parts.filter((part) => part !== null).join(' · ');
}
