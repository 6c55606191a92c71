import * as tf from '@tensorflow/tfjs-core';
import type { OpNode } from '../../../../src/networks/graph/graph';
import type { ReluRule } from '../../../../src/networks/executor/network';
import { opOf } from '../../../../src/networks/ops/index';
import type { OpContext } from '../../../../src/networks/ops/op';
import { generator } from '../../../../testing/small-generator';

export { cosine } from '../../../../src/core/statistics/cosine';

export type { OpNode } from '../../../../src/networks/graph/graph';
export type Weights = Readonly<Record<string, tf.Tensor>>;

/** Values in [-1, 1], all at least `gap` apart and from zero, shuffled: no kink lies within a difference step of any. */
export function spacedValues(length: number, seed: number): Float32Array {
  const random = generator(seed);
  const gap = 0.05;
  const values = Float32Array.from({ length }, (_, i) => (i + 0.5 - length / 2 + 0.25) * gap);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = values[i] as number;
    values[i] = values[j] as number;
    values[j] = kept;
  }
  return values;
}

export function randomTensor(shape: number[], seed: number): tf.Tensor {
  const random = generator(seed);
  const size = shape.reduce((a, b) => a * b, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => random() * 2 - 1),
    shape,
  );
}

export function contextOf(weights: Weights): OpContext {
  const prepared = new Map<string, tf.Tensor>();
  return {
    weight: (name) => weights[name] as tf.Tensor,
    prepared: (key, make) => {
      const tensor = prepared.get(key) ?? tf.keep(make());
      prepared.set(key, tensor);
      return tensor;
    },
  };
}

export function forward(node: OpNode, inputs: readonly tf.Tensor[], weights: Weights = {}): tf.Tensor {
  return opOf(node.op).forward(node, inputs, contextOf(weights));
}

export function vjp(
  node: OpNode,
  inputs: readonly tf.Tensor[],
  dy: tf.Tensor,
  weights: Weights = {},
  relu: ReluRule = 'standard',
): tf.Tensor[] {
  const context = contextOf(weights);
  return opOf(node.op).vjp({
    node,
    input: (i) => inputs[i] as tf.Tensor,
    output: () => forward(node, inputs, weights),
    dy,
    relu,
    context,
  });
}

/** Central differences of `sum(forward(x) * dy)` with respect to every element of one input, all in one batch. */
export function differences(
  node: OpNode,
  inputs: readonly tf.Tensor[],
  which: number,
  dy: tf.Tensor,
  weights: Weights = {},
  h = 1e-2,
): Float32Array {
  return tf.tidy(() => {
    const x = inputs[which] as tf.Tensor;
    const rows = tf.mul(tf.eye(x.size), h);
    const moved = (sign: number) => {
      const batch = tf.reshape(tf.add(tf.reshape(x, [1, -1]), tf.mul(rows, sign)), [
        x.size,
        ...x.shape.slice(1),
      ]);
      const all = inputs.map((input, i) =>
        i === which ? batch : tf.tile(input, [x.size, ...ones(input.rank - 1)]),
      );
      return tf.sum(tf.reshape(tf.mul(forward(node, all, weights), dy), [x.size, -1]), 1);
    };
    return tf.div(tf.sub(moved(1), moved(-1)), 2 * h).dataSync<'float32'>();
  });
}

function ones(length: number): number[] {
  return Array.from({ length }, () => 1);
}
