import { objectiveOptions, scoreFormula } from '../objective-options';
import type { FoolingInfo } from '../catalog/method-info';
import { CONFIDENCE } from './attack-rows';

export type StopRule = 'rounded' | 'top1' | 'probability';

export type TargetedGradientParams = {
  readonly stepSize: number;
  readonly maxSteps: number;
  readonly clamp: boolean;
  readonly stopRule: StopRule;
  readonly confidence: number;
  readonly objective: 'logit' | 'log-probability' | 'margin';
};

/** Catalogue entry of targeted fooling by normalised gradient steps. */
export const TARGETED_GRADIENT: FoolingInfo<TargetedGradientParams> = {
  id: 'targeted-gradient',
  exercise: 'fooling',
  title: 'Targeted fooling',
  about:
    'Changes the picture a little at every step, in the direction that raises the score of the class you chose fastest, ' +
    'until the network reads it as that class. The change is usually too small to see.',
  paper: {
    title: 'Szegedy et al. 2013: Intriguing properties of neural networks',
    url: 'https://arxiv.org/abs/1312.6199',
  },
  formula: ({ clamp, objective }) => ({
    text: ['x ← x + η · g / ‖g‖₂,  g = ∂J(x) / ∂x', ...(clamp ? ['kept a valid picture'] : [])].join(', '),
    score: scoreFormula(objective),
  }),
  iterations: null,
  aim: () => 'towards',
  notFooled: () => 'A larger step size or more steps may do.',
  lostByRounding: ({ stopRule }) =>
    stopRule === 'rounded'
      ? 'The steps ran out before the rounded picture fooled it: allow more of them.'
      : 'The course’s recipe stops there. The Lucarne preset goes on until the picture you can save fools it.',
  needsPicture: () => true,
  drawsAtRandom: () => false,
  caution: () => null,
  params: {
    stepSize: {
      kind: 'number',
      label: 'Step size',
      symbol: 'η',
      default: 0.5,
      min: 1e-3,
      max: 100,
      step: 1e-3,
      unit: '',
      scale: 'log',
      live: true,
      help: {
        what:
          'Length of each step in normalised space: x ← x + η · g / ‖g‖₂. ' +
          'On a 224 × 224 picture, 1 moves the pixels by 0.15 of 255 grey levels on average.',
        rises:
          'Fewer steps, but a larger change than needed. Small steps find a smaller change and take longer.',
        try: '0.5, or 0.1 to see how little is enough.',
      },
    },
    maxSteps: {
      kind: 'number',
      label: 'Steps at most',
      symbol: 'T',
      default: 300,
      min: 1,
      max: 10_000,
      step: 1,
      integer: true,
      unit: 'steps',
      scale: 'log',
      live: true,
      help: {
        what: 'Give up after T steps. The total change is never longer than η · T.',
        rises: 'Hard targets get more time. Easy ones stop by themselves, most within 20 steps at η = 0.5.',
        try: '300; with η = 0.1 a third of the targets need more than 100.',
      },
    },
    clamp: {
      kind: 'boolean',
      label: 'Stay a picture',
      default: true,
      live: true,
      help: {
        what: 'After each step, moves every value back into the range a pixel can have: black to white.',
        differs:
          'On: what is classified can be shown and saved. Off, as in the course: values may leave the range, and part of ' +
          'the fooling may be lost when the picture is displayed.',
        try: 'On; off to repeat the course exactly.',
      },
    },
    stopRule: {
      kind: 'choice',
      label: 'Stop when',
      default: 'rounded',
      options: [
        { value: 'rounded', label: 'the saved picture fools' },
        { value: 'top1', label: 'the class comes first' },
        { value: 'probability', label: 'the probability is reached' },
      ],
      live: true,
      help: {
        what:
          'When it counts as fooled: the class comes first for the picture rounded to 8 bits, as a file would hold it; or ' +
          'for the unrounded numbers; or their probability P_y reaches the confidence.',
        differs:
          'The first costs a few more steps and survives saving. Stopping at once, as the course does, loses a third of ' +
          'the results on saving with η = 1, and nearly all with η = 0.1.',
        try: 'The saved picture fools.',
      },
    },
    confidence: {
      ...CONFIDENCE,
      help: {
        ...CONFIDENCE.help,
        what: 'The probability to reach, P_y ≥ τ. Used only where the run stops at a probability.',
      },
    },
    objective: {
      kind: 'choice',
      label: 'Score to raise',
      symbol: 'J',
      default: 'logit',
      options: objectiveOptions('logit', 'log-probability', 'margin'),
      live: true,
      advanced: true,
      help: {
        what: 'What each step raises: the logit s_y, log P_y (minus the cross-entropy), or the margin s_y − s_rival.',
        differs:
          'The logit pushes the class up and leaves the others alone; the other two push the rivals down as well and ' +
          'often need fewer steps.',
        try: 'Logit, as in the course.',
      },
    },
  },
  presets: [
    {
      id: 'lucarne',
      title: 'Lucarne',
      about:
        'Keeps the picture valid and stops once the saved file fools, so that nothing is lost on export.',
      values: { stepSize: 0.5, maxSteps: 300, clamp: true, stopRule: 'rounded', objective: 'logit' },
    },
    {
      id: 'cs231n',
      title: 'CS231n',
      about:
        'Stanford’s numbers: big steps, no clamping, stop at the first success; a third are lost on saving.',
      values: { stepSize: 1, maxSteps: 100, clamp: false, stopRule: 'top1', objective: 'logit' },
    },
    {
      id: 'rdfia',
      title: 'RDFIA TP9',
      about:
        'Sorbonne’s handout: small steps, so about 3 in 10 targets are not reached, and few survive saving.',
      values: { stepSize: 0.1, maxSteps: 100, clamp: false, stopRule: 'top1', objective: 'logit' },
    },
  ],
};
