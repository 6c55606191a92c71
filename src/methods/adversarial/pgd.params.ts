import { scoreFormula } from '../objective-options';
import type { FoolingInfo } from '../catalog/method-info';
import type { NumberParam } from '../catalog/params';
import {
  AIM,
  type AttackAim,
  type AttackObjective,
  type AttackStop,
  CONFIDENCE,
  EPSILON_L2,
  EPSILON_LINF,
  OBJECTIVE,
  RANDOM_START,
  RESTARTS,
  STOP_RULE,
} from './attack-rows';
import { COPIES, THROUGH, throughFormula, type ThroughParams } from './through/through-rows';
import type { Phrase } from '../../words/message';
import { phrase } from '../../words/say';

export type PgdParams = {
  readonly epsilon: number;
  readonly stepSize: number;
  readonly steps: number;
  readonly aim: AttackAim;
  readonly randomStart: boolean;
  readonly stopRule: AttackStop;
  readonly restarts: number;
  readonly confidence: number;
  readonly objective: AttackObjective;
} & ThroughParams;

const STEPS: NumberParam = {
  kind: 'number',
  label: phrase('Steps'),
  symbol: 'T',
  default: 20,
  min: 1,
  max: 1000,
  step: 1,
  integer: true,
  unit: phrase('steps'),
  scale: 'log',
  live: true,
  help: {
    what: phrase('Steps from each start, unless the run ends before.'),
    rises: phrase('Harder classes are reached; most are within 20 steps of α = ε / 8.'),
    try: phrase('20; 100 to measure robustness.'),
  },
};

const STEP_SIZE: Omit<NumberParam, 'default' | 'max' | 'help'> = {
  kind: 'number',
  label: phrase('Step size'),
  symbol: 'α',
  min: 0.05,
  step: 0.05,
  unit: phrase('/ 255'),
  scale: 'log',
  live: true,
};

/** What both balls have in common. */
const SHARED = {
  exercise: 'fooling',
  paper: {
    title: 'Madry et al. 2018: Towards deep learning models resistant to adversarial attacks',
    url: 'https://arxiv.org/abs/1706.06083',
  },
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
  notFooled: () => phrase('A larger ε, more steps or another start may do.'),
  needsPicture: () => true,
  drawsAtRandom: ({ randomStart, copies }) => randomStart || copies > 0,
  caution: ({ stepSize, steps, epsilon }) =>
    epsilon > 0 && stepSize * steps < epsilon
      ? phrase(
          'With so few steps of this size the edge of ε is never reached: a larger step size, or more steps.',
        )
      : null,
} as const satisfies Partial<FoolingInfo<PgdParams>>;

/** A formula, with where it sets out from. */
const setOut = (formula: Phrase, { randomStart }: PgdParams): Phrase =>
  randomStart ? phrase('{formula},  x₀ drawn within ε', { formula }) : formula;

/** Catalogue entry of projected gradient steps within a largest change of any pixel. */
export const PGD_LINF: FoolingInfo<PgdParams> = {
  ...SHARED,
  id: 'pgd-linf',
  title: phrase('PGD, largest change'),
  about: phrase(
    'Steps by the sign of the gradient, brought back after each within ε of the photo: the standard attack of robustness papers. No colour value moves by more than ε, and usually most move.',
  ),
  formula: (params) => ({
    text: setOut(
      phrase('x ← clip(x {sign} α · sign(g)) to ‖x − photo‖∞ ≤ ε and to a picture,  g = {gradient}', {
        sign: params.aim === 'towards' ? '+' : '−',
        gradient: throughFormula((x) => `∂J(${x}) / ∂x`, params.copies),
      }),
      params,
    ),
    score: scoreFormula(params.objective),
  }),
  params: {
    epsilon: EPSILON_LINF,
    stepSize: {
      ...STEP_SIZE,
      default: 1,
      max: 128,
      help: {
        what: phrase('How far each colour value moves in a step, in grey levels of 255.'),
        rises: phrase('Fewer steps are needed; above ε every step jumps from one edge to the other.'),
        try: phrase('1, or a quarter of ε.'),
      },
    },
    steps: STEPS,
    aim: AIM,
    randomStart: RANDOM_START,
    stopRule: STOP_RULE,
    restarts: RESTARTS,
    confidence: CONFIDENCE,
    objective: OBJECTIVE,
    copies: COPIES,
    through: THROUGH,
  },
  presets: [
    {
      id: 'bim',
      title: phrase('BIM'),
      about: phrase('Kurakin et al. 2016: from the photo itself, ten steps of a fifth of ε.'),
      values: {
        epsilon: 8,
        stepSize: 1.6,
        steps: 10,
        randomStart: false,
        restarts: 1,
        objective: 'log-probability',
      },
    },
    {
      id: 'madry',
      title: phrase('Measuring robustness'),
      about: phrase(
        'Away from the class at 4 / 255, as robustness is reported for photos: a hundred steps, five starts.',
      ),
      values: {
        epsilon: 4,
        stepSize: 0.5,
        steps: 100,
        aim: 'away',
        randomStart: true,
        restarts: 5,
        stopRule: 'rounded',
      },
    },
  ],
};

/** Catalogue entry of projected gradient steps within a length of the whole change. */
export const PGD_L2: FoolingInfo<PgdParams> = {
  ...SHARED,
  id: 'pgd-l2',
  title: phrase('PGD, length of the change'),
  about: phrase(
    'Steps of one length along the gradient, drawn back after each until the whole change is no longer than ε. It spends its change where the network looks, and leaves the rest of the photo almost alone.',
  ),
  formula: (params) => ({
    text: setOut(
      phrase('x ← x {sign} α · g / ‖g‖₂, drawn back to ‖x − photo‖₂ ≤ ε and to a picture,  g = {gradient}', {
        sign: params.aim === 'towards' ? '+' : '−',
        gradient: throughFormula((x) => `∂J(${x}) / ∂p`, params.copies),
      }),
      params,
    ),
    score: scoreFormula(params.objective),
  }),
  params: {
    epsilon: EPSILON_L2,
    stepSize: {
      ...STEP_SIZE,
      default: 40,
      min: 1,
      max: 2550,
      step: 1,
      help: {
        what: phrase('Length of each step over all pixels and colours, in grey levels of 255.'),
        rises: phrase('Fewer steps are needed, and the way is coarser.'),
        try: phrase('40, or a sixth of ε.'),
      },
    },
    steps: STEPS,
    aim: AIM,
    randomStart: { ...RANDOM_START, default: false },
    stopRule: STOP_RULE,
    restarts: RESTARTS,
    confidence: CONFIDENCE,
    objective: OBJECTIVE,
    copies: COPIES,
    through: THROUGH,
  },
  presets: [
    {
      id: 'robust-library',
      title: phrase('ε 3'),
      about: phrase(
        'The radius that many robust ImageNet networks are trained and shown with: 3 in pixels from 0 to 1.',
      ),
      values: { epsilon: 765, stepSize: 100, steps: 50, stopRule: 'never' },
    },
  ],
};
