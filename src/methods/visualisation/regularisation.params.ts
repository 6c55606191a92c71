import type { Penalty } from '../../tensors/l2-penalty';
import type { ParamTable } from '../catalog/params';
import { phrase } from '../../words/say';

export type RegularisationParams = {
  readonly lambda: number;
  readonly jitter: number;
  readonly blurEvery: number;
  readonly blurSigma: number;
  readonly penalty: Penalty;
  readonly clamp: boolean;
  readonly totalVariation: number;
  readonly naturalLook: number;
  readonly near: number;
};

/** The controls that keep a class visualisation from turning into static. */
export const REGULARISATION: ParamTable<RegularisationParams> = {
  lambda: {
    kind: 'number',
    alias: 'l2',
    label: phrase('Penalty'),
    symbol: 'λ',
    default: 1e-3,
    min: 0,
    max: 10,
    step: 1e-5,
    unit: '',
    scale: 'log',
    live: true,
    help: {
      what: phrase(
        'Weight of the penalty on large values, −λ · ‖x‖₂². It alone multiplies the picture by 1 − 2ηλ at each step.',
      ),
      rises: phrase(
        'Calmer, greyer pictures with fewer shapes; at η = 5 and 0.1 the picture shrinks to grey. At 0 colours saturate.',
      ),
      try: phrase('0.001; 0.01 for fewer stray shapes.'),
    },
  },
  jitter: {
    kind: 'number',
    label: phrase('Jitter'),
    default: 16,
    min: 0,
    max: 32,
    step: 1,
    integer: true,
    unit: 'px',
    scale: 'linear',
    live: true,
    help: {
      what: phrase(
        'Before each step the picture is rolled by 0 to this many pixels right and down, drawn anew, and rolled back after.',
      ),
      rises: phrase(
        'Shapes that do not hang on exact pixel positions: smoother and larger. At 0, fine static.',
      ),
      try: phrase('16.'),
    },
  },
  blurEvery: {
    kind: 'number',
    label: phrase('Blur every'),
    when: { param: 'parameterisation', is: ['pixels'] },
    default: 10,
    min: 0,
    max: 100,
    step: 1,
    integer: true,
    unit: phrase('steps'),
    scale: 'linear',
    live: true,
    help: {
      what: phrase('Blurs after the first step and then every so many steps. 0 switches the blur off.'),
      rises: phrase('Rarer blurs leave more fine detail and more static.'),
      try: phrase('10.'),
    },
  },
  blurSigma: {
    kind: 'number',
    when: { param: 'parameterisation', is: ['pixels'] },
    label: phrase('Blur width'),
    symbol: 'σ',
    default: 0.5,
    min: 0,
    max: 3,
    step: 0.1,
    unit: 'px',
    scale: 'linear',
    live: true,
    advanced: true,
    help: {
      what: phrase('Standard deviation σ of the Gaussian blur.'),
      rises: phrase('Softer, blotchier pictures.'),
      try: phrase('0.5.'),
    },
  },
  penalty: {
    kind: 'choice',
    label: phrase('Penalty on'),
    default: 'squared',
    options: [
      { value: 'squared', label: phrase('‖x‖₂² (squared length)') },
      { value: 'norm', label: phrase('‖x‖₂ (length)') },
    ],
    live: true,
    advanced: true,
    help: {
      what: phrase(
        'What λ multiplies: the squared length λ · ‖x‖₂², as the handouts say, or the length λ · ‖x‖₂, as some solutions have it.',
      ),
      differs: phrase(
        'With the plain length the same λ pulls about 800 times less on a noise start, so their curves cannot be compared.',
      ),
      try: phrase('Squared.'),
    },
  },
  clamp: {
    kind: 'boolean',
    when: { param: 'parameterisation', is: ['pixels'] },
    label: phrase('Stay a picture'),
    default: true,
    live: true,
    advanced: true,
    help: {
      what: phrase(
        'After each step, moves every value back into the range a pixel can have: black to white.',
      ),
      differs: phrase(
        'On: what is optimised can be shown. Off: values grow freely and what is shown is a clipped copy.',
      ),
      try: phrase('On.'),
    },
  },
  totalVariation: {
    kind: 'number',
    label: phrase('Total variation'),
    default: 0,
    min: 0,
    max: 1,
    step: 1e-6,
    unit: '',
    scale: 'log',
    live: true,
    advanced: true,
    help: {
      what: phrase(
        'Weight of the penalty on differences between neighbours: the sum of |x(i+1, j) − x(i, j)| + |x(i, j+1) − x(i, j)|.',
      ),
      rises: phrase('Flat areas with sharp edges; too much, and all is flat.'),
      try: phrase('0, as in the course; 0.0001 against static.'),
    },
  },
  naturalLook: {
    kind: 'number',
    label: phrase('Look of a photograph'),
    default: 0,
    min: 0,
    max: 100,
    step: 0.001,
    unit: '',
    scale: 'log',
    live: true,
    advanced: true,
    help: {
      what: phrase(
        'Weight of the penalty on looking unlike photographs: half the squared deviations of the spectrum’s slope, the total variation and the colours from theirs, each in its standard deviation.',
      ),
      rises: phrase('Contrast, grain and colours as in photographs; shapes have no part in it.'),
      try: phrase('0, as in the course; 0.1 with jitter, without which its squares show.'),
    },
  },
  near: {
    kind: 'number',
    label: phrase('Stay near the picture'),
    default: 0,
    min: 0,
    max: 1000,
    step: 0.01,
    unit: '',
    scale: 'log',
    live: true,
    advanced: true,
    when: { param: 'start', is: ['image'] },
    help: {
      what: phrase('Weight of the penalty on the change from your picture x₀, mean((x − x₀)²).'),
      rises: phrase('Less is added to your picture.'),
      try: phrase('0; 5 for accentuation.'),
    },
  },
};
