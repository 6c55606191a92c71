import * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../../core/records/lab-error';
import type { LinearLayer } from '../../core/learning/softmax-regression';
import type { ImportedNetwork, LinearNode, Node, WeightArrays } from '../graph/graph';
import type { Network } from './network';
import { phrase } from '../../words/say';

/** The last layer of a classifier, where nothing but an average over places follows it: its logits are features · kernel + bias. */
export interface ClassifierLayer {
  /** Id of the node it reads. */
  readonly reads: string;
  /** Names of its weights. */
  readonly kernel: string;
  readonly bias: string | null;
  /** Whether it stands at every place of a map, and its logits are averaged over them. */
  readonly averaged: boolean;
  /** How many features it reads. */
  readonly width: number;
  readonly classes: number;
}

/** What may lie between the last layer and the logits: it commutes with a sum over channels. */
const AFTER: readonly Node['op'][] = ['globalAvgPool', 'avgPool', 'flatten', 'reshape', 'dropout'];

/**
 * The last layer of a classifier of which one class is right: dense, or a 1x1 convolution that is averaged over its places.
 * Throws `unsupported-op` where the network does not end in one: where a rectifier follows it, its gradient needs every place.
 */
export function classifierLayer({ graph, weights }: ImportedNetwork): ClassifierLayer {
  const { nodes, logits, title, output, classes } = graph;
  const find = (id: string | undefined): Node | undefined => nodes.find((node) => node.id === id);
  let node = find(logits);
  while (node && AFTER.includes(node.op)) node = find(node.inputs[0]);
  const [reads] = node?.inputs ?? [];
  if (output.kind !== 'softmax' || !node || !isClassifier(node, weights) || reads === undefined) {
    throw new LabError(
      'unsupported-op',
      phrase(
        'The last layer of “{title}” cannot be trained here: that takes a dense layer or a 1x1 convolution with nothing but an average after it, and classes of which one is right.',
        { title },
      ),
      phrase('Choose one of the networks that come with the page.'),
    );
  }
  const { kernel, bias } = node;
  const width = weights.get(kernel)?.shape.at(-2) ?? 0;
  const averaged = node.op === 'conv2d';
  return { reads, kernel, bias: bias ?? null, averaged, width, classes: classes.length };

  function isClassifier(found: Node, known: WeightArrays): found is LinearNode {
    if (found.op === 'dense') return onlyReader(found);
    if (found.op !== 'conv2d' || found.groups !== 1 || !onlyReader(found)) return false;
    const [height, across] = known.get(found.kernel)?.shape ?? [];
    const still = found.padding.every((side) => side === 0) && found.strides.every((stride) => stride === 1);
    return height === 1 && across === 1 && still;
  }

  /** Training a kernel that another layer shares would change that one, too. */
  function onlyReader({ kernel: own }: LinearNode): boolean {
    return nodes.filter((other) => 'kernel' in other && other.kernel === own).length === 1;
  }
}

/** The layer's weights as numbers to be trained. */
export function layerWeights(layer: ClassifierLayer, weights: WeightArrays): LinearLayer {
  const numbers = (name: string): Float64Array<ArrayBuffer> =>
    Float64Array.from(weights.get(name)?.values ?? []);
  return {
    kernel: numbers(layer.kernel),
    bias: layer.bias === null ? null : numbers(layer.bias),
    classes: layer.classes,
  };
}

/** A network's weights with its last layer's replaced; every other is the very same object. */
export function withLayerWeights(
  layer: ClassifierLayer,
  weights: WeightArrays,
  { kernel, bias }: LinearLayer,
): WeightArrays {
  const changed = new Map(weights);
  const put = (name: string, values: Float64Array): void => {
    const shape = weights.get(name)?.shape;
    if (shape) changed.set(name, { shape, values: Float32Array.from(values) });
  };
  put(layer.kernel, kernel);
  if (layer.bias !== null && bias) put(layer.bias, bias);
  return changed;
}

/** The features that the last layer reads of a picture, averaged over places: `[1, width]`. Caller disposes. */
export function classifierFeatures(network: Network, layer: ClassifierLayer, x: tf.Tensor4D): tf.Tensor2D {
  const trace = network.forward(x, { until: layer.reads });
  try {
    return tf.tidy(() => {
      const value = trace.activation(layer.reads);
      const features = layer.averaged ? tf.mean(value, [1, 2]) : value;
      return tf.reshape<tf.Rank.R2>(tf.clone(features), [x.shape[0], layer.width]);
    });
  } finally {
    trace.dispose();
  }
}
