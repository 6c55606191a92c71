import type { AttackAim } from '../attack-rows';
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
export function marginScore({ aim }: { readonly aim: AttackAim }): string {
  return aim === 'towards'
    ? 'J = s_y − the strongest rival’s logit'
    : 'J = the strongest rival’s logit − s_y';
}
