import * as tf from '@tensorflow/tfjs-core';
import { clampToPicture } from './clamp';
import { kernelRunner } from '../kernel-runner';
import { climbWasm } from './wasm/climb-picture-wasm';
import { climbWebgl } from './webgl/climb-picture-webgl';
import { climbWebgpu } from './webgpu/climb-picture-webgpu';
import type { PictureClimb } from './picture-work';
import { offsetWithin, roll } from './roll';

const run = kernelRunner<PictureClimb>('ClimbPicture', {
  wasm: climbWasm,
  webgl: climbWebgl,
  webgpu: climbWebgpu,
});

/**
 * `x + gain * gradient - x * decay * weight`, clamped where asked; `x` is `[1, H, W, 3]`, and `gradient` was computed of `x` rolled by
 * `(dx, dy)` and is rolled back on the way. In one pass, and in the order in which the parts would do it one by one.
 * Caller disposes.
 */
export function climbPicture(x: tf.Tensor4D, gradient: tf.Tensor4D, climb: PictureClimb): tf.Tensor4D {
  const offset = offsetWithin(x.shape, climb.dx, climb.dy);
  return (run({ x, gradient }, { ...climb, ...offset }) ??
    tf.tidy(() => composed(x, gradient, climb))) as tf.Tensor4D;
}

function composed(x: tf.Tensor4D, gradient: tf.Tensor4D, climb: PictureClimb): tf.Tensor4D {
  const { dx, dy, gain, decay, weight, clamped } = climb;
  const up = gain === 1 ? gradient : tf.mul<tf.Tensor4D>(gradient, gain);
  const pull = tf.mul(tf.mul(x, decay), weight);
  const moved = tf.add<tf.Tensor4D>(x, tf.sub(roll(up, -dx, -dy), pull));
  return clamped ? clampToPicture(moved) : moved;
}
