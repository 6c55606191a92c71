import * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../../core/records/lab-error';
import type { WeightArray, WeightArrays } from '../graph/graph';
import { type CompactMatrix, multipliesBytes } from '../kernels/dense/dense-product';
import type { OpContext } from '../ops/op';
import { phrase } from '../../words/say';

/** A network's tensors on the current backend: its weights, and what ops derive from them. */
export interface NetworkWeights extends OpContext {
  dispose(): void;
}

/** Puts weights on the current backend. They outlive any surrounding `tidy`, until `dispose`. */
export function createNetworkWeights(arrays: WeightArrays): NetworkWeights {
  const weights = new Map<string, tf.Tensor>();
  const derived = new Map<string, tf.Tensor>();
  const matrices = new Map<string, CompactMatrix>();
  for (const [name, array] of arrays) {
    const matrix = compactMatrix(array);
    if (matrix) matrices.set(name, matrix);
    else weights.set(name, tf.keep(tf.tensor(array.values, [...array.shape])));
  }

  /** A matrix kept as bytes, for an op that cannot take it so. */
  const decoded = (name: string): tf.Tensor | undefined => {
    const array = matrices.has(name) ? arrays.get(name) : undefined;
    if (!array) return undefined;
    const tensor = tf.keep(tf.tensor(array.values, [...array.shape]));
    weights.set(name, tensor);
    return tensor;
  };

  return {
    weight(name) {
      const tensor = weights.get(name) ?? decoded(name);
      if (!tensor) {
        throw new LabError(
          'unsupported-model',
          phrase('The network’s graph names a weight “{name}” that its file does not hold.', { name }),
          phrase('Download or convert the network again.'),
        );
      }
      return tensor;
    },
    compact: (name) => matrices.get(name) ?? null,
    prepared(key, make) {
      const known = derived.get(key);
      if (known) return known;
      const made = tf.keep(tf.tidy(make));
      derived.set(key, made);
      return made;
    },
    dispose() {
      const codes = [...matrices.values()].map((matrix) => matrix.codes);
      tf.dispose([...weights.values(), ...codes, ...derived.values()]);
      weights.clear();
      matrices.clear();
      derived.clear();
    },
  };
}

/** A matrix on the backend as the bytes it is kept as, where the backend multiplies by such. */
function compactMatrix({ shape, stored }: WeightArray): CompactMatrix | null {
  if (stored?.dtype !== 'uint8' || !multipliesBytes(shape)) return null;
  const [inputs = 0, outputs = 0] = shape;
  const { data, scale, min } = stored;
  // An int32 starts on a multiple of four bytes.
  const { buffer, byteOffset } = data.byteOffset % 4 === 0 ? data : data.slice();
  const words = new Int32Array(buffer, byteOffset, data.length / 4);
  const codes = tf.keep(tf.tensor(words, [inputs, outputs / 4], 'int32'));
  return { codes, inputs, outputs, scale, min };
}
