import * as tf from '@tensorflow/tfjs-core';
import type { Size } from '../../../core/pictures/size';
import { fromZScore, toZScore } from '../../../networks/kernels/picture/z-score';
import type { Transform } from '../ascent';
import { type AxisMatrix, axisMatrix, separable } from './separable';

const BLOCK = 8;
/** Steps of brightness at quality 50, by frequency (JPEG's annex K), row-major. */
const BRIGHTNESS = [
  ...[16, 11, 10, 16, 24, 40, 51, 61],
  ...[12, 12, 14, 19, 26, 58, 60, 55],
  ...[14, 13, 16, 24, 40, 57, 69, 56],
  ...[14, 17, 22, 29, 51, 87, 80, 62],
  ...[18, 22, 37, 56, 68, 109, 103, 77],
  ...[24, 35, 55, 64, 81, 104, 113, 92],
  ...[49, 64, 78, 87, 103, 121, 120, 101],
  ...[72, 92, 95, 98, 112, 100, 103, 99],
];
/** The same of both colour differences. */
const COLOUR = [
  ...[17, 18, 24, 47, 99, 99, 99, 99],
  ...[18, 21, 26, 66, 99, 99, 99, 99],
  ...[24, 26, 56, 99, 99, 99, 99, 99],
  ...[47, 66, 99, 99, 99, 99, 99, 99],
  ...Array<number>(4 * BLOCK).fill(99),
];
/** R, G and B as brightness and two colour differences (JFIF), and back; columns are what comes out. */
const TO_YCC = [...[0.299, -0.168736, 0.5], ...[0.587, -0.331264, -0.418688], ...[0.114, 0.5, -0.081312]];
const TO_RGB = [...[1, 1, 1], ...[0, -0.344136, 1.772], ...[1.402, -0.714136, 0]];

/**
 * What JPEG of a quality (1 to 100) leaves of the picture, colours at full resolution: each block of 8 x 8 is taken apart into
 * frequencies, which are rounded to the format's steps. Its gradient, which is zero, is taken for 1 (straight-through).
 * https://arxiv.org/abs/1802.00420
 */
export function compressed(size: Size, quality: number): Transform {
  const waves = separable(blockWaves(size.height), blockWaves(size.width));
  const steps = quantisation(size, quality);
  return {
    apply: (x) =>
      tf.tidy(() => {
        const pixels = tf.sub<tf.Tensor4D>(tf.mul(tf.clipByValue(fromZScore(x), 0, 1), 255), 128);
        const step = tf.tensor4d(steps, [1, size.height, size.width, 3]);
        const parts = tf.div<tf.Tensor4D>(waves.apply(inColours(pixels, TO_YCC)), step);
        const rounded = tf.mul<tf.Tensor4D>(tf.floor(tf.add(parts, 0.5)), step);
        // The waves are orthonormal: going back is the inverse.
        const back = inColours(waves.pullBack(rounded), TO_RGB);
        return toZScore(tf.clipByValue(tf.div<tf.Tensor4D>(tf.add(back, 128), 255), 0, 1));
      }),
    pullBack: (gradient) => gradient,
  };
}

function inColours(x: tf.Tensor4D, matrix: readonly number[]): tf.Tensor4D {
  const flat = tf.reshape(x, [-1, 3]);
  return tf.reshape<tf.Rank.R4>(tf.matMul(flat, tf.tensor2d([...matrix], [3, 3])), x.shape);
}

/** The cosine waves (DCT-II, orthonormal) of an axis's blocks; a last one that is cut short has shorter waves. */
function blockWaves(length: number): AxisMatrix {
  return axisMatrix(length, length, (place, add) => {
    const start = place - (place % BLOCK);
    const long = Math.min(BLOCK, length - start);
    const frequency = place - start;
    const scale = Math.sqrt((frequency === 0 ? 1 : 2) / long);
    for (let at = 0; at < long; at++)
      add(start + at, scale * Math.cos((Math.PI * frequency * (2 * at + 1)) / (2 * long)));
  });
}

/** libjpeg's steps of a quality for each frequency of each place, `[H, W, 3]`. */
function quantisation({ width, height }: Size, quality: number): Float32Array<ArrayBuffer> {
  const percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const steps = new Float32Array(height * width * 3);
  for (let i = 0; i < steps.length; i++) {
    const pixel = Math.floor(i / 3);
    const place = (Math.floor(pixel / width) % BLOCK) * BLOCK + ((pixel % width) % BLOCK);
    const usual = (i % 3 === 0 ? BRIGHTNESS : COLOUR)[place] as number;
    steps[i] = Math.min(255, Math.max(1, Math.floor((usual * percent + 50) / 100)));
  }
  return steps;
}
