import type { Penalty } from '../../tensors/l2-penalty';
import type { Formula } from '../catalog/formula';
import { scoreFormula } from '../objective-options';
import type { ClassVisualisationParams } from './class-visualisation.params';
import { isDreamt } from './octaves.params';
import { raisesLayer, type VisualisationObjective } from './objective.params';

type Params = ClassVisualisationParams;

const PENALTIES: Readonly<Record<Penalty, string>> = { squared: '‖x‖₂²', norm: '‖x‖₂' };

/** What is moved, and what the picture x is of it. */
const VARIABLES: Readonly<
  Record<Params['parameterisation'], { readonly name: string; readonly means: string }>
> = {
  pixels: { name: 'x', means: '' },
  fourier: { name: 'S', means: 'x = σ(C · F⁻¹(S / f))' },
  maco: { name: 'φ', means: 'x = σ(C · F⁻¹(M · e^{iφ}))' },
};

const LAYERS: Readonly<Record<'channel' | 'neuron' | 'layer', (params: Params) => string>> = {
  channel: ({ channel }) => `the mean of channel ${channel} of the layer`,
  neuron: ({ channel }) => `channel ${channel} of the layer, in the middle`,
  layer: () => 'half the mean square of the layer',
};

/** What a step is, with all that these parameters add to it. */
export function visualisationFormula(params: Params): Formula {
  const { name, means } = VARIABLES[params.parameterisation];
  return {
    text: [
      `${name} ← ${name} + ${stepOf(params, `∂(J(x)${charges(params)}) / ∂${name}`)}`,
      ...(means ? [means] : []),
      ...views(params),
      ...(params.parameterisation === 'pixels' ? smoothing(params) : []),
    ].join(', '),
    score: [scoreOf(params.objective, params), ...second(params)].join(''),
  };
}

function scoreOf(objective: VisualisationObjective, params: Params): string {
  if (raisesLayer(objective)) return `J = ${params.lower ? 'minus ' : ''}${LAYERS[objective](params)}`;
  return scoreFormula(objective);
}

/** What is raised beside the first thing, with the sign of its weight. */
function second({
  also,
  alsoClass,
  alsoLayer,
  alsoChannel,
  alsoWeight,
  pictures,
  diversity,
}: Params): string[] {
  const by = (weight: number): string => `${weight < 0 ? '−' : '+'} ${Math.abs(weight)}`;
  return [
    ...(also === 'class' ? [` ${by(alsoWeight)} · the logit of class ${alsoClass}`] : []),
    ...(also === 'channel'
      ? [` ${by(alsoWeight)} · the mean of channel ${alsoChannel} of layer ${alsoLayer} from the last`]
      : []),
    ...(pictures > 1 && diversity > 0 ? [` − ${diversity} · the likeness of ${pictures} pictures`] : []),
  ];
}

function stepOf({ optimiser }: Params, gradient: string): string {
  switch (optimiser) {
    case 'gradient':
      return `η · ${gradient}`;
    case 'normalised':
      return `η · g / ‖g‖₂, g = ${gradient}`;
    case 'mean':
      return `η · g / mean |g|, g = ${gradient}`;
    case 'momentum':
      return `η · v, v ← 0.9 v + ${gradient}`;
    case 'adam':
      return `η · Adam(${gradient})`;
    case 'nadam':
      return `η · Nadam(${gradient})`;
    default:
      return optimiser satisfies never;
  }
}

function charges({
  penalty,
  lambda,
  totalVariation,
  naturalLook,
  near,
  optimiser,
  parameterisation,
}: Params): string {
  // The course's own formula names its penalty whatever its weight.
  const isCourse = optimiser === 'gradient' && parameterisation === 'pixels';
  return [
    ...(lambda > 0 || isCourse ? [` − λ · ${PENALTIES[penalty]}`] : []),
    ...(totalVariation > 0 ? [` − ${totalVariation} · TV(x)`] : []),
    ...(naturalLook > 0 ? [` − ${naturalLook} · unlikeness(x)`] : []),
    ...(near > 0 ? [` − ${near} · mean((x − x₀)²)`] : []),
  ].join('');
}

function views(params: Params): string[] {
  const { jitter, scaling, turning, crops, viewNoise, octaves } = params;
  return [
    ...(isDreamt(params) ? [`at ${octaves} sizes, the smallest first`] : []),
    ...(jitter > 0 ? [`shifted by up to ${jitter} px`] : []),
    ...(scaling > 0 ? [`up to ${scaling} % larger or smaller`] : []),
    ...(turning > 0 ? [`turned by up to ${turning}°`] : []),
    ...(crops > 0 ? [`the mean over ${crops} random ${crops === 1 ? 'crop' : 'crops'}`] : []),
    ...(viewNoise > 0 ? [`with noise of ${viewNoise}`] : []),
  ];
}

function smoothing({ clamp, blurEvery }: Params): string[] {
  return [
    ...(clamp ? ['kept a valid picture'] : []),
    ...(blurEvery > 0 ? [`blurred every ${blurEvery} steps`] : []),
  ];
}
