import type { AttackAim } from '../attack-rows';
import type { Phrase } from '../../../words/message';
import { phrase } from '../../../words/say';

/** What the attacks of one photo say alike that count nothing but pictures of bytes, and draw nothing at random. */
export const BYTES_ALONE = {
  iterations: null,
  takesOthers: false,
  takesBeside: false,
  placed: null,
  lostByRounding: () => phrase('Every picture that counts is rounded already.'),
  needsPicture: () => true,
  drawsAtRandom: () => false,
  caution: () => null,
} as const;

/** The margin that they raise, as an aim has it. */
export function marginScore({ aim }: { readonly aim: AttackAim }): Phrase {
  return aim === 'towards'
    ? phrase('J = s_y − the strongest rival’s logit')
    : phrase('J = the strongest rival’s logit − s_y');
}
