import type { Penalty } from '../../tensors/l2-penalty';
import type { Formula } from '../catalog/formula';
import { scoreFormula } from '../objective-options';
import type { ClassVisualisationParams } from './class-visualisation.params';
import { isDreamt } from './octaves.params';
import { raisesLayer, type VisualisationObjective } from './objective.params';
import { type AlsoRaised, alsoRaised } from './several.params';
import type { Phrase, Words } from '../../words/message';
import { phrase } from '../../words/say';

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

/** What is raised of a layer, or lowered. */
const LAYERS: Readonly<Record<'channel' | 'neuron' | 'layer', (params: Params) => Phrase>> = {
  channel: ({ channel, lower }) =>
    lower
      ? phrase('J = minus the mean of channel {channel} of the layer', { channel })
      : phrase('J = the mean of channel {channel} of the layer', { channel }),
  neuron: ({ channel, lower }) =>
    lower
      ? phrase('J = minus channel {channel} of the layer, in the middle', { channel })
      : phrase('J = channel {channel} of the layer, in the middle', { channel }),
  layer: ({ lower }) =>
    lower
      ? phrase('J = minus half the mean square of the layer')
      : phrase('J = half the mean square of the layer'),
};

/** What a step is, with all that these parameters add to it. */
export function visualisationFormula(params: Params): Formula {
  const { name, means } = VARIABLES[params.parameterisation];
  const gradient = phrase('∂(J(x){charges}) / ∂{name}', { charges: charges(params), name });
  const step = phrase('{name} ← {name} + {step}', { name, step: stepOf(params, gradient) });
  const rest = [
    ...(means ? [means] : []),
    ...views(params),
    ...(params.parameterisation === 'pixels' ? smoothing(params) : []),
  ];
  return {
    text: rest.reduce<Phrase>((before, after) => phrase('{before}, {after}', { before, after }), step),
    score: scoreOf(params),
  };
}

/** What is raised: the first thing, and what is raised beside it with the sign of its weight. */
function scoreOf(params: Params): Words {
  const { pictures, diversity } = params;
  let score = alsoRaised(params).reduce(withAlso, firstOf(params.objective, params));
  if (pictures > 1 && diversity > 0)
    score = phrase('{score} − {weight} · the likeness of {pictures} pictures', {
      score,
      weight: diversity,
      pictures,
    });
  return score;
}

function withAlso(score: Words, also: AlsoRaised): Phrase {
  const signed = { score, sign: also.weight < 0 ? '−' : '+', weight: Math.abs(also.weight) };
  return also.what === 'class'
    ? phrase('{score} {sign} {weight} · the logit of class {index}', { ...signed, index: also.index })
    : phrase('{score} {sign} {weight} · the mean of channel {channel} of layer {layer} from the last', {
        ...signed,
        channel: also.channel,
        layer: also.layer,
      });
}

function firstOf(objective: VisualisationObjective, params: Params): Words {
  return raisesLayer(objective) ? LAYERS[objective](params) : scoreFormula(objective);
}

function stepOf({ optimiser }: Params, gradient: Phrase): Phrase {
  switch (optimiser) {
    case 'gradient':
      return phrase('η · {gradient}', { gradient });
    case 'normalised':
      return phrase('η · g / ‖g‖₂, g = {gradient}', { gradient });
    case 'mean':
      return phrase('η · g / mean |g|, g = {gradient}', { gradient });
    case 'momentum':
      return phrase('η · v, v ← 0.9 v + {gradient}', { gradient });
    case 'adam':
      return phrase('η · Adam({gradient})', { gradient });
    case 'nadam':
      return phrase('η · Nadam({gradient})', { gradient });
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
}: Params): Words {
  // The course's own formula names its penalty whatever its weight.
  const isCourse = optimiser === 'gradient' && parameterisation === 'pixels';
  let all: Words = lambda > 0 || isCourse ? ` − λ · ${PENALTIES[penalty]}` : '';
  if (totalVariation > 0)
    all = phrase('{charges} − {weight} · TV(x)', { charges: all, weight: totalVariation });
  if (naturalLook > 0)
    all = phrase('{charges} − {weight} · unlikeness(x)', { charges: all, weight: naturalLook });
  if (near > 0) all = phrase('{charges} − {weight} · mean((x − x₀)²)', { charges: all, weight: near });
  return all;
}

function views(params: Params): Phrase[] {
  const { jitter, scaling, turning, crops, viewNoise, octaves } = params;
  return [
    ...(isDreamt(params) ? [phrase('at {octaves} sizes, the smallest first', { octaves })] : []),
    ...(jitter > 0 ? [phrase('shifted by up to {jitter} px', { jitter })] : []),
    ...(scaling > 0 ? [phrase('up to {scaling} % larger or smaller', { scaling })] : []),
    ...(turning > 0 ? [phrase('turned by up to {turning}°', { turning })] : []),
    ...(crops > 0
      ? [phrase('the mean over {crops, plural, one {# random crop} other {# random crops}}', { crops })]
      : []),
    ...(viewNoise > 0 ? [phrase('with noise of {noise}', { noise: viewNoise })] : []),
  ];
}

function smoothing({ clamp, blurEvery }: Params): Phrase[] {
  return [
    ...(clamp ? [phrase('kept a valid picture')] : []),
    ...(blurEvery > 0 ? [phrase('blurred every {blurEvery} steps', { blurEvery })] : []),
  ];
}
