import {
  type Preprocessing,
  type PreprocessingName,
  PREPROCESSINGS,
} from '../../../core/records/preprocessings';
import type { Node, Pair, PreprocessingGuess } from '../../graph/graph';
import type { CollectedWeights } from '../../storage/lazy-numbers';
import type { PictureChannels } from '../picture-channels';
import { firstLayerStatistics } from './first-layer-statistics';
import { knownBackbone } from './known-backbones';
import { type OwnScaling, ownScaling } from './own-scaling';
import { phrase } from '../../../words/say';
import type { Phrase } from '../../../words/message';

/** What a model's file says of where it comes from. */
export interface ModelSource {
  readonly format: 'onnx' | 'layers' | 'graph';
  /** The software that wrote it, empty where unknown. */
  readonly producer: string;
  /** The network's names: of the file, of its title, of its graph. */
  readonly names: readonly string[];
  /** Where the network takes whole numbers: the least of them, 0 or -128. */
  readonly wholeFrom?: number | undefined;
  /** What its file calls its weights, where the graph has names of its own for them. */
  readonly weightNames?: readonly string[] | undefined;
}

/** That, and what its graph says of its pictures. */
export interface PictureSource extends ModelSource {
  readonly size: Pair;
  readonly channels: PictureChannels;
  readonly classes: number;
}

/** A preprocessing, and why. */
export interface Guess extends PreprocessingGuess {
  readonly preprocessing: Preprocessing;
}

const MEANINGS: Readonly<Record<PreprocessingName, Phrase>> = {
  torch: phrase('RGB minus ImageNet’s mean, over its standard deviation'),
  caffe: phrase('BGR in 0 to 255 minus ImageNet’s mean'),
  tf: phrase('RGB in [-1, 1]'),
  unit: phrase('RGB in [0, 1]'),
  bytes: phrase('RGB in 0 to 255'),
  cifar: phrase('RGB minus CIFAR-10’s mean, over its standard deviation'),
  mnist: phrase('grey minus MNIST’s mean, over its standard deviation'),
};

const GREY_UNIT = phrase('grey in [0, 1]');

/** Networks of keras.applications by name, with what its `preprocess_input` does for each. */
const KERAS_NETWORKS: readonly (readonly [RegExp, PreprocessingName])[] = [
  [/densenet/, 'torch'],
  [/resnet[\W_]*\d*[\W_]*v2|mobilenet|inception|xception|nasnet|teachable|tm-my-image-model/, 'tf'],
  [/vgg|resnet/, 'caffe'],
];

/**
 * Networks of timm, by its names for them, that were trained on pixels from -1 to 1, and what else in such a name says that they were not.
 * https://github.com/huggingface/pytorch-image-models/blob/main/timm/models/vision_transformer.py
 */
const TIMM_HALVES = /\b(vit[-_](tiny|small|base|large|huge)[-_]patch|beit|mixer_[blsh]\d)/;
const IMAGENET_MEANS = /deit|dino|clip|mae|sam/;

/** A picture is scaled down by more than this, or moved by more, only where its values go to 255. */
const SLOPE_OF_BYTES = 0.05;
const ZERO_OF_BYTES = 1.5;
/** CIFAR's pictures are of 32 pixels, MNIST's of 28. */
const CIFAR_SIDE = 32;
const MNIST_SIDE = 28;
const INCEPTION_SIDE = 299;
const IMAGENET_CLASSES = 1000;

/**
 * How a network most likely wants its pixels: by what its first layers do, by the names of its layers, by what its first batch
 * norm has met, by its own name, and where none of these says it, by what is usual with the software that wrote the file.
 * `nodes` are in order with the input first. What a Keras network does is at
 * https://github.com/keras-team/keras/blob/master/keras/src/applications/imagenet_utils.py
 */
export function guessPreprocessing(
  nodes: readonly Node[],
  weights: CollectedWeights,
  source: PictureSource,
): Guess {
  const { wholeFrom, channels } = source;
  if (wholeFrom !== undefined) return wholeNumbers(wholeFrom);
  const pictured = channels === 1 ? nodes.slice(1) : nodes;
  const own = ownScaling(pictured, weights);
  if (own) return scaledInside(own);
  const isKeras = source.format !== 'onnx' || /tf2onnx|keras|tensorflow/i.test(source.producer);
  const names = [...nodes.map(({ id }) => id), ...weights.keys()];
  const all = [...names, ...(source.weightNames ?? [])];
  if (channels === 1) return ofGrey(all, source, isKeras);
  return (
    ofBackbone(names, isKeras, firstLayerStatistics(nodes, weights)) ??
    (isKeras ? ofKeras(source) : ofOther(all, source, nodes))
  );
}

