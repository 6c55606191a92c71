import { scoreFormula } from '../objective-options';
import type { FoolingInfo } from '../catalog/method-info';
import { AIM, type AttackAim, type AttackObjective, EPSILON_LINF, OBJECTIVE } from './attack-rows';
import { COPIES, THROUGH, throughFormula, type ThroughParams } from './through/through-rows';
import { phrase } from '../../words/say';

export type FgsmParams = {
  readonly epsilon: number;
  readonly aim: AttackAim;
  readonly objective: AttackObjective;
} & ThroughParams;

/** Catalogue entry of the fast gradient sign method. */
export const FGSM: FoolingInfo<FgsmParams> = {
  id: 'fgsm',
  exercise: 'fooling',
  title: phrase('Fast gradient sign (FGSM)'),
  about: phrase(
    'One step: every colour value of every pixel moves by exactly ε, up or down as the gradient says. It shows how nearly linear the network is: where one step fools it, a straight line was enough.',
  ),
  paper: {
    title: 'Goodfellow et al. 2014: Explaining and harnessing adversarial examples',
    url: 'https://arxiv.org/abs/1412.6572',
  },
  formula: ({ aim, objective, copies }) => ({
    text: phrase('{formula},  g = {gradient}', {
      formula: `x ← clip(x ${aim === 'towards' ? '+' : '−'} ε · sign(g))`,
      gradient: throughFormula((x) => `∂J(${x}) / ∂x`, copies),
    }),
    score: scoreFormula(objective),
  }),
  iterations: null,
  takesOthers: false,
  takesBeside: true,
  placed: null,
  aim: ({ aim }) => aim,
  lostByRounding: () => phrase('One step only just fools it: a larger ε leaves room for rounding.'),
  notFooled: () => phrase('One step is all this attack takes: a larger ε may do, or PGD with more steps.'),
  needsPicture: () => true,
  drawsAtRandom: ({ copies }) => copies > 0,
  caution: () => null,
  params: {
    epsilon: {
      ...EPSILON_LINF,
      help: {
        ...EPSILON_LINF.help,
        rises: phrase(
          'The step goes further along the same straight line; too far, and the line no longer says what the network does.',
        ),
      },
    },
    aim: AIM,
    objective: OBJECTIVE,
    copies: COPIES,
    through: THROUGH,
  },
  presets: [
    {
      id: 'untargeted',
      title: phrase('Away, 8 / 255'),
      about: phrase(
        'The paper’s own use: lower the probability of the class the photo has, whatever comes instead.',
      ),
      values: { epsilon: 8, aim: 'away', objective: 'log-probability' },
    },
  ],
};
