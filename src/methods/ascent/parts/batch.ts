import * as tf from '@tensorflow/tfjs-core';
import type { Parameterisation, Point, Regulariser, Transform } from '../ascent';

/**
 * Several pictures optimised side by side, each stored as its own parameterisation has it: points are `[N, H, W, 3]`, and their
 * variables lie one after the other along the first axis.
 */
export function batchOf(each: readonly Parameterisation[]): Parameterisation {
  const count = each.length;
  const joined = (points: readonly Point[]): Point => ({
    x: tf.concat(points.map(({ x }) => x)),
    variable: tf.concat(points.map(({ variable }) => variable)),
  });
  const apart = <T>(
    one: (parameterisation: Parameterisation, at: Point, part: tf.Tensor4D) => T,
    at: Point,
    whole: tf.Tensor4D,
  ): T[] => {
    const pictures = tf.split(at.x, count);
    const variables = tf.split(at.variable, count);
    const parts = tf.split(whole, count);
    return each.map((parameterisation, i) =>
      one(
        parameterisation,
        { x: pictures[i] as tf.Tensor4D, variable: variables[i] as tf.Tensor4D },
        parts[i] as tf.Tensor4D,
      ),
    );
  };
  return {
    start() {
      const points = each.map(({ start }) => start());
      const all = tf.tidy(() => joined(points));
      for (const point of points) tf.dispose(point);
      return all;
    },
    moved: (from, move, projections) =>
      joined(
        apart((parameterisation, at, part) => parameterisation.moved(at, part, projections), from, move),
      ),
    pullBack: (gradient, at) =>
      tf.concat(apart(({ pullBack }, point, part) => pullBack?.(part, point) ?? part, at, gradient)),
    dispose() {
      for (const { dispose } of each) dispose?.();
    },
  };
}

/** A transform for each picture of a batch, applied to it alone; what one becomes lies together. */
export function ofEach(transforms: readonly Transform[]): Transform {
  const over = (x: tf.Tensor4D, change: 'apply' | 'pullBack'): tf.Tensor4D => {
    const parts = tf.split<tf.Tensor4D>(x, transforms.length);
    return tf.concat(transforms.map((transform, i) => transform[change](parts[i] as tf.Tensor4D)));
  };
  return { apply: (x) => over(x, 'apply'), pullBack: (gradient) => over(gradient, 'pullBack') };
}

/** A regulariser of one picture that charges each of `count`; a frame tells what the first is charged. */
export function chargedEach(one: Regulariser, count: number): Regulariser {
  const { gradient, scalar, measure, value, isPlaced = false } = one;
  return {
    isPlaced,
    gradient: (x) => tf.concat(tf.split<tf.Tensor4D>(x, count).map((each) => gradient(each))),
    scalar,
    measure,
    value,
  };
}
