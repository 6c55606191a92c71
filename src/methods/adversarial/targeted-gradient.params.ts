import { objectiveOptions, scoreFormula } from '../objective-options';
import type { FoolingInfo } from '../catalog/method-info';
import type { StepDivisor } from '../../tensors/norms';
import { CONFIDENCE } from './attack-rows';
import { COPIES, THROUGH, throughFormula, type ThroughParams } from './through/through-rows';
import { TARGETED_GRADIENT_PRESETS } from './targeted-gradient-presets';
import type { Phrase } from '../../words/message';
import { phrase } from '../../words/say';

export type StopRule = 'rounded' | 'top1' | 'probability';

export type TargetedGradientParams = {
  readonly stepSize: number;
  readonly maxSteps: number;
  readonly clamp: boolean;
  readonly stopRule: StopRule;
  readonly confidence: number;
  readonly objective: 'logit' | 'log-probability' | 'margin';
  readonly divisor: StepDivisor;
  readonly cut: number;
} & ThroughParams;

const DIVISORS: Readonly<Record<StepDivisor, string>> = { l2: '‖g‖₂', l1: '‖g‖₁', sum: 'Σ g' };

/** A step, with what is done to its gradient and to the picture after it. */
const stepFormula = (step: Phrase, isCut: boolean, isClamped: boolean): Phrase => {
  if (isCut)
    return isClamped
      ? phrase('{step}, |gᵢ| cut to κ · rms(g), kept a valid picture', { step })
      : phrase('{step}, |gᵢ| cut to κ · rms(g)', { step });
  return isClamped ? phrase('{step}, kept a valid picture', { step }) : step;
};

