import * as tf from '@tensorflow/tfjs-core';
import { MOMENTUM_DECAY } from '../../visualisation/penalty-law';
import type { Optimiser } from '../ascent';

const DECAY = 0.9;
const SQUARES_DECAY = 0.999;
const EPSILON = 1e-8;
/** How fast Nadam's momentum rises to its full decay: by a factor of 0.96 every 250 steps. */
const MOMENTUM_RISE = 0.004;

/** Gradient ascent with momentum: `v = 0.9 v + slope`, a step of `stepSize` times v. As PyTorch's SGD. */
export function momentumStep(stepSize: number): Optimiser {
  return ({ times, memory: [before] }) => {
    const slope = times(1);
    const velocity = before ? tf.add<tf.Tensor4D>(tf.mul(before, MOMENTUM_DECAY), slope) : slope;
    return { move: tf.mul(velocity, stepSize), memory: [velocity] };
  };
}

/**
 * Adam: every entry goes about `stepSize` a step, whatever its slope's size, by running means of the slope and of its square.
 * `step` counts from 0. As PyTorch's Adam. https://arxiv.org/abs/1412.6980
 */
export function adamStep(stepSize: number, step: number): Optimiser {
  return adaptive(stepSize, step, ({ mean }) => tf.div(mean, 1 - DECAY ** (step + 1)));
}

/** Adam that looks a step ahead along its momentum. As PyTorch's NAdam. */
export function nadamStep(stepSize: number, step: number): Optimiser {
  const now = momentum(step + 1);
  const next = momentum(step + 2);
  const past = momentumProduct(step + 1);
  return adaptive(stepSize, step, ({ mean, slope }) =>
    tf.add(tf.mul(slope, (1 - now) / (1 - past)), tf.mul(mean, next / (1 - past * next))),
  );
}

interface Means {
  readonly slope: tf.Tensor4D;
  readonly mean: tf.Tensor4D;
}

function adaptive(stepSize: number, step: number, direction: (means: Means) => tf.Tensor4D): Optimiser {
  return ({ times, memory: [meanBefore, squaresBefore] }) => {
    const slope = times(1);
    const mean = runningMean(meanBefore, slope, DECAY);
    const squares = runningMean(squaresBefore, tf.square(slope), SQUARES_DECAY);
    const size = tf.add(tf.sqrt(tf.div(squares, 1 - SQUARES_DECAY ** (step + 1))), EPSILON);
    const move = tf.mul<tf.Tensor4D>(tf.div(direction({ slope, mean }), size), stepSize);
    return { move, memory: [mean, squares] };
  };
}

/** `decay` of what was, and the rest of what is; what was is 0 at first. */
function runningMean(before: tf.Tensor4D | undefined, now: tf.Tensor4D, decay: number): tf.Tensor4D {
  const added = tf.mul<tf.Tensor4D>(now, 1 - decay);
  return before ? tf.add(tf.mul(before, decay), added) : added;
}

/** Nadam's momentum at a step that counts from 1. */
function momentum(step: number): number {
  return DECAY * (1 - 0.5 * 0.96 ** (step * MOMENTUM_RISE));
}

/** The product of all momenta up to a step; nothing is left of it after some hundred. */
function momentumProduct(step: number): number {
  let product = 1;
  for (let i = 1; i <= step && product > Number.EPSILON; i++) product *= momentum(i);
  return product;
}
