import * as tf from '@tensorflow/tfjs-core';
import { clampToPicture } from '../../../networks/kernels/picture/clamp';
import type { Optimiser, Projection, Slope } from '../../ascent/ascent';
import type { Ball } from '../ball';
import { checkpoints, stepSchedule } from './step-schedule';

/** The share of a step that is new; the rest goes on as the step before went. */
const NEW = 0.75;

export interface AutoStepsSetup {
  readonly ball: Ball;
  readonly photo: tf.Tensor4D;
  /** Radius of the ball in grey levels. */
  readonly epsilon: number;
  /** Steps of each start. */
  readonly steps: number;
  /** 1 to climb the slope, -1 to go down it. */
  readonly up: number;
  /** What is to rise, of the logits of an iterate, of its copies, and of a second network's where there is one. */
  readonly loss: (
    logits: Float32Array,
    copies: readonly Float32Array[],
    beside: Float32Array | null,
  ) => number;
}

/** The steps of Auto-PGD, which remembers the best point of each start, and of all. */
export interface AutoSteps {
  /** Step number `taken` of a start, from 0 on. */
  readonly step: (taken: number) => Optimiser;
  /** Only looks at the last iterate of a start: where to go from there is for a projection to say. */
  readonly look: Optimiser;
  /** Into the ball, and into what a picture can be. */
  readonly project: Projection;
  /** To the best point of all. */
  readonly toBest: Projection;
  /** Frees what is remembered. */
  readonly dispose: () => void;
}

/**
 * `x <- P(x + a (z - x) + (1 - a) (x - x_before))` with `z = P(x + eta * direction)`, `eta` being the ball's diameter at first;
 * where the step sizes' schedule goes back, `x` on the right is the best point so far.
 * https://arxiv.org/abs/2003.01690 (Algorithm 1)
 */
export function autoSteps({ ball, photo, epsilon, steps, up, loss }: AutoStepsSetup): AutoSteps {
  const lookBacks = checkpoints(steps);
  let schedule = stepSchedule(2 * epsilon, lookBacks);
  let highest = -Infinity;
  const kept: Partial<Record<'best' | 'gradientAtBest' | 'before' | 'bestOfAll', tf.Tensor4D>> = {};
  const keep = (name: keyof typeof kept, value: tf.Tensor4D): void => {
    const old = kept[name];
    kept[name] = tf.keep(tf.clone(value));
    old?.dispose();
  };
  const project: Projection = (x) => clampToPicture(ball.project(x, photo, epsilon));
  const lossAt = ({ x, logits, copies, beside }: Slope): number => {
    if (!logits) throw new Error('Auto-PGD goes by the logits of every iterate.');
    const value = loss(logits, copies, beside);
    if (value > highest) {
      highest = value;
      keep('bestOfAll', x);
    }
    return value;
  };

  return {
    project,
    step: (taken) => (slope) => {
      const { x, scale } = slope;
      if (taken === 0) schedule = stepSchedule(2 * epsilon, lookBacks);
      const { stepSize, isBest, goesBack } = schedule(lossAt(slope));
      const gradient = slope.times(scale);
      if (isBest) {
        keep('best', x);
        keep('gradientAtBest', gradient);
      }
      const { best = x, gradientAtBest = gradient, before = x } = kept;
      const from = goesBack ? { x: best, gradient: gradientAtBest } : { x, gradient };
      const { move: straight, peak } = ball.step(up * stepSize)({
        ...slope,
        times: (weight) => tf.mul(from.gradient, weight / scale),
      });
      const z = project(tf.add(from.x, straight));
      const next =
        taken === 0
          ? z
          : tf.add(from.x, tf.add(tf.mul(tf.sub(z, from.x), NEW), tf.mul(tf.sub(from.x, before), 1 - NEW)));
      keep('before', from.x);
      // Later on a slope of 0 (DLR's, once the class is third) is no end: the momentum carries on.
      return { move: tf.sub(next, x), peak: taken === 0 ? peak : tf.add(peak, 1) };
    },
    look(slope) {
      lossAt(slope);
      // There is somewhere to go, whatever the slope.
      return { move: tf.zerosLike(slope.x), peak: tf.scalar(1) };
    },
    toBest: (x) => tf.clone(kept.bestOfAll ?? x),
    dispose: () => tf.dispose(Object.values(kept)),
  };
}
