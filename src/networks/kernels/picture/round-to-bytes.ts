import * as tf from '@tensorflow/tfjs-core';
import { perChannel, step } from './per-channel';
import { FROM_Z_SCORE, TO_Z_SCORE } from './z-score';

/**
 * The one map between 8-bit pixels and the z-score space, both ways on the backend, so that a picture rounded inside a run
 * and the same bytes read back from a file give the same numbers. bytes -> z -> bytes is the identity.
 */

const TO_LEVELS = [...FROM_Z_SCORE, step('multiply', 255), step('atLeast', 0), step('atMost', 255)];
const TO_WHOLE = [step('add', 0.5), step('floor')];
const TO_BYTES = [...TO_LEVELS, ...TO_WHOLE];
const FROM_BYTES = [step('divide', 255), ...TO_Z_SCORE];

/** z-score image of byte values: `[N, H, W, 3]` whole numbers 0..255 to `(b / 255 - mean) / std`. Caller disposes. */
export function bytesToZScore(bytes: tf.Tensor4D): tf.Tensor4D {
  return perChannel(bytes, FROM_BYTES);
}

/**
 * Nearest byte values of a z-score image: `[N, H, W, 3]` whole numbers 0..255 (still float32), clipped. In `grey`, for a network
 * that sees no colours, a pixel's three are the mean that it sees. Caller disposes.
 */
export function roundToBytes(z: tf.Tensor4D, grey = false): tf.Tensor4D {
  if (!grey) return perChannel(z, TO_BYTES);
  return tf.tidy(() => {
    const levels = perChannel(z, TO_LEVELS);
    return perChannel(tf.tile(tf.mean<tf.Tensor4D>(levels, 3, true), [1, 1, 1, 3]), TO_WHOLE);
  });
}

/** z-score image `[1, height, width, 3]` of RGBA bytes; alpha is left out. Caller disposes. */
export function rgbaToZScore(rgba: ArrayLike<number>, width: number, height: number): tf.Tensor4D {
  return tf.tidy(() => bytesToZScore(tf.tensor4d(dropAlpha(rgba, width * height), [1, height, width, 3])));
}

/** Opaque RGBA bytes of read-back byte values, `pixels * 3` long. */
export function packRgba(bytes: ArrayLike<number>): Uint8ClampedArray<ArrayBuffer> {
  const pixels = bytes.length / 3;
  const rgba = new Uint8ClampedArray(pixels * 4);
  for (let i = 0; i < pixels; i++) {
    rgba[4 * i] = bytes[3 * i] as number;
    rgba[4 * i + 1] = bytes[3 * i + 1] as number;
    rgba[4 * i + 2] = bytes[3 * i + 2] as number;
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}

function dropAlpha(rgba: ArrayLike<number>, pixels: number): Float32Array {
  const rgb = new Float32Array(pixels * 3);
  for (let i = 0; i < pixels; i++) {
    rgb[3 * i] = rgba[4 * i] as number;
    rgb[3 * i + 1] = rgba[4 * i + 1] as number;
    rgb[3 * i + 2] = rgba[4 * i + 2] as number;
  }
  return rgb;
}
