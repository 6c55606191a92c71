import * as tf from '@tensorflow/tfjs-core';
import { packedPixels } from '../../networks/kernels/picture/packed-pixels';
import { bytesToZScore, roundToBytes } from '../../networks/kernels/picture/round-to-bytes';
import type { Network } from '../../networks/executor/network';

/** An iterate as it can be shown and saved, on the backend. */
export type ShownPicture = {
  /** Its bytes, as `rgbaOf` takes them. */
  readonly bytes: tf.Tensor;
  /** Logits of exactly those bytes. */
  readonly logits: tf.Tensor2D;
  /** The same bytes in z-score space. */
  readonly shown: tf.Tensor4D;
};

/** Rounds an iterate to 8 bits and classifies what is left of it. Caller disposes all three. */
export function shownPicture(network: Network, z: tf.Tensor4D): ShownPicture {
  return tf.tidy(() => {
    const bytes = roundToBytes(z);
    const shown = bytesToZScore(bytes);
    return { bytes: packedPixels(bytes), logits: network.logits(shown), shown };
  });
}
