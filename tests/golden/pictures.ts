import * as tf from '@tensorflow/tfjs-core';
import { PNG } from 'pngjs';
import { toZScore } from '../../src/networks/kernels/picture/z-score';
import { readFixture } from '../../testing/fixtures';

/** An 8-bit PNG of the fixtures as `[1, H, W, 3]` in z-score space. Caller disposes. */
export function readPicture(...parts: string[]): tf.Tensor4D {
  const { width, height, data } = PNG.sync.read(Buffer.from(readFixture(...parts)));
  const rgb = new Float32Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = (data[i * 4 + c] as number) / 255;
  }
  return tf.tidy(() => toZScore(tf.tensor4d(rgb, [1, height, width, 3])));
}

/** An `[N, C, H, W]` array as an `[N, H, W, C]` tensor. Caller disposes. */
export function fromNchw(values: Float32Array, shape: number[]): tf.Tensor4D {
  return tf.tidy(() => {
    const nchw = tf.tensor4d(values, shape as [number, number, number, number]);
    return tf.transpose(nchw, [0, 2, 3, 1]);
  });
}

/** A one-hot row: the cotangent that picks one class's logit. Caller disposes. */
export function oneHot(index: number, classes: number): tf.Tensor2D {
  return tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d([index], 'int32'), classes), 'float32') as tf.Tensor2D);
}
