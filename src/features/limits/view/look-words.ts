import { percent, score } from '../../../ui/numbers/numbers';
import { phrase, say } from '../../../words/say';
import type { AdjustedMap } from '../store/adjusted-map';

/** How a photo is made weaker, and its map compared. */
export const CONTRAST_FORMULA = phrase(
  'p′ = round(m + k (blur(p, σ) − m)), m = the photo’s mean grey; ρ = Spearman’s rank correlation of |map| with the untouched photo’s; each map at its own full scale',
);

/** The class explained with its logit and probability, and what is read instead. */
export function lookWords({ best, probability, logit }: AdjustedMap, name: string): string {
  const values = { name, probability: percent(probability), logit: score(logit) };
  return best && best.name !== name
    ? say('“{name}” {probability}, logit {logit}; read as {best} ({bestProbability})', {
        ...values,
        best: best.name,
        bestProbability: percent(best.probability),
      })
    : say('“{name}” {probability}, logit {logit}', values);
}
