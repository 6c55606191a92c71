import type { FoolingInfo } from '../../catalog/method-info';
import { AIM, type AttackAim, EPSILON_LINF } from '../attack-rows';
import { phrase } from '../../../words/say';

export type UniversalStop = 'rounded' | 'never';

export type UniversalParams = {
  readonly epsilon: number;
  readonly stepSize: number;
  readonly steps: number;
  readonly learnt: number;
  readonly aim: AttackAim;
  readonly stopRule: UniversalStop;
};

/** Catalogue entry of the universal perturbation. */
export const UNIVERSAL: FoolingInfo<UniversalParams> = {
  id: 'universal-linf',
  exercise: 'fooling',
  title: phrase('One change for many photos (universal)'),
  about: phrase(
    'Looks for one change within ε that fools the network on photo after photo, and tries it on some that it has not seen. It takes the photos opened in this visit, or where there are fewer than three the page’s own.',
  ),
  paper: {
    title: 'Moosavi-Dezfooli et al. 2017: Universal adversarial perturbations',
    url: 'https://arxiv.org/abs/1610.08401',
  },
  formula: ({ aim }) => ({
    text: phrase(
      'δ ← clip(δ {sign} α · sign(Σᵢ gᵢ)) to ‖δ‖∞ ≤ ε,  gᵢ = ∂J(xᵢ + δ) / ∂δ, i over the photos not fooled yet',
      { sign: aim === 'towards' ? '+' : '−' },
    ),
    score:
      aim === 'towards'
        ? phrase('J = s_y − the strongest rival’s logit')
        : phrase('J = s_y − the strongest rival’s logit, y what each photo is read as'),
  }),
  iterations: null,
  placed: null,
  takesOthers: true,
  takesBeside: false,
  aim: ({ aim }) => aim,
  lostByRounding: () => phrase('Every picture that counts is rounded already.'),
  notFooled: () => phrase('A larger ε, more steps or fewer photos may do.'),
  needsPicture: () => true,
  drawsAtRandom: () => false,
  caution: () => null,
  params: {
    epsilon: {
      ...EPSILON_LINF,
      default: 16,
      help: {
        ...EPSILON_LINF.help,
        try: phrase('16; 10, as in the paper, for networks of a thousand classes.'),
      },
    },
    stepSize: {
      kind: 'number',
      label: phrase('Step size'),
      symbol: 'α',
      default: 2,
      min: 0.1,
      max: 64,
      step: 0.1,
      unit: phrase('/ 255'),
      scale: 'log',
      live: true,
      help: {
        what: phrase('How far each colour value of the change moves in a step, in grey levels of 255.'),
        rises: phrase('Fewer steps are needed; above ε every step jumps from one edge to the other.'),
        try: phrase('2, an eighth of ε.'),
      },
    },
    steps: {
      kind: 'number',
      label: phrase('Steps at most'),
      symbol: 'T',
      default: 60,
      min: 1,
      max: 1000,
      step: 1,
      integer: true,
      unit: phrase('steps'),
      scale: 'log',
      live: true,
      help: {
        what: phrase('Gives up after T steps, each of which goes through all of the photos.'),
        rises: phrase('More of the photos are fooled.'),
        try: phrase('60.'),
      },
    },
    learnt: {
      kind: 'number',
      label: phrase('Made on'),
      symbol: 'n',
      default: 8,
      min: 1,
      max: 32,
      step: 1,
      integer: true,
      unit: phrase('photos'),
      scale: 'linear',
      live: false,
      help: {
        what: phrase(
          'The change is made on the photo shown and on n − 1 others; up to 16 more are only tried.',
        ),
        rises: phrase('It works on more photos that it has not seen; each costs a step’s time.'),
        try: phrase('8.'),
      },
    },
    aim: { ...AIM, default: 'away' },
    stopRule: {
      kind: 'choice',
      label: phrase('Stop when'),
      default: 'rounded',
      options: [
        { value: 'rounded', label: phrase('all its photos are fooled') },
        { value: 'never', label: phrase('all steps are taken') },
      ],
      live: true,
      help: {
        what: phrase(
          'What ends the run: every photo that the change is made on, rounded to 8 bits, fools the network; or nothing.',
        ),
        differs: phrase(
          'Going on past that makes the change work on more of the photos that it has not seen.',
        ),
        try: phrase('All its photos are fooled.'),
      },
    },
  },
  presets: [],
};
