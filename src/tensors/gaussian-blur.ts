import * as tf from '@tensorflow/tfjs-core';
import { gaussianTaps } from '../core/pictures/gaussian-taps';

export { gaussianTaps };

/**
 * `image` `[1, H, W, C]` blurred by a separable Gaussian of `sigma` pixels. Beyond the border the edge pixel repeats
 * (SciPy's `reflect`, TF's `symmetric`), so a constant picture stays as it is. `sigma` 0 changes nothing; on pictures
 * smaller than the kernel's radius the kernel is cut to fit. Caller disposes.
 */
export function gaussianBlur(image: tf.Tensor4D, sigma: number): tf.Tensor4D {
  const [, height, width, channels] = image.shape;
  const taps = gaussianTaps(sigma, Math.min(height, width));
  const radius = (taps.length - 1) / 2;
  if (radius === 0) return tf.clone(image);
  return tf.tidy(() => {
    const border: [number, number] = [radius, radius];
    const padded = tf.mirrorPad(image, [[0, 0], border, border, [0, 0]], 'symmetric');
    const perChannel = Array.from(taps, (tap) => Array<number>(channels).fill(tap)).flat();
    const column = tf.tensor4d(perChannel, [taps.length, 1, channels, 1]);
    const row = tf.tensor4d(perChannel, [1, taps.length, channels, 1]);
    return tf.depthwiseConv2d(tf.depthwiseConv2d(padded, column, 1, 'valid'), row, 1, 'valid');
  });
}
