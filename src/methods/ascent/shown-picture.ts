import * as tf from '@tensorflow/tfjs-core';
import { packedPixels } from '../../networks/kernels/picture/packed-pixels';
import { bytesToZScore, roundToBytes } from '../../networks/kernels/picture/round-to-bytes';
import type { Network } from '../../networks/executor/network';
import { activationValue, type Raisable, raisesActivation } from '../weighted-objective';

/** An iterate as it can be shown and saved, on the backend. */
export type ShownPicture = {
  /** Its bytes, as `rgbaOf` takes them. */
  readonly bytes: tf.Tensor;
  /** Those of the other pictures, one after the other, where several are made side by side. */
  readonly companions?: tf.Tensor;
  /** Logits of exactly those bytes. */
  readonly logits: tf.Tensor2D;
  /** What of layers is raised, for exactly those bytes; absent where nothing of a layer is. */
  readonly activation?: tf.Scalar;
  /** The same bytes in z-score space. */
  readonly shown: tf.Tensor4D;
};

/**
 * Rounds an iterate to 8 bits, in grey for a network that sees in grey, and classifies what is left of it: of several pictures the
 * first, the others being its companions. Caller disposes all.
 */
export function shownPicture(network: Network, z: tf.Tensor4D, objective: Raisable = 'logit'): ShownPicture {
  const isMany = z.shape[0] > 1;
  return tf.tidy(() => {
    const bytes = roundToBytes(z, network.graph.input.grey);
    const all = bytesToZScore(bytes);
    const shown = isMany ? first(all) : all;
    const answer = raisesActivation(objective)
      ? answerOfLayers(network, all, objective)
      : { logits: network.logits(shown) };
    if (!isMany) return { bytes: packedPixels(bytes), ...answer, shown };
    const [own, ...others] = tf.split<tf.Tensor4D>(bytes, z.shape[0]).map((one) => packedPixels(one));
    return { bytes: own as tf.Tensor, companions: tf.concat(others), ...answer, shown };
  });
}

/** The logits of the first picture, and what the layers say, of one pass. */
function answerOfLayers(network: Network, shown: tf.Tensor4D, objective: Raisable) {
  const trace = network.forward(shown);
  try {
    const logits = tf.slice(trace.logits, [0, 0], [1, -1]);
    return { logits: tf.clone(logits), activation: activationValue(objective, trace) };
  } finally {
    trace.dispose();
  }
}

function first(x: tf.Tensor4D): tf.Tensor4D {
  return tf.slice(x, [0, 0, 0, 0], [1, -1, -1, -1]);
}
