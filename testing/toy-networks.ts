import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../src/core/random/seeded-random';
import type { NetworkGraph } from '../src/networks/graph/graph';
import type { Network, Trace } from '../src/networks/executor/network';

/** A network with a known formula, and a diary of what it was asked. */
export interface ToyNetwork extends Network {
  /** Values of every input that `forward` saw, in order. */
  readonly seen: Float32Array[];
}

interface Formula {
  readonly size: number;
  readonly classes: number;
  /** `[N, D]` to `[N, K]`. */
  readonly logits: (flat: tf.Tensor2D) => tf.Tensor;
  /** Gradient `[N, D]` from the input and a cotangent `[N, K]`. */
  readonly vjp: (flat: tf.Tensor2D, cotangent: tf.Tensor2D) => tf.Tensor;
}

/** s = W x + b, with weights as rows `[K][D]`, D = size * size * 3. */
export function linearNetwork(
  size: number,
  rows: readonly Float32Array[],
  bias?: readonly number[],
): ToyNetwork {
  const weights = tf.keep(
    tf.tensor2d(Float32Array.from(rows.flatMap((row) => [...row])), [rows.length, size * size * 3]),
  );
  const offset = tf.keep(tf.tensor1d([...(bias ?? rows.map(() => 0))]));
  return closedForm(
    {
      size,
      classes: rows.length,
      logits: (flat) => tf.add(tf.matMul(flat, weights, false, true), offset),
      vjp: (_, cotangent) => tf.matMul(cotangent, weights),
    },
    () => tf.dispose([weights, offset]),
  );
}

/** s_k = sum_i q_ki * x_i^2. */
export function quadraticNetwork(size: number, rows: readonly Float32Array[]): ToyNetwork {
  const weights = tf.keep(
    tf.tensor2d(Float32Array.from(rows.flatMap((row) => [...row])), [rows.length, size * size * 3]),
  );
  return closedForm(
    {
      size,
      classes: rows.length,
      logits: (flat) => tf.matMul(tf.square(flat), weights, false, true),
      vjp: (flat, cotangent) => tf.mul(tf.mul(flat, 2), tf.matMul(cotangent, weights)),
    },
    () => weights.dispose(),
  );
}

/** s = b whatever the picture: every gradient is zero. */
export function constantNetwork(size: number, logits: readonly number[]): ToyNetwork {
  const rows = logits.map(() => new Float32Array(size * size * 3));
  return linearNetwork(size, rows, logits);
}

/** Seeded weight rows for a toy network. */
export function randomRows(size: number, classes: number, seed: number, deviation = 1): Float32Array[] {
  const random = createRandom(seed);
  return Array.from({ length: classes }, () =>
    random.normals(size * size * 3).map((value) => value * deviation),
  );
}

function closedForm({ size, classes, logits, vjp }: Formula, free: () => void): ToyNetwork {
  const inputs = new WeakMap<Trace, tf.Tensor4D>();
  const seen: Float32Array[] = [];
  const flatten = (x: tf.Tensor4D): tf.Tensor2D => tf.reshape(x, [x.shape[0], -1]);
  const graph: NetworkGraph = {
    id: 'toy',
    title: 'Toy',
    input: {
      size: [size, size],
      preprocessing: { scale: 1, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' },
    },
    classes: Array.from({ length: classes }, (_, index) => ({ index, name: `class ${index}` })),
    nodes: [
      { id: 'input', op: 'input', inputs: [] },
      { id: 'logits', op: 'dense', inputs: ['input'], kernel: 'W' },
    ],
    output: { kind: 'softmax' },
    logits: 'logits',
  };
  return {
    graph,
    seen,
    logits: (x) => tf.tidy(() => logits(flatten(x)) as tf.Tensor2D),
    forward(x) {
      seen.push(x.dataSync().slice() as Float32Array);
      const value = tf.tidy(() => logits(flatten(x)) as tf.Tensor2D);
      const trace: Trace = { logits: value, activation: () => value, dispose: () => value.dispose() };
      inputs.set(trace, x);
      return trace;
    },
    backward(trace, cotangents) {
      const x = inputs.get(trace)!;
      const cotangent = cotangents.get('logits') as tf.Tensor2D;
      const input = tf.tidy(() => tf.reshape<tf.Rank.R4>(vjp(flatten(x), cotangent), x.shape));
      return { input, activations: new Map() };
    },
    dispose: free,
  };
}
