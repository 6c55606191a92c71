import type { VisualisationInfo } from '../catalog/method-info';
import { CLIMBING, type ClimbingParams } from './climbing.params';
import { isBeyondStability, penaltyCaution, shrinksByPenalty } from './penalty-law';
import { OBJECTIVE, type ObjectiveParams, raisesLayer } from './objective.params';
import { OCTAVES, type OctavesParams } from './octaves.params';
import { REGULARISATION, type RegularisationParams } from './regularisation.params';
import { SEVERAL, type SeveralParams } from './several.params';
import { VIEWS, type ViewsParams } from './views.params';
import { VISUALISATION_PRESETS } from './visualisation-presets';
import { visualisationFormula } from './visualisation-formula';
import { phrase } from '../../words/say';

export type ClassVisualisationParams = RegularisationParams &
  ClimbingParams &
  ObjectiveParams &
  ViewsParams &
  OctavesParams &
  SeveralParams & {
    readonly stepSize: number;
    readonly iterations: number;
  };

/** Catalogue entry of class visualisation by regularised gradient ascent. */
export const CLASS_VISUALISATION: VisualisationInfo<ClassVisualisationParams> = {
  id: 'class-visualization',
  exercise: 'visualization',
  title: phrase('Class visualisation'),
  about: phrase(
    'Every step changes the picture so that the score of the class rises, while a penalty, small shifts and a blur keep it from turning into static. What appears is what the network looks for.',
  ),
  paper: {
    title: 'Simonyan, Vedaldi, Zisserman 2013: Deep Inside Convolutional Networks',
    url: 'https://arxiv.org/abs/1312.6034',
  },
  formula: visualisationFormula,
  iterations: 'iterations',
  opening: ({ start, parameterisation }) =>
    start === 'image' && parameterisation !== 'maco'
      ? phrase('Starts from your picture and climbs.')
      : start === 'grey' && parameterisation !== 'maco'
        ? phrase('Starts from grey and climbs.')
        : phrase('Starts from noise and climbs.'),
  raised: ({ objective, layer, channel, lower }) =>
    raisesLayer(objective) ? { what: objective, layer, channel, isLowered: lower } : { what: 'class' },
  leftByPenalty: (params) =>
    shrinksByPenalty(params) && params.penalty === 'squared' ? 1 - 2 * params.stepSize * params.lambda : null,
  needsPicture: (params) =>
    params.near > 0 ||
    keepsOwnSizes(params) ||
    (params.start === 'image' && params.parameterisation !== 'maco'),
  takesOthers: keepsOwnSizes,
  drawsAtRandom: () => true,
  params: {
    stepSize: {
      kind: 'number',
      label: phrase('Step size'),
      symbol: 'η',
      default: 5,
      min: 1e-4,
      max: 100,
      step: 1e-4,
      unit: '',
      scale: 'log',
      live: true,
      help: {
        what: phrase('How far each step goes: η times the raw gradient, or what “Steps by” makes of it.'),
        rises: phrase(
          'Shapes appear sooner and turn harsher. Together with λ it sets the shrink factor 1 − 2ηλ of each step.',
        ),
        try: phrase('5 (RDFIA) or 25 (CS231n); 0.05 for waves with Adam.'),
      },
    },
    iterations: {
      kind: 'number',
      label: phrase('Iterations'),
      symbol: 'T',
      default: 200,
      min: 1,
      max: 100000,
      step: 1,
      integer: true,
      unit: phrase('steps'),
      scale: 'log',
      live: true,
      help: {
        what: phrase('How many steps the run takes, T. It may be moved while the run goes on.'),
        rises: phrase('More and larger shapes, up to a point: after some hundred steps little changes.'),
        try: phrase('200; 50 when starting from a photo.'),
      },
    },
    ...REGULARISATION,
    ...CLIMBING,
    ...OBJECTIVE,
    ...VIEWS,
    ...OCTAVES,
    ...SEVERAL,
  },
  presets: VISUALISATION_PRESETS,
  isBeyondStability,
  caution: penaltyCaution,
};

/** Whether waves are as large as in the person's photos. */
export function keepsOwnSizes({
  parameterisation,
  spectrum,
}: Pick<ClassVisualisationParams, 'parameterisation' | 'spectrum'>): boolean {
  return parameterisation === 'maco' && spectrum === 'own';
}
