import * as tf from '@tensorflow/tfjs-core';
import { HIGHEST, LOWEST } from '../../../networks/kernels/picture/clamp';
import { gaussianBlur } from '../../../tensors/gaussian-blur';
import type { Random } from '../../../core/random/random';
import { toZScore } from '../../../networks/kernels/picture/z-score';
import type { Baseline } from './baseline-labels';

/** What a baseline is made with. */
export interface BaselineSource {
  /** Standard deviation of the blur, in pixels. */
  readonly blur: number;
  /** Drawn from by `noise` alone. */
  readonly random: Random;
}

/**
 * The baseline of a picture `[1, H, W, 3]`, in z-score space: black and white are the pixels 0 and 1, mean grey is z = 0,
 * noise is uniform in [0, 1] for each pixel and channel. Caller disposes.
 */
export function makeBaseline(
  kind: Baseline,
  picture: tf.Tensor4D,
  { blur, random }: BaselineSource,
): tf.Tensor4D {
  switch (kind) {
    case 'black':
      return flat(picture, LOWEST);
    case 'white':
      return flat(picture, HIGHEST);
    case 'grey':
      return tf.zerosLike(picture);
    case 'blurred':
      return gaussianBlur(picture, blur);
    case 'noise': {
      const uniform = new Float32Array(picture.size);
      for (let i = 0; i < uniform.length; i++) uniform[i] = random.uniform();
      return tf.tidy(() => toZScore(tf.tensor4d(uniform, picture.shape)));
    }
    default:
      return kind satisfies never;
  }
}

function flat({ shape }: tf.Tensor4D, colour: readonly number[]): tf.Tensor4D {
  const [, height, width] = shape;
  return tf.tidy(() => tf.tile(tf.tensor4d([...colour], [1, 1, 1, 3]), [1, height, width, 1]));
}
