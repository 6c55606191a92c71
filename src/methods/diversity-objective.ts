import * as tf from '@tensorflow/tfjs-core';
import type { TokenGrid } from './saliency/class-activation/token-grid';

/**
 * How unlike each other a layer finds the pictures of a batch: minus the cosines of their Gram matrices (which channels go
 * together, wherever they do), summed over all other pictures and averaged over pictures; 0 for one picture alone. As Lucid's
 * `diversity`, negated. https://distill.pub/2017/feature-visualization
 */
export interface DiversityObjective {
  readonly node: string;
  /** Where its value is tokens: where on their grid they stand. */
  readonly tokens?: TokenGrid;
  readonly of: 'diversity';
}

/** No Gram matrix is taken for shorter than this: of a layer that is silent it is 0. */
const SHORTEST = 1e-10;

/** Value for the activations `[N, H, W, C]` of all pictures, a scalar. Caller disposes. */
export function diversityValue(activation: tf.Tensor4D): tf.Scalar {
  return tf.tidy(() => {
    const { grams } = normalisedGrams(activation);
    const all = tf.sum<tf.Tensor1D>(grams, 0);
    const likeness = tf.sub(tf.sum(tf.square(all)), tf.sum(tf.square(grams)));
    return tf.div<tf.Scalar>(tf.neg(likeness), activation.shape[0]);
  });
}

/** Its gradient with respect to the activations. Caller disposes. */
export function diversityCotangent(activation: tf.Tensor4D): tf.Tensor4D {
  const [count, , , channels] = activation.shape;
  return tf.tidy(() => {
    const { features, grams, lengths } = normalisedGrams(activation);
    const others = tf.mul(tf.sub(tf.sum(grams, 0, true), grams), -2 / count);
    // Along a Gram matrix itself nothing changes: it is its direction alone that counts.
    const along = tf.sum(tf.mul(others, grams), [1], true);
    const ofGrams = tf.div(tf.sub(others, tf.mul(grams, along)), lengths);
    const back = tf.unstack(ofGrams).map((row, i) => {
      const own = features[i] as tf.Tensor2D;
      return tf.mul(tf.matMul(own, tf.reshape(row, [channels, channels])), 2);
    });
    return tf.reshape(tf.stack(back), activation.shape);
  });
}

/** Activations by picture `[H * W, C]`, their Gram matrices in rows `[N, C * C]` of length 1, and how long those were. */
function normalisedGrams(activation: tf.Tensor4D) {
  const [count, height, width, channels] = activation.shape;
  const features = tf
    .split(activation, count)
    .map((one) => tf.reshape<tf.Rank.R2>(one, [height * width, channels]));
  const rows = tf.stack(
    features.map((one) => tf.reshape(tf.matMul(tf.transpose(one), one), [channels ** 2])),
  );
  const lengths = tf.maximum(tf.sqrt(tf.sum(tf.square(rows), 1, true)), SHORTEST);
  return { features, grams: tf.div<tf.Tensor2D>(rows, lengths), lengths };
}
