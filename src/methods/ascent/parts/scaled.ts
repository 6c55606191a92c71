import * as tf from '@tensorflow/tfjs-core';
import { toZScore } from '../../../networks/kernels/picture/z-score';
import type { Transform } from '../ascent';
import { sampledLine } from './resampling';

/** The picture `scale` times as large, about its middle; around a smaller one it is grey. */
export function scaled([height, width]: readonly [number, number], scale: number): Transform {
  const matrixOf = (length: number): tf.Tensor2D => {
    const from = { start: (length - length / scale) / 2, stride: 1 / scale };
    return tf.tensor2d(sampledLine({ from: length, to: length }, from, 'empty').values, [length, length]);
  };
  const both = (x: tf.Tensor4D, isBack: boolean): tf.Tensor4D => {
    const channels = x.shape[3];
    const lines = tf.matMul(matrixOf(height), tf.reshape(x, [height, width * channels]), isBack);
    const across = tf.expandDims(matrixOf(width), 0);
    return tf.expandDims(tf.matMul(across, tf.reshape(lines, [height, width, channels]), isBack), 0);
  };
  return {
    apply: (x) => {
      const grey = toZScore(tf.fill(x.shape, 0.5));
      return tf.add(both(tf.sub(x, grey), false), grey);
    },
    pullBack: (gradient) => both(gradient, true),
  };
}
