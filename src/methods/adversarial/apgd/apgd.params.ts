import { scoreFormula } from '../../objective-options';
import type { FoolingInfo } from '../../catalog/method-info';
import {
  AIM,
  type AttackAim,
  type AttackStop,
  CONFIDENCE,
  EPSILON_L2,
  EPSILON_LINF,
  NORM,
  type Norm,
  RESTARTS,
  STOP_RULE,
} from '../attack-rows';
import { COPIES, THROUGH, throughFormula, type ThroughParams } from '../through/through-rows';
import type { Phrase } from '../../../words/message';
import { phrase } from '../../../words/say';

export type ApgdParams = {
  readonly epsilon: number;
  readonly aim: AttackAim;
  readonly steps: number;
  readonly stopRule: AttackStop;
  readonly restarts: number;
  readonly norm: Norm;
  readonly length: number;
  readonly confidence: number;
} & ThroughParams;

const PAPER = {
  title:
    'Croce, Hein 2020: Reliable evaluation of adversarial robustness with an ensemble of diverse parameter-free attacks',
  url: 'https://arxiv.org/abs/2003.01690',
};

/** What both losses have in common. */
const SHARED = {
  exercise: 'fooling',
  paper: PAPER,
  iterations: null,
  takesOthers: false,
  takesBeside: true,
  placed: null,
  aim: ({ aim }) => aim,
  lostByRounding: ({ stopRule }) =>
    stopRule === 'rounded'
      ? phrase('The steps ran out before the rounded picture fooled it: allow more of them, or a larger ε.')
      : phrase(
          'It stopped before the picture that can be saved fooled it, too: stop when the saved picture fools.',
        ),
  notFooled: () => phrase('A larger ε, more steps or more starts may do.'),
  needsPicture: () => true,
  drawsAtRandom: () => true,
  caution: () => null,
  params: {
    epsilon: { ...EPSILON_LINF, when: { param: 'norm', is: ['linf'] } },
    aim: AIM,
    steps: {
      kind: 'number',
      label: phrase('Steps'),
      symbol: 'T',
      default: 100,
      min: 5,
      max: 1000,
      step: 1,
      integer: true,
      unit: phrase('steps'),
      scale: 'log',
      // The checkpoints are laid out over them.
      live: false,
      help: {
        what: phrase(
          'Steps from each start, unless the run ends before. The step size is looked at after 22 % of them, then ever more often.',
        ),
        rises: phrase('Harder classes are reached; the first steps are coarse for longer.'),
        try: phrase('100, as in the paper; 20 for a quick try.'),
      },
    },
    stopRule: STOP_RULE,
    restarts: {
      ...RESTARTS,
      help: {
        ...RESTARTS.help,
        what: phrase(
          'Sets out so many times at most, each from a point of its own at the edge of ε: T steps each.',
        ),
      },
    },
    norm: NORM,
    length: { ...EPSILON_L2, advanced: true, when: { param: 'norm', is: ['l2'] } },
    confidence: CONFIDENCE,
    copies: COPIES,
    through: THROUGH,
  },
  presets: [
    {
      id: 'autoattack',
      title: phrase('AutoAttack, 4 / 255'),
      about: phrase('Away from the class, a hundred steps, one start, as robustness is reported for photos.'),
      values: { norm: 'linf', epsilon: 4, aim: 'away', steps: 100, restarts: 1, stopRule: 'rounded' },
    },
    {
      id: 'autoattack-l2',
      title: phrase('AutoAttack, length 3'),
      about: phrase(
        'The same within a length of 3 in pixels from 0 to 1, the radius of many robust ImageNet networks.',
      ),
      values: { norm: 'l2', length: 765, aim: 'away', steps: 100, restarts: 1, stopRule: 'rounded' },
    },
  ],
} as const satisfies Partial<FoolingInfo<ApgdParams>>;

const stepsOf = ({ aim, norm, copies }: ApgdParams): Phrase => {
  const formula = phrase(
    'z = Π(x {sign} η · {direction}),  x ← Π(x + ¾ (z − x) + ¼ (x − x₋₁)),  η = 2ε, halved where J stalls',
    { sign: aim === 'towards' ? '+' : '−', direction: norm === 'linf' ? 'sign(g)' : 'g / ‖g‖₂' },
  );
  return copies === 0
    ? formula
    : phrase('{formula},  g = {gradient}', {
        formula,
        gradient: throughFormula((x) => `∂J(${x}) / ∂x`, copies),
      });
};

/** Catalogue entry of Auto-PGD on the cross-entropy. */
export const APGD_CE: FoolingInfo<ApgdParams> = {
  ...SHARED,
  id: 'apgd-ce',
  title: phrase('Auto-PGD, cross-entropy'),
  about: phrase(
    'PGD without a step size to choose: it strides from edge to edge of ε at first, keeps some of its momentum, and halves its steps and returns to its best point wherever they no longer help. The first attack of AutoAttack.',
  ),
  formula: (params) => ({ text: stepsOf(params), score: scoreFormula('log-probability') }),
};

/** Catalogue entry of Auto-PGD on the difference of logits ratio. */
export const APGD_DLR: FoolingInfo<ApgdParams> = {
  ...SHARED,
  id: 'apgd-dlr',
  title: phrase('Auto-PGD, ratio of logits (DLR)'),
  about: phrase(
    'Auto-PGD on a score that neither fades where the network is certain nor changes where all its logits are multiplied: networks that only hide their gradient fall to it. The second attack of AutoAttack.',
  ),
  formula: (params) => ({
    text: stepsOf(params),
    score:
      params.aim === 'away'
        ? scoreFormula('dlr')
        : phrase(
            'J = (s_y − s_photo) / (s₍₁₎ − ½ s₍₃₎ − ½ s₍₄₎), s_photo the logit of what the photo is read as, s₍ₖ₎ the k-th largest',
          ),
  }),
};
