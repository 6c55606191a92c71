import * as tf from '@tensorflow/tfjs-core';
import { createNetwork } from '../../../src/networks/executor/executor';
import type { NetworkGraph, Node, WeightArray } from '../../../src/networks/graph/graph';
import type { Network } from '../../../src/networks/executor/network';
import { tinyNetwork } from '../../../testing/tiny-network';

/** The tiny network with other weights: `change` gets each one by name, as a copy. */
export function changedNetwork(change: (name: string, values: Float32Array) => Float32Array): Network {
  const { graph, weights } = tinyNetwork();
  const changed = [...weights].map(([name, { shape, values }]): [string, WeightArray] => [
    name,
    { shape, values: change(name, values.slice()) },
  ]);
  return createNetwork(graph, new Map(changed));
}

const POINTWISE = {
  strides: [1, 1],
  dilations: [1, 1],
  groups: 1,
  padding: [0, 0, 0, 0],
} as const;

/**
 * One pixel, r = g = b = 1, and three hidden units h1 = relu(2r + g), h2 = relu(r + 3g), h3 = relu(-r - b), of which the
 * last is silent; s = 5 h1 - 7 h2 + 4 h3.
 */
export function handNetwork(): { network: Network; x: tf.Tensor4D; dispose: () => void } {
  const kernel = (id: string, values: number[], [from, to]: [number, number]): [string, WeightArray] => [
    `${id}/kernel`,
    { shape: [1, 1, from, to], values: Float32Array.from(values) },
  ];
  const conv = (id: string, input: string): Node => ({
    id,
    op: 'conv2d',
    inputs: [input],
    kernel: `${id}/kernel`,
    ...POINTWISE,
  });
  const graph: NetworkGraph = {
    id: 'hand',
    title: 'By hand',
    input: {
      size: [1, 1],
      preprocessing: { scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], channels: 'RGB' },
    },
    classes: [{ index: 0, name: 'the one' }],
    nodes: [
      { id: 'input', op: 'input', inputs: [] },
      conv('hidden', 'input'),
      { id: 'hidden_relu', op: 'relu', inputs: ['hidden'] },
      conv('score', 'hidden_relu'),
      { id: 'logits', op: 'globalAvgPool', inputs: ['score'] },
    ],
    output: { kind: 'softmax' },
    logits: 'logits',
  };
  const weights = new Map([
    kernel('hidden', [2, 1, -1, 1, 3, 0, 0, 0, -1], [3, 3]),
    kernel('score', [5, -7, 4], [3, 1]),
  ]);
  const network = createNetwork(graph, weights);
  const x = tf.ones<tf.Rank.R4>([1, 1, 1, 3]);
  return {
    network,
    x,
    dispose: () => {
      network.dispose();
      x.dispose();
    },
  };
}
