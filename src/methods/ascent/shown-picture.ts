import * as tf from '@tensorflow/tfjs-core';
import { packedPixels } from '../../networks/kernels/picture/packed-pixels';
import { bytesToZScore, roundToBytes } from '../../networks/kernels/picture/round-to-bytes';
import type { Network } from '../../networks/executor/network';
import { isOfLayer, type Raisable, type UnitObjective, unitValue } from '../unit-objective';

/** An iterate as it can be shown and saved, on the backend. */
export type ShownPicture = {
  /** Its bytes, as `rgbaOf` takes them. */
  readonly bytes: tf.Tensor;
  /** Logits of exactly those bytes. */
  readonly logits: tf.Tensor2D;
  /** What the objective is for exactly those bytes, where a layer is raised. */
  readonly activation?: tf.Scalar;
  /** The same bytes in z-score space. */
  readonly shown: tf.Tensor4D;
};

/** Rounds an iterate to 8 bits and classifies what is left of it. Caller disposes all. */
export function shownPicture(network: Network, z: tf.Tensor4D, objective: Raisable = 'logit'): ShownPicture {
  return tf.tidy(() => {
    const bytes = roundToBytes(z);
    const shown = bytesToZScore(bytes);
    const answer = isOfLayer(objective)
      ? answerOfUnit(network, shown, objective)
      : { logits: network.logits(shown) };
    return { bytes: packedPixels(bytes), ...answer, shown };
  });
}

/** The logits, and what the layer says, of one pass. */
function answerOfUnit(network: Network, shown: tf.Tensor4D, objective: UnitObjective) {
  const trace = network.forward(shown);
  try {
    const activation = unitValue(objective, trace.activation(objective.node) as tf.Tensor4D);
    return { logits: tf.clone(trace.logits), activation };
  } finally {
    trace.dispose();
  }
}
