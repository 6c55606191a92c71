import * as tf from '@tensorflow/tfjs-core';

const FIRST = 0.9;
const SECOND = 0.999;
/** Larger than the paper's 1e-8, which half precision takes for 0; gradients here are of grey levels. */
const TINY = 1e-4;

/** A variable that goes down its slope. It owns what it keeps until `dispose()`. */
export interface Descent {
  /** Where it is; stays the descent's own. */
  readonly at: () => tf.Tensor4D;
  readonly step: (gradient: tf.Tensor4D) => void;
  readonly dispose: () => void;
}

/** Adam from a start, which is copied: each value goes by about `stepSize` a step. https://arxiv.org/abs/1412.6980 */
export function adamFrom(start: tf.Tensor4D, stepSize: number): Descent {
  let steps = 0;
  let state = { at: tf.clone(start), mean: tf.zerosLike(start), square: tf.zerosLike(start) };
  return {
    at: () => state.at,
    step(gradient) {
      steps++;
      const next = tf.tidy(() => {
        const mean = tf.add<tf.Tensor4D>(tf.mul(state.mean, FIRST), tf.mul(gradient, 1 - FIRST));
        const square = tf.add<tf.Tensor4D>(
          tf.mul(state.square, SECOND),
          tf.mul(tf.square(gradient), 1 - SECOND),
        );
        const spread = tf.add(tf.sqrt(tf.div(square, 1 - SECOND ** steps)), TINY);
        const move = tf.div(tf.mul(mean, stepSize / (1 - FIRST ** steps)), spread);
        return { at: tf.sub<tf.Tensor4D>(state.at, move), mean, square };
      });
      tf.dispose(state);
      state = next;
    },
    dispose: () => tf.dispose(state),
  };
}
