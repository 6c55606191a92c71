import * as tf from '@tensorflow/tfjs-core';
import {
  COLOUR_AXES,
  LEAST,
  type LookStatistics,
  OCTAVES,
  PHOTOGRAPHS,
  SLOPE_WEIGHTS,
} from '../core/pictures/natural-look';

/** A statistic of a picture, a scalar, and its gradient with respect to the picture. */
interface Differentiable {
  readonly value: tf.Scalar;
  readonly gradient: tf.Tensor4D;
}

/** How unlike photographs a picture `[1, H, W, 3]` in z-score space is, a scalar (see `unlikeness`). Caller disposes. */
export function unlikenessOf(x: tf.Tensor4D): tf.Scalar {
  return tf.tidy(() => {
    const terms = statisticsOf(x).map(([name, { value }]) => tf.square<tf.Scalar>(deviationOf(name, value)));
    return tf.div<tf.Scalar>(tf.addN(terms), 2);
  });
}

/** Its gradient with respect to the picture. Caller disposes. */
export function unlikenessGradient(x: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() =>
    tf.addN(
      statisticsOf(x).map(([name, { value, gradient }]) =>
        tf.mul<tf.Tensor4D>(gradient, tf.div(deviationOf(name, value), PHOTOGRAPHS[name][1])),
      ),
    ),
  );
}

function deviationOf(name: keyof LookStatistics, value: tf.Scalar): tf.Scalar {
  const [mean, deviation] = PHOTOGRAPHS[name];
  return tf.div(tf.sub(value, mean), deviation);
}

function statisticsOf(x: tf.Tensor4D): readonly (readonly [keyof LookStatistics, Differentiable])[] {
  return [
    ['slope', slopeOf(x)],
    ['variation', variationOf(x)],
    ['colour', colourOf(x)],
  ];
}

function slopeOf(x: tf.Tensor4D): Differentiable {
  const logs: tf.Scalar[] = [];
  const gradients: tf.Tensor4D[] = [];
  let level = x;
  const back: ((gradient: tf.Tensor4D) => tf.Tensor4D)[] = [];
  for (let k = 0; k < OCTAVES; k++) {
    if (k > 0) {
      const larger = level;
      level = halved(larger);
      back.unshift((gradient) => doubled(gradient, larger.shape));
    }
    const pairs = pairsOf(level);
    const energy = tf.add<tf.Scalar>(
      tf.div(
        sumOver(level, (rise) => tf.square(rise)),
        pairs,
      ),
      LEAST,
    );
    const weight = SLOPE_WEIGHTS[k] as number;
    logs.push(tf.mul<tf.Scalar>(tf.log(energy), weight));
    const own = tf.mul<tf.Tensor4D>(
      backFrom(level, (rise) => rise),
      tf.div((2 * weight) / pairs, energy),
    );
    gradients.push(back.reduce((gradient, up) => up(gradient), own));
  }
  return { value: tf.addN(logs), gradient: tf.addN(gradients) };
}

function variationOf(x: tf.Tensor4D): Differentiable {
  const pairs = pairsOf(x);
  const size = tf.add<tf.Scalar>(
    tf.div(
      sumOver(x, (rise) => tf.abs(rise)),
      pairs,
    ),
    LEAST,
  );
  const gradient = tf.div<tf.Tensor4D>(
    backFrom(x, (rise) => tf.sign(rise)),
    tf.mul(size, pairs),
  );
  return { value: tf.log(size), gradient };
}

function colourOf(x: tf.Tensor4D): Differentiable {
  const axes = tf.tensor2d(COLOUR_AXES.flat(), [3, 3]);
  const flat = tf.reshape<tf.Rank.R2>(x, [x.size / 3, 3]);
  const along = tf.matMul(flat, tf.transpose(axes));
  const centred = tf.sub<tf.Tensor2D>(along, tf.mean(along, 0, true));
  const variances = tf.mean<tf.Tensor1D>(tf.square(centred), 0);
  const [light, first, second] = tf.split(variances, 3) as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
  const colours = tf.add(tf.add(first, second), LEAST);
  const lights = tf.add(light, LEAST);
  const value = tf.reshape<tf.Rank.R0>(tf.sub(tf.log(colours), tf.log(lights)), []);
  const share = tf.concat([tf.div(-1, lights), tf.div(1, colours), tf.div(1, colours)]);
  const weighed = tf.mul<tf.Tensor2D>(centred, tf.mul(share, 2 / flat.shape[0]));
  return { value, gradient: tf.reshape(tf.matMul(weighed, axes), x.shape) };
}

/** Pairs of neighbours, in all colours. */
function pairsOf({ shape: [, height, width, colours] }: tf.Tensor4D): number {
  return colours * ((height - 1) * width + height * (width - 1));
}

/** Each pixel's neighbour further on along an axis, less itself. */
function rises(x: tf.Tensor4D, axis: 1 | 2): tf.Tensor4D {
  const size = x.shape.map((length, each) => (each === axis ? length - 1 : length));
  const next = x.shape.map((_, each) => (each === axis ? 1 : 0));
  return tf.sub(tf.slice(x, next, size), tf.slice(x, [0, 0, 0, 0], size));
}

function sumOver(x: tf.Tensor4D, of: (rise: tf.Tensor4D) => tf.Tensor4D): tf.Scalar {
  return tf.add(tf.sum(of(rises(x, 1))), tf.sum(of(rises(x, 2))));
}

/** What goes back to the pixels from a function's slope at each rise. */
function backFrom(x: tf.Tensor4D, slope: (rise: tf.Tensor4D) => tf.Tensor4D): tf.Tensor4D {
  const along = (axis: 1 | 2): tf.Tensor4D => {
    const own = slope(rises(x, axis));
    const pad = (before: number, after: number): tf.Tensor4D =>
      tf.pad(
        own,
        [0, 1, 2, 3].map((each): [number, number] => (each === axis ? [before, after] : [0, 0])),
      );
    return tf.sub(pad(1, 0), pad(0, 1));
  };
  return tf.add(along(1), along(2));
}

/** Means of squares of four pixels; an odd row or column at the end is left out. */
function halved(x: tf.Tensor4D): tf.Tensor4D {
  return tf.avgPool(x, 2, 2, 'valid');
}

/** What goes back through `halved`: each of four pixels has a quarter. */
function doubled(gradient: tf.Tensor4D, [, height, width]: tf.Tensor4D['shape']): tf.Tensor4D {
  const [, h, w, colours] = gradient.shape;
  const rows = tf.tile(tf.reshape(gradient, [h, 1, w, 1, colours]), [1, 2, 1, 2, 1]);
  const whole = tf.reshape<tf.Rank.R4>(tf.div(rows, 4), [1, 2 * h, 2 * w, colours]);
  return tf.pad(whole, [
    [0, 0],
    [0, height - 2 * h],
    [0, width - 2 * w],
    [0, 0],
  ]);
}
