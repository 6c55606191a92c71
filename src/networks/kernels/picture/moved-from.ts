import * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import { clampToPicture } from './clamp';
import type { MoveFrom } from './picture-work';
import { movedFromWasm } from './wasm/ball-wasm';

const run = kernelRunner<MoveFrom>('MovedFrom', { wasm: movedFromWasm });

/** `start + (change + move)` of pictures `[N, H, W, 3]`, clamped to what a picture can be where asked. Caller disposes. */
export function movedFrom(
  start: tf.Tensor4D,
  change: tf.Tensor4D,
  move: tf.Tensor4D,
  clamped: boolean,
): tf.Tensor4D {
  return (run({ start, change, move }, { clamped }) ??
    tf.tidy(() => {
      const moved = tf.add<tf.Tensor4D>(start, tf.add(change, move));
      return clamped ? clampToPicture(moved) : moved;
    })) as tf.Tensor4D;
}
