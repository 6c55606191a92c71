import type { Penalty } from '../../tensors/l2-penalty';
import { objectiveOptions, scoreFormula } from '../objective-options';
import type { VisualisationInfo } from '../catalog/method-info';
import { REGULARISATION, type RegularisationParams } from './regularisation.params';

export type ClassVisualisationParams = RegularisationParams & {
  readonly stepSize: number;
  readonly iterations: number;
  readonly start: 'noise' | 'image';
  readonly objective: 'logit' | 'log-probability' | 'margin';
};

const PENALTIES: Readonly<Record<Penalty, string>> = { squared: '‖x‖₂²', norm: '‖x‖₂' };

/** Catalogue entry of class visualisation by regularised gradient ascent. */
export const CLASS_VISUALISATION: VisualisationInfo<ClassVisualisationParams> = {
  id: 'class-visualization',
  exercise: 'visualization',
  title: 'Class visualisation',
  about:
    'Every step changes the picture so that the score of the class rises, while a penalty, small shifts and a blur keep it ' +
    'from turning into static. What appears is what the network looks for.',
  paper: {
    title: 'Simonyan, Vedaldi, Zisserman 2013: Deep Inside Convolutional Networks',
    url: 'https://arxiv.org/abs/1312.6034',
  },
  formula: ({ penalty, jitter, clamp, blurEvery, objective }) => ({
    text: [
      `x ← x + η · ∂(J(x) − λ · ${PENALTIES[penalty]}) / ∂x`,
      ...(jitter > 0 ? [`shifted by up to ${jitter} px`] : []),
      ...(clamp ? ['kept a valid picture'] : []),
      ...(blurEvery > 0 ? [`blurred every ${blurEvery} steps`] : []),
    ].join(', '),
    score: scoreFormula(objective),
  }),
  iterations: 'iterations',
  opening: ({ start }) =>
    start === 'noise' ? 'Starts from noise and climbs.' : 'Starts from your picture and climbs.',
  leftByPenalty: ({ penalty, stepSize, lambda }) =>
    penalty === 'squared' ? 1 - 2 * stepSize * lambda : null,
  needsPicture: ({ start }) => start === 'image',
  drawsAtRandom: () => true,
  params: {
    stepSize: {
      kind: 'number',
      label: 'Step size',
      symbol: 'η',
      default: 5,
      min: 1e-4,
      max: 100,
      step: 1e-4,
      unit: '',
      scale: 'log',
      live: true,
      help: {
        what: 'How far each step goes along the raw gradient: x ← x + η · gradient.',
        rises:
          'Shapes appear sooner and turn harsher. Together with λ it sets the shrink factor 1 − 2ηλ of each step.',
        try: '5 (RDFIA) or 25 (CS231n).',
      },
    },
    iterations: {
      kind: 'number',
      label: 'Iterations',
      symbol: 'T',
      default: 200,
      min: 1,
      max: 100000,
      step: 1,
      integer: true,
      unit: 'steps',
      scale: 'log',
      live: true,
      help: {
        what: 'How many steps the run takes, T. It may be moved while the run goes on.',
        rises: 'More and larger shapes, up to a point: after some hundred steps little changes.',
        try: '200; 50 when starting from a photo.',
      },
    },
    ...REGULARISATION,
    start: {
      kind: 'choice',
      label: 'Start from',
      default: 'noise',
      options: [
        { value: 'noise', label: 'noise' },
        { value: 'image', label: 'the picture' },
      ],
      live: false,
      help: {
        what: 'The picture before the first step: random noise drawn from the seed, or your picture.',
        differs:
          'From noise, only what the network adds is seen; from a picture, the class grows into its shapes.',
        try: 'Noise; for the picture, the preset “From the picture” has gentler numbers.',
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
        what: 'What each step raises: the logit s_y, log P_y, or the margin s_y − s_rival.',
        differs:
          'A huge logit can still lose to a rival class that rose with it (oboe to cornet); margin and log-probability ' +
          'count the rivals. Log-probability stalls once the network is sure.',
        try: 'Logit, as in the course; margin when a rival wins.',
      },
    },
  },
  presets: [
    {
      id: 'rdfia',
      title: 'RDFIA TP9',
      about: 'Sorbonne’s numbers: small steps, 200 of them.',
      values: { ...courseValues(), stepSize: 5, iterations: 200, lambda: 1e-3 },
    },
    {
      id: 'cs231n',
      title: 'CS231n',
      about: 'Stanford’s numbers: 100 big steps; faster and harsher.',
      values: { ...courseValues(), stepSize: 25, iterations: 100, lambda: 1e-3 },
    },
    {
      id: 'from-image',
      title: 'From the picture',
      about: 'Gentle steps that let the class grow into your picture.',
      values: { ...courseValues(), start: 'image', stepSize: 1, iterations: 50, lambda: 1e-4 },
    },
  ],
  caution: ({ stepSize, lambda, penalty }) =>
    penalty === 'squared' && stepSize * lambda >= 1
      ? 'η · λ is 1 or more: the penalty alone flips the picture at every step, and above 1 it grows until every pixel sits at its limit. Lower one of the two.'
      : null,
};

/** What both courses' handouts share. */
function courseValues() {
  return {
    jitter: 16,
    blurEvery: 10,
    blurSigma: 0.5,
    penalty: 'squared',
    start: 'noise',
    clamp: true,
    objective: 'logit',
  } as const;
}
