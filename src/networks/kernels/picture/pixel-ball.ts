import * as tf from '@tensorflow/tfjs-core';
import { STD } from '../../../core/pictures/imagenet-colours';
import { kernelRunner } from '../kernel-runner';
import { lengthOf } from '../normalised-step/normalised-step';
import { perChannel, step } from './per-channel';
import type { Reach } from './picture-work';
import { heldInBoxWasm, signsWasm } from './wasm/ball-wasm';

/** What one grey level (of 255) of each channel is in z-score space. */
const GREY_LEVEL = STD.map((std) => 1 / (255 * std));

const FROM_GREY_LEVELS = [step('multiply', GREY_LEVEL)];
const TO_GREY_LEVELS = [step('divide', GREY_LEVEL)];

const signsBy = kernelRunner<Reach>('SignStep', { wasm: signsWasm });
const heldInBox = kernelRunner<Reach>('HeldInBox', { wasm: heldInBoxWasm });

/** A change in grey levels `[N, H, W, 3]` as the change in z-score space that it makes. Caller disposes. */
export function fromGreyLevels(change: tf.Tensor4D): tf.Tensor4D {
  return perChannel(change, FROM_GREY_LEVELS);
}

/** A change in z-score space `[N, H, W, 3]` in grey levels, not rounded. Caller disposes. */
export function toGreyLevels(change: tf.Tensor4D): tf.Tensor4D {
  return perChannel(change, TO_GREY_LEVELS);
}

/**
 * A gradient with respect to z-scores as one with respect to pixels in grey levels (times 1: the chain rule's factor is the
 * size of a grey level). Caller disposes.
 */
export function pixelGradient(gradient: tf.Tensor4D): tf.Tensor4D {
  return fromGreyLevels(gradient);
}

/** The signs of a slope `[N, H, W, 3]` times so many grey levels, in z-score space. Caller disposes. */
export function signsInGreyLevels(slope: tf.Tensor4D, size: number): tf.Tensor4D {
  return (signsBy({ slope }, { reach: reachOf(size) }) ??
    tf.tidy(() => fromGreyLevels(tf.mul(tf.sign(slope), size)))) as tf.Tensor4D;
}

/** `z` with every value moved into `radius` grey levels around `centre`'s. Caller disposes. */
export function clampToBox(z: tf.Tensor4D, centre: tf.Tensor4D, radius: number): tf.Tensor4D {
  const reach = reachOf(radius);
  const held = heldInBox({ x: z, centre }, { reach }) as tf.Tensor4D | null;
  if (held) return held;
  return tf.tidy(() => {
    const reaches = tf.tensor1d([...reach]);
    return tf.minimum<tf.Tensor4D>(tf.maximum(z, tf.sub(centre, reaches)), tf.add(centre, reaches));
  });
}

/** So many grey levels of each channel in z-score space, as float32 multiplies them. */
function reachOf(levels: number): Reach['reach'] {
  const [r = 0, g = 0, b = 0] = GREY_LEVEL.map((level) =>
    Math.fround(Math.fround(level) * Math.fround(levels)),
  );
  return [r, g, b];
}

/** `z` drawn straight towards `centre` until it is at most `radius` grey levels (Euclidean) away. Caller disposes. */
export function clampToBall(z: tf.Tensor4D, centre: tf.Tensor4D, radius: number): tf.Tensor4D {
  return tf.tidy(() => {
    const change = tf.sub<tf.Tensor4D>(z, centre);
    const length = lengthOf(toGreyLevels(change));
    const inside = tf.cast(tf.lessEqual(length, radius), 'float32');
    // Where it is inside already the length may be 0: it is divided by 1 there.
    const divisor = tf.add(tf.mul(length, tf.sub(1, inside)), inside);
    const share = tf.add(inside, tf.div(tf.mul(tf.sub(1, inside), radius), divisor));
    return tf.add<tf.Tensor4D>(centre, tf.mul(change, share));
  });
}
