import type { Node, NodeOf, Preprocessing } from '../graph/graph';
import { type CollectedWeights, numbersOf } from '../storage/lazy-numbers';
import { PREPROCESSINGS, type PreprocessingName } from '../graph/preprocessing';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

/** What a model's file says of where it comes from. */
export interface ModelSource {
  readonly format: 'onnx' | 'layers' | 'graph';
  /** The software that wrote it, empty where unknown. */
  readonly producer: string;
  /** The network's names: of the file, of its title, of its graph. */
  readonly names: readonly string[];
  /** Where the network takes whole numbers: the least of them, 0 or -128. */
  readonly wholeFrom?: number | undefined;
}

/** A preprocessing, and why as a sentence for a person. */
export interface Guess {
  readonly preprocessing: Preprocessing;
  readonly reason: Phrase;
}

const RAW = { mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' } as const;

const MEANINGS: Readonly<Record<PreprocessingName, Phrase>> = {
  torch: phrase('RGB minus ImageNet’s mean, over its standard deviation'),
  caffe: phrase('BGR in 0 to 255 minus ImageNet’s mean'),
  tf: phrase('RGB in [-1, 1]'),
};

/** Networks of keras.applications by name, with what its `preprocess_input` does for each. */
const KERAS_NETWORKS: readonly (readonly [RegExp, PreprocessingName])[] = [
  [/densenet/, 'torch'],
  [/resnet[\W_]*\d*[\W_]*v2|mobilenet|inception|xception|nasnet|teachable|tm-my-image-model/, 'tf'],
  [/vgg|resnet/, 'caffe'],
];

/** A picture is scaled down by more than this only where its values go to 255. */
const SLOPE_OF_BYTES = 0.05;

/**
 * How a network most likely wants its pixels: by what its first layers do, by the software that wrote the file, by its name.
 * `nodes` are in order with the input first. What a Keras network does is at
 * https://github.com/keras-team/keras/blob/master/keras/src/applications/imagenet_utils.py
 */
export function guessPreprocessing(
  nodes: readonly Node[],
  weights: CollectedWeights,
  source: ModelSource,
): Guess {
  const { wholeFrom } = source;
  if (wholeFrom !== undefined) {
    const mean = 0 - wholeFrom;
    return {
      preprocessing: { ...RAW, mean: [mean, mean, mean], scale: 255 },
      reason: phrase('The network takes whole numbers: RGB in {least} to {most}.', {
        least: wholeFrom,
        most: 255 + wholeFrom,
      }),
    };
  }
  const own = ownScaling(nodes, weights);
  if (own !== undefined) {
    const bytes = own < SLOPE_OF_BYTES;
    return {
      preprocessing: { ...RAW, scale: bytes ? 255 : 1 },
      reason: phrase('The network’s first layer scales its pixels itself: RGB in 0 to {most}.', {
        most: bytes ? 255 : 1,
      }),
    };
  }
  const producer = source.producer.toLowerCase();
  const isKeras = source.format !== 'onnx' || /tf2onnx|keras|tensorflow/.test(producer);
  if (!isKeras) {
    const who = producer.includes('torch') ? phrase('PyTorch export') : phrase('ONNX file that does not say');
    return named('torch', who);
  }
  const names = source.names.join(' ').toLowerCase();
  const known = KERAS_NETWORKS.find(([pattern]) => pattern.test(names));
  const what = known?.[0].exec(names)?.[0];
  return named(
    known?.[1] ?? 'tf',
    what ? phrase('Keras network named after {what}', { what }) : phrase('Keras network'),
  );
}

function named(name: PreprocessingName, who: Phrase): Guess {
  return {
    preprocessing: PREPROCESSINGS[name],
    reason: phrase('{who}: {what}.', { who, what: MEANINGS[name] }),
  };
}

/** The steepest slope of the affine layers that a network begins with; undefined where it begins with another layer. */
function ownScaling(nodes: readonly Node[], weights: CollectedWeights): number | undefined {
  const readers = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const id of node.inputs) readers.set(id, [...(readers.get(id) ?? []).slice(0, 1), node]);
  }
  let slope: number | undefined;
  let id = nodes[0]?.id ?? '';
  for (let taken = 0; taken < nodes.length; taken++) {
    const [only, other] = readers.get(id) ?? [];
    if (only?.op !== 'batchNorm' || other) break;
    slope = (slope ?? 1) * steepest(only, weights);
    id = only.id;
  }
  return slope;
}

function steepest(norm: NodeOf<'batchNorm'>, weights: CollectedWeights): number {
  const values = (name: string): Float32Array => {
    const weight = weights.get(name);
    const numbers = weight && numbersOf(weight);
    return numbers && numbers.far.length === 0 ? numbers.make() : new Float32Array();
  };
  const variance = values(norm.variance);
  return values(norm.scale).reduce(
    (most, scale, c) => Math.max(most, Math.abs(scale) / Math.sqrt((variance[c] ?? 1) + norm.epsilon)),
    0,
  );
}
