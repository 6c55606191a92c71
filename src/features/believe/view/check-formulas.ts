import { phrase, say } from '../../../words/say';
import { shortenedWords } from '../store/agreement';
import type { Faithfulness } from '../store/delete-insert';
import { ALIKE, SAME_MAP, STILL_THERE } from '../store/verdicts';

/** How weights are drawn anew, and what likeness passes. */
export function randomiseFormula(): string {
  return say(
    'ρ = Spearman’s rank correlation of |map| with the trained network’s |map|, SSIM of both as grey pictures; W ~ N(0, std(W trained)), b = 0. With the classifier redrawn, ρ of {same, number} or more fails and {alike, number} or more passes in part; so does {there, number} or more with every layer redrawn',
    { same: SAME_MAP, alike: ALIKE, there: STILL_THERE },
  );
}

/** How pixels are deleted and inserted, and what is measured meanwhile. */
export function gamesFormula(result: Pick<Faithfulness, 'perStep'> | undefined): string {
  return result
    ? say(
        'P_y over the share of pixels, {perStep} more a step; pixels by the map’s value, highest first (a signed map: evidence for the class first, against it last; ties by place); deletion to the mean grey (0 in z-scores), insertion from an 11 × 11 blur, σ = 5; area by trapezoids',
        { perStep: result.perStep },
      )
    : say(
        'P_y over the share of pixels; pixels by the map’s value, highest first (a signed map: evidence for the class first, against it last; ties by place); deletion to the mean grey (0 in z-scores), insertion from an 11 × 11 blur, σ = 5; area by trapezoids',
      );
}

/** How copies are made noisy. */
export const NOISE_FORMULA = phrase(
  'x′ = round(x + σ n), n ~ N(0, 1), kept within 0…255; ρ = Spearman’s rank correlation of |map(x′)| with |map(x)|',
);

/** How methods are compared, and with which numbers. */
export function agreementFormula(): string {
  return say(
    'ρ = Spearman’s rank correlation of |map| over all pixels, 1 where both rank them alike; other methods with their default settings, {others}',
    { others: shortenedWords() },
  );
}