function wholeNumbers(least: number): Guess {
  const mean = 0 - least;
  return {
    preprocessing: { ...PREPROCESSINGS.bytes, mean: [mean, mean, mean] },
    reason: phrase('The network takes whole numbers: RGB in {least} to {most}.', {
      least,
      most: 255 + least,
    }),
    strength: 'sure',
  };
}

function scaledInside({ slope, zero }: OwnScaling): Guess {
  const bytes = slope < SLOPE_OF_BYTES || Math.abs(zero) > ZERO_OF_BYTES;
  return {
    preprocessing: bytes ? PREPROCESSINGS.bytes : PREPROCESSINGS.unit,
    reason: phrase('The network’s first layer scales its pixels itself: RGB in 0 to {most}.', {
      most: bytes ? 255 : 1,
    }),
    strength: 'sure',
  };
}

/** By a known backbone's layers and by what the first one has met in training; those that contradict each other are doubtful. */
function ofBackbone(
  names: readonly string[],
  isKeras: boolean,
  met: PreprocessingName | undefined,
): Guess | undefined {
  const backbone = knownBackbone(names, isKeras);
  if (met && met !== backbone?.preprocessing)
    return guess(
      met,
      phrase('By the pixels that its first layer has met in training'),
      backbone ? 'weak' : 'likely',
    );
  return (
    backbone &&
    guess(backbone.preprocessing, phrase('Its layers are {network}’s', { network: backbone.title }), 'likely')
  );
}

function ofKeras({ names }: ModelSource): Guess {
  const text = names.join(' ').toLowerCase();
  const known = KERAS_NETWORKS.find(([pattern]) => pattern.test(text));
  const what = known?.[0].exec(text)?.[0];
  return known && what
    ? guess(known[1], phrase('Keras network named after {what}', { what }), 'likely')
    : guess('unit', phrase('Keras network'), 'weak');
}

function ofOther(
  layers: readonly string[],
  { producer, size, classes, names }: PictureSource,
  nodes: readonly Node[],
): Guess {
  const text = names.join(' ').toLowerCase();
  const timm = IMAGENET_MEANS.test(text) ? undefined : TIMM_HALVES.exec(text)?.[0];
  if (timm) return guess('tf', phrase('Network named after {what}', { what: timm }), 'likely');
  const who = producer.toLowerCase().includes('torch')
    ? phrase('PyTorch export')
    : phrase('ONNX file that does not say');
  if (size.some((side) => side !== CIFAR_SIDE)) {
    // Transformers and Inception are published with ImageNet's mean and with 0.5.
    const either = nodes.some(({ op }) => op === 'matMul') || size[0] === INCEPTION_SIDE;
    return guess('torch', who, classes === IMAGENET_CLASSES && !either ? 'likely' : 'weak');
  }
  return guess(isOfTutorial(layers) ? 'tf' : 'cifar', who, 'weak');
}

function ofGrey(names: readonly string[], { producer, size }: PictureSource, isKeras: boolean): Guess {
  const isMnist = !isKeras && size[0] === MNIST_SIDE && isOfTutorial(names);
  if (isMnist) return guess('mnist', phrase('PyTorch export'), 'weak');
  const isTorch = producer.toLowerCase().includes('torch');
  const other = isTorch ? phrase('PyTorch export') : phrase('ONNX file that does not say');
  const who = isKeras ? phrase('Keras network') : other;
  return { ...guess('unit', who, 'weak'), reason: because(who, GREY_UNIT) };
}

/** Whether layers are called as in PyTorch's own tutorials, on MNIST and on CIFAR-10. */
function isOfTutorial(names: readonly string[]): boolean {
  const has = (layer: RegExp): boolean => names.some((name) => layer.test(name));
  return has(/(^|\/)conv2\b/) && has(/(^|\/)fc2\b/) && !has(/layer1|features|bn1/);
}

function guess(name: PreprocessingName, who: Phrase, strength: Guess['strength']): Guess {
  return { preprocessing: PREPROCESSINGS[name], reason: because(who, MEANINGS[name]), strength };
}

function because(who: Phrase, what: Phrase): Phrase {
  return phrase('{who}: {what}.', { who, what });
}
