import * as tf from '@tensorflow/tfjs-core';
import { interleaveWasm, type Interleaving } from './interleave-wasm';
import { kernelRunner } from '../kernel-runner';

const run = kernelRunner<Interleaving>('Interleave', { wasm: interleaveWasm });

/**
 * Depth to space and a cut in one: `[N, h, w, s * s * C]` holds `s * s` phases of a map, phase `(i, j)` in channels
 * `(i * s + j) * C` on; gives `[N, height, width, C]` of the map `[N, h * s, w * s, C]`. Caller disposes.
 */
export function interleave(phases: tf.Tensor4D, interleaving: Interleaving): tf.Tensor4D {
  const own = run({ phases }, interleaving);
  if (own) return own as tf.Tensor4D;
  const { stride, top, left, height, width } = interleaving;
  return tf.tidy(() => {
    const whole = tf.depthToSpace(phases, stride, 'NHWC');
    return tf.slice(whole, [0, top, left, 0], [-1, height, width, -1]);
  });
}
