import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../core/random/random';
import { l2, linf } from '../../../tensors/norms';
import { fromGreyLevels } from '../../../networks/kernels/picture/pixel-ball';

/** A point at most `radius` grey levels from `centre` in every colour value, each drawn for itself. Caller disposes. */
export function inBox(centre: tf.Tensor4D, radius: number, random: Random): tf.Tensor4D {
  const change = new Float32Array(centre.size);
  for (let i = 0; i < change.length; i++) change[i] = radius * (2 * random.uniform() - 1);
  return moved(centre, change);
}

/** A point at most `radius` grey levels (Euclidean) from `centre`, all of them equally likely. Caller disposes. */
export function inBall(centre: tf.Tensor4D, radius: number, random: Random): tf.Tensor4D {
  const change = random.normals(centre.size);
  const length = radius * random.uniform() ** (1 / change.length);
  return moved(centre, scaled(change, length / l2(change)));
}

/** A point of which the value that goes furthest is `radius` grey levels from `centre`'s, all drawn alike. Caller disposes. */
export function onBox(centre: tf.Tensor4D, radius: number, random: Random): tf.Tensor4D {
  const change = new Float32Array(centre.size);
  for (let i = 0; i < change.length; i++) change[i] = 2 * random.uniform() - 1;
  return moved(centre, scaled(change, radius / linf(change)));
}

/** A point `radius` grey levels (Euclidean) from `centre`, in a direction drawn at random. Caller disposes. */
export function onBall(centre: tf.Tensor4D, radius: number, random: Random): tf.Tensor4D {
  const change = random.normals(centre.size);
  return moved(centre, scaled(change, radius / l2(change)));
}

function scaled(change: Float32Array<ArrayBuffer>, share: number): Float32Array<ArrayBuffer> {
  return change.map((value) => share * value);
}

function moved(centre: tf.Tensor4D, change: Float32Array<ArrayBuffer>): tf.Tensor4D {
  return tf.tidy(() => tf.add<tf.Tensor4D>(centre, fromGreyLevels(tf.tensor(change, centre.shape))));
}
