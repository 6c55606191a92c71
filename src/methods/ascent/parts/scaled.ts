import * as tf from '@tensorflow/tfjs-core';
import { toZScore } from '../../../networks/kernels/picture/z-score';
import type { Transform } from '../ascent';
import { type LineMatrix, resampled, sampledLine, transposedLine } from './resampling';

/** The picture `scale` times as large, about its middle; around a smaller one it is grey. */
export function scaled([height, width]: readonly [number, number], scale: number): Transform {
  const lineOf = (length: number): LineMatrix =>
    sampledLine(
      { from: length, to: length },
      { start: (length - length / scale) / 2, stride: 1 / scale },
      'empty',
    );
  const [down, along] = [lineOf(height), lineOf(width)];
  return {
    apply: (x) => {
      const grey = toZScore(tf.fill(x.shape, 0.5));
      return tf.add(resampled(tf.sub(x, grey), down, along), grey);
    },
    pullBack: (gradient) => resampled(gradient, transposedLine(down), transposedLine(along)),
  };
}