/** Catalogue entry of targeted fooling by normalised gradient steps. */
export const TARGETED_GRADIENT: FoolingInfo<TargetedGradientParams> = {
  id: 'targeted-gradient',
  exercise: 'fooling',
  title: phrase('Targeted fooling'),
  about: phrase(
    'Changes the picture a little at every step, in the direction that raises the score of the class you chose fastest, until the network reads it as that class. The change is usually too small to see.',
  ),
  paper: {
    title: 'Szegedy et al. 2013: Intriguing properties of neural networks',
    url: 'https://arxiv.org/abs/1312.6199',
  },
  formula: ({ clamp, objective, divisor, cut, copies }) => ({
    text: stepFormula(
      phrase('x ← x + η · g / {divisor},  g = {gradient}', {
        divisor: DIVISORS[divisor],
        gradient: throughFormula((x) => `∂J(${x}) / ∂x`, copies),
      }),
      cut > 0,
      clamp,
    ),
    score: scoreFormula(objective),
  }),
  iterations: null,
  takesOthers: false,
  takesBeside: true,
  placed: null,
  aim: () => 'towards',
  notFooled: () => phrase('A larger step size or more steps may do.'),
  lostByRounding: ({ stopRule }) =>
    stopRule === 'rounded'
      ? phrase('The steps ran out before the rounded picture fooled it: allow more of them.')
      : phrase(
          'The course’s recipe stops there. The Lucarne preset goes on until the picture you can save fools it.',
        ),
  needsPicture: () => true,
  drawsAtRandom: ({ copies }) => copies > 0,
  caution: ({ divisor, stepSize }) => {
    if (divisor === 'sum')
      return phrase(
        'In the plain sum of the gradient’s entries those above and below 0 cancel: a step may leap far, and where the sum is below 0 it leads away from the class.',
      );
    return divisor === 'l1' && stepSize < 20
      ? phrase(
          'The sum of absolute values is hundreds of times the length, and each step so much shorter: 0.5 there is about 100 here.',
        )
      : null;
  },
  params: {
    stepSize: {
      kind: 'number',
      label: phrase('Step size'),
      symbol: 'η',
      default: 0.5,
      min: 1e-3,
      max: 1000,
      step: 1e-3,
      unit: '',
      scale: 'log',
      live: true,
      help: {
        what: phrase(
          'Length of each step in normalised space, where the gradient is divided by its length: x ← x + η · g / ‖g‖₂. On a 224 × 224 picture, 1 moves the pixels by 0.15 of 255 grey levels on average.',
        ),
        rises: phrase(
          'Fewer steps, but a larger change than needed. Small steps find a smaller change and take longer.',
        ),
        try: phrase('0.5, or 0.1 to see how little is enough.'),
      },
    },
    maxSteps: {
      kind: 'number',
      label: phrase('Steps at most'),
      symbol: 'T',
      default: 300,
      min: 1,
      max: 10_000,
      step: 1,
      integer: true,
      unit: phrase('steps'),
      scale: 'log',
      live: true,
      help: {
        what: phrase(
          'Give up after T steps. The total change is never longer than η · T, where the gradient is divided by its length.',
        ),
        rises: phrase(
          'Hard targets get more time. Easy ones stop by themselves, most within 20 steps at η = 0.5.',
        ),
        try: phrase('300; with η = 0.1 a third of the targets need more than 100.'),
      },
    },
    clamp: {
      kind: 'boolean',
      label: phrase('Stay a picture'),
      default: true,
      live: true,
      help: {
        what: phrase(
          'After each step, moves every value back into the range a pixel can have: black to white.',
        ),
        differs: phrase(
          'On: what is classified can be shown and saved. Off, as in the course: values may leave the range, and part of the fooling may be lost when the picture is displayed.',
        ),
        try: phrase('On; off to repeat the course exactly.'),
      },
    },
    stopRule: {
      kind: 'choice',
      label: phrase('Stop when'),
      default: 'rounded',
      options: [
        { value: 'rounded', label: phrase('the saved picture fools') },
        { value: 'top1', label: phrase('the class comes first') },
        { value: 'probability', label: phrase('the probability is reached') },
      ],
      live: true,
      help: {
        what: phrase(
          'When it counts as fooled: the class comes first for the picture rounded to 8 bits, as a file would hold it; or for the unrounded numbers; or their probability P_y reaches the confidence.',
        ),
        differs: phrase(
          'The first costs a few more steps and survives saving. Stopping at once, as the course does, loses a third of the results on saving with η = 1, and nearly all with η = 0.1.',
        ),
        try: phrase('The saved picture fools.'),
      },
    },
    confidence: {
      ...CONFIDENCE,
      help: {
        ...CONFIDENCE.help,
        what: phrase('The probability to reach, P_y ≥ τ. Used only where the run stops at a probability.'),
      },
    },
    objective: {
      kind: 'choice',
      label: phrase('Score to raise'),
      symbol: 'J',
      default: 'logit',
      options: objectiveOptions('logit', 'log-probability', 'margin'),
      live: true,
      advanced: true,
      help: {
        what: phrase(
          'What each step raises: the logit s_y, log P_y (minus the cross-entropy), or the margin s_y − s_rival.',
        ),
        differs: phrase(
          'The logit pushes the class up and leaves the others alone; the other two push the rivals down as well and often need fewer steps.',
        ),
        try: phrase('Logit, as in the course.'),
      },
    },
    divisor: {
      kind: 'choice',
      label: phrase('Divide the gradient by'),
      default: 'l2',
      options: [
        { value: 'l2', label: phrase('its length ‖g‖₂') },
        { value: 'l1', label: phrase('the sum of its sizes ‖g‖₁') },
        { value: 'sum', label: phrase('its plain sum Σ g') },
      ],
      live: true,
      advanced: true,
      help: {
        what: phrase(
          'What the gradient is divided by before it is multiplied by η. The courses ask for its length; the sums are what is often written in its place.',
        ),
        differs: phrase(
          'By its length every step is η long, however steep the slope. The sum of sizes is hundreds of times larger, so that next to nothing moves; in the plain sum slopes up and down cancel, so that steps leap, some of them the wrong way.',
        ),
        try: phrase('Its length; then each of the sums, to see why it matters.'),
      },
    },
    cut: {
      kind: 'number',
      label: phrase('Cut the gradient’s peaks'),
      symbol: 'κ',
      default: 4,
      before: 0,
      min: 0,
      max: 20,
      step: 0.5,
      unit: phrase('times the usual size'),
      scale: 'linear',
      live: true,
      advanced: true,
      help: {
        what: phrase(
          'No entry of the gradient counts for more than κ times their root mean square; the step is as long as before. A few pixels have gradients ten times as large as the rest, and would change most of all.',
        ),
        rises: phrase(
          'Single pixels may change more, up to a gradient as it is. At 4 the largest change is about half as large as without, in as many steps.',
        ),
        try: phrase('4; 0 leaves the gradient as it is, as in the courses.'),
      },
    },
    copies: COPIES,
    through: THROUGH,
  },
  presets: TARGETED_GRADIENT_PRESETS,
};
