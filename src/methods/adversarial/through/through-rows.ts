import type { ChoiceParam, NumberParam } from '../../catalog/params';
import type { Words } from '../../../words/message';
import { phrase } from '../../../words/say';

/** What is done to the copies that an attack goes through. */
export type ThroughChange = 'any' | 'resize' | 'blur' | 'jpeg' | 'noise' | 'brightness' | 'bit-depth';

/** What an attack has that goes through changed copies. */
export type ThroughParams = {
  readonly copies: number;
  readonly through: ThroughChange;
};

// Rows that the gradient attacks share.

export const COPIES: NumberParam = {
  kind: 'number',
  label: phrase('Attack through'),
  symbol: 'n',
  default: 0,
  min: 0,
  max: 16,
  step: 1,
  integer: true,
  unit: phrase('changed copies'),
  scale: 'linear',
  live: false,
  advanced: true,
  help: {
    what: phrase(
      'Each step takes the mean gradient of the picture and of n copies of it, each resized, blurred, compressed … at random (expectation over transformations, Athalye et al. 2018).',
    ),
    rises: phrase(
      'What fools survives more of what happens to files and prints; each copy costs as much as a step.',
    ),
    try: phrase('0, off; 4 for a picture that is to be sent on.'),
  },
};

export const THROUGH: ChoiceParam<ThroughChange> = {
  kind: 'choice',
  label: phrase('Copies are'),
  default: 'any',
  options: [
    { value: 'any', label: phrase('changed in one of all ways') },
    { value: 'resize', label: phrase('resized and shifted') },
    { value: 'blur', label: phrase('blurred') },
    { value: 'jpeg', label: phrase('compressed as JPEG') },
    { value: 'noise', label: phrase('with noise') },
    { value: 'brightness', label: phrase('brighter or darker') },
    { value: 'bit-depth', label: phrase('of fewer colours') },
  ],
  live: false,
  advanced: true,
  help: {
    what: phrase(
      'What is done to the copies, drawn anew at each step: scale 0.85 to 1.15 and shift up to a tenth; blur up to 1.5 px; JPEG quality 40 to 95; noise up to 12 of 255; light ± 20 %; 2 to 6 bits a colour. Used only with copies.',
    ),
    differs: phrase(
      'One kind alone is survived soon; all of them together take more steps and a larger change.',
    ),
    try: phrase('One of all ways.'),
  },
};

/** What an attack's g is, of its gradient in one place: `∂J(x) / ∂x`. */
export function throughFormula(gradient: (x: string) => string, copies: number): Words {
  if (copies === 0) return gradient('x');
  return phrase('1/{count} Σₜ {gradient},  t none and {copies} drawn', {
    count: copies + 1,
    gradient: gradient('t(x)'),
    copies,
  });
}
