import * as tf from '@tensorflow/tfjs-core';
import { l2Norm } from './norms';
import { STD } from '../core/pictures/imagenet-colours';

/** What one grey level (of 255) of each channel is in z-score space. */
const GREY_LEVEL = STD.map((std) => 1 / (255 * std));

/** A change in grey levels `[..., 3]` as the change in z-score space that it makes. Caller disposes. */
export function fromGreyLevels<T extends tf.Tensor>(change: T): T {
  return tf.tidy(() => tf.mul<T>(change, tf.tensor1d(GREY_LEVEL)));
}

/** A change in z-score space `[..., 3]` in grey levels, not rounded. Caller disposes. */
export function toGreyLevels<T extends tf.Tensor>(change: T): T {
  return tf.tidy(() => tf.div<T>(change, tf.tensor1d(GREY_LEVEL)));
}

/**
 * A gradient with respect to z-scores as one with respect to pixels in grey levels (times 1: the chain rule's factor is the
 * size of a grey level). Caller disposes.
 */
export function pixelGradient<T extends tf.Tensor>(gradient: T): T {
  return fromGreyLevels(gradient);
}

/** `z` with every value moved into `radius` grey levels around `centre`'s. Caller disposes. */
export function clampToBox(z: tf.Tensor4D, centre: tf.Tensor4D, radius: number): tf.Tensor4D {
  return tf.tidy(() => {
    const reach = fromGreyLevels(tf.fill([3], radius));
    return tf.minimum<tf.Tensor4D>(tf.maximum(z, tf.sub(centre, reach)), tf.add(centre, reach));
  });
}

/** `z` drawn straight towards `centre` until it is at most `radius` grey levels (Euclidean) away. Caller disposes. */
export function clampToBall(z: tf.Tensor4D, centre: tf.Tensor4D, radius: number): tf.Tensor4D {
  return tf.tidy(() => {
    const change = tf.sub<tf.Tensor4D>(z, centre);
    const length = l2Norm(toGreyLevels(change));
    const inside = tf.cast(tf.lessEqual(length, radius), 'float32');
    // Where it is inside already the length may be 0: it is divided by 1 there.
    const divisor = tf.add(tf.mul(length, tf.sub(1, inside)), inside);
    const share = tf.add(inside, tf.div(tf.mul(tf.sub(1, inside), radius), divisor));
    return tf.add<tf.Tensor4D>(centre, tf.mul(change, share));
  });
}
