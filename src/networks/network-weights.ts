import * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../core/lab-error';
import type { WeightArrays } from './graph';
import type { OpContext } from './ops/op';

/** A network's tensors on the current backend: its weights, and what ops derive from them. */
export interface NetworkWeights extends OpContext {
  dispose(): void;
}

/** Puts weights on the current backend. They outlive any surrounding `tidy`, until `dispose`. */
export function createNetworkWeights(arrays: WeightArrays): NetworkWeights {
  const weights = new Map<string, tf.Tensor>();
  const derived = new Map<string, tf.Tensor>();
  for (const [name, { shape, values }] of arrays) weights.set(name, tf.keep(tf.tensor(values, [...shape])));

  return {
    weight(name) {
      const tensor = weights.get(name);
      if (!tensor) {
        throw new LabError(
          'unsupported-model',
          `The network's graph names a weight "${name}" that its file does not hold.`,
          'Download or convert the network again.',
        );
      }
      return tensor;
    },
    prepared(key, make) {
      const known = derived.get(key);
      if (known) return known;
      const made = tf.keep(tf.tidy(make));
      derived.set(key, made);
      return made;
    },
    dispose() {
      tf.dispose([...weights.values(), ...derived.values()]);
      weights.clear();
      derived.clear();
    },
  };
}
