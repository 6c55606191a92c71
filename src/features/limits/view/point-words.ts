import { percent, score, short } from '../../../ui/numbers/numbers';
import { phrase, say } from '../../../words/say';
import type { LinePoint } from '../store/line-store';

/** What a straight line says of the score, and when the two have parted. */
export const LINE_FORMULA = phrase(
  's(x + dx) ≈ s(x) + g · dx, s = the class’s logit, g = ∂s / ∂x at the photo; dx from the rounded, clipped 8-bit picture, in z-scores. Parted: the two differ by more than 10 % of the larger change, and by more than 0.02',
);

/** How far a point of a line is from the photo, and what the network makes of it. */
export function pointWords(
  { rms, length, score: truth, predicted, probability, rival }: LinePoint,
  name: string,
): string {
  const values = {
    rms: short(rms),
    length: short(length),
    truth: score(truth),
    predicted: score(predicted),
    name,
    probability: percent(probability),
  };
  return rival
    ? say(
        '{rms} grey levels, ‖dx‖ {length}: logit {truth}, predicted {predicted}; “{name}” {probability}; {rival} {rivalProbability}',
        { ...values, rival: rival.name, rivalProbability: percent(rival.probability) },
      )
    : say(
        '{rms} grey levels, ‖dx‖ {length}: logit {truth}, predicted {predicted}; “{name}” {probability}',
        values,
      );
}

/** The class names in a point's words. */
export function namesAt({ rival }: LinePoint, name: string): readonly (string | undefined)[] {
  return [name, rival?.name];
}
