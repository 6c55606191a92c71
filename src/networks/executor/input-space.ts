import type { Preprocessing } from '../../core/records/preprocessings';
import * as tf from '@tensorflow/tfjs-core';
import { alias } from '../../tensors/alias';
import { perChannel, step } from '../kernels/picture/per-channel';
import { reverseChannels } from '../kernels/picture/reverse-channels';
import { fromZScoreMap } from '../graph/preprocessing';

/** The network's own preprocessing as a differentiable first op, from z-score space. All parts: caller disposes. */
export interface InputSpace {
  forward(x: tf.Tensor4D): tf.Tensor4D;
  vjp(dy: tf.Tensor4D): tf.Tensor4D;
  /** The z-score picture that becomes `u` there: `forward` undone. */
  back(u: tf.Tensor4D): tf.Tensor4D;
}

/** Composes "back to pixels" and "the network's own scaling" into one affine map, or into nothing where they cancel. */
export function createInputSpace(preprocessing: Preprocessing): InputSpace {
  const map = fromZScoreMap(preprocessing);
  if (map === null) return { forward: (x) => alias(x), vjp: (dy) => alias(dy), back: (u) => alias(u) };
  const { slope, shift, reversed } = map;
  const scaled = step('multiply', slope);
  const turn = (x: tf.Tensor4D) => (reversed ? reverseChannels(x) : x);
  return {
    forward: (x) => tf.tidy(() => turn(perChannel(x, [scaled, step('add', shift)]))),
    vjp: (dy) => tf.tidy(() => perChannel(turn(dy), [scaled])),
    back: (u) => tf.tidy(() => perChannel(turn(u), [step('subtract', shift), step('divide', slope)])),
  };
}
