import { AUTO_ATTACK } from '../../../methods/catalog/auto-attack';
import type { PhotoMeasure } from './board-store';
import type { NetworkSigns } from './network-signs';

/** A sign that a network's robustness is not what the number says. AutoAttack's own: https://arxiv.org/abs/2003.01690 */
export type Warning =
  /** Its answers to one picture differ, by so much of a logit. */
  | { readonly kind: 'random'; readonly spread: number }
  | { readonly kind: 'probabilities' }
  /** On so many photos the gradient was zero where an attack set out. */
  | { readonly kind: 'zero-gradient'; readonly photos: number }
  /** An attack without gradients fooled so many photos that those with gradients had left standing. */
  | { readonly kind: 'hidden-gradient'; readonly photos: number }
  /** Too few classes for attacks that need a rival's rival. */
  | { readonly kind: 'few-classes'; readonly classes: number };

/** Of a logit. */
const SPREAD = 1e-4;
/** Of the photos. */
const SQUARE_SHARE = 0.002;
/** The targeted difference of logits ratio divides by the third and the fourth. */
const CLASSES = 4;

/** What makes a network's number doubtful, as far as it has been measured. */
export function warningsOf(
  signs: NetworkSigns | undefined,
  measures: readonly PhotoMeasure[],
): readonly Warning[] {
  const blind = new Set(AUTO_ATTACK.filter(({ usesGradients }) => !usesGradients).map(({ id }) => id));
  const stuck = measures.filter(({ trials }) => trials.some(({ zeroGradient }) => zeroGradient)).length;
  const beaten = measures.filter(({ trials }) =>
    trials.some(({ attack, fooled }) => fooled && blind.has(attack)),
  ).length;
  return [
    ...(signs && signs.spread > SPREAD ? [{ kind: 'random', spread: signs.spread } as const] : []),
    ...(signs?.givesProbabilities ? [{ kind: 'probabilities' } as const] : []),
    ...(stuck > 0 ? [{ kind: 'zero-gradient', photos: stuck } as const] : []),
    ...(beaten > SQUARE_SHARE * measures.length
      ? [{ kind: 'hidden-gradient', photos: beaten } as const]
      : []),
    ...(signs && signs.classes < CLASSES ? [{ kind: 'few-classes', classes: signs.classes } as const] : []),
  ];
}
