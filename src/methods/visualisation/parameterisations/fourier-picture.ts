import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../core/random/random';
import type { Size } from '../../../core/pictures/size';
import { frequencies, halfWidth, multiplicity, planeTransform } from '../../../tensors/half-spectrum';
import type { Parameterisation, Point } from '../../ascent/ascent';
import { pictureOfPlanes, planesGradient, planesOfPicture } from './decorrelated-colours';

/** Standard deviation of the spectrum that noise starts from. */
const DEVIATION = 0.01;
/** What the planes are divided by, so that Lucid's step sizes hold. */
const SCALE = 4;

/** What the spectrum starts from: noise of a source, or a picture `[1, H, W, 3]` in z-score space, made to be disposed of here. */
export type FourierStart = { readonly random: Random } | { readonly picture: () => tf.Tensor4D };

/**
 * A picture as its spectrum: a step changes waves of all lengths at once, the long ones most, where pixels would be moved one by
 * one; colours are decorrelated, and a sigmoid keeps it a picture. The variable is `[2, 3, H, W/2 + 1]`, real parts first, each
 * divided by its frequency before it is transformed. https://distill.pub/2017/feature-visualization, as in Lucid.
 */
export function fourierPicture({ height, width }: Size, start: FourierStart): Parameterisation {
  const transform = planeTransform(height, width);
  const shape: [number, number, number, number] = [2, 3, height, halfWidth(width)];
  const gains = tf.tensor3d(gainsOf(height, width), [1, height, halfWidth(width)]);

  const pointOf = (variable: tf.Tensor4D): Point => {
    const x = tf.tidy(() => {
      const [real, imaginary] = halves(variable);
      return pictureOfPlanes(
        transform.planes({ real: tf.mul(real, gains), imaginary: tf.mul(imaginary, gains) }),
      );
    });
    return { x, variable };
  };

  return {
    start() {
      const variable =
        'random' in start ? tf.tensor4d(noiseOf(start.random, shape), shape) : spectrumOf(start.picture());
      return pointOf(variable);
    },
    moved: ({ variable }, move) => pointOf(tf.add(variable, move)),
    pullBack(gradient, { x }) {
      const { real, imaginary } = transform.adjoint(planesGradient(gradient, x));
      return tf.stack([tf.mul(real, gains), tf.mul(imaginary, gains)]) as tf.Tensor4D;
    },
    dispose() {
      transform.dispose();
      gains.dispose();
    },
  };

  /** The spectrum of a picture's planes, each entry divided by its gain. */
  function spectrumOf(picture: tf.Tensor4D): tf.Tensor4D {
    const spectrum = tf.tidy(() => {
      const { real, imaginary } = transform.adjoint(planesOfPicture(picture));
      const columns = Float32Array.from({ length: halfWidth(width) }, (_, u) => multiplicity(u, width));
      const shares = tf.mul(gains, tf.tensor3d(columns, [1, 1, columns.length]));
      return tf.stack([tf.div(real, shares), tf.div(imaginary, shares)]) as tf.Tensor4D;
    });
    picture.dispose();
    return spectrum;
  }
}

/** The real and the imaginary part of a variable. */
export function halves(variable: tf.Tensor4D): [tf.Tensor3D, tf.Tensor3D] {
  return tf.unstack(variable) as [tf.Tensor3D, tf.Tensor3D];
}

function noiseOf(random: Random, shape: readonly number[]): Float32Array {
  const values = random.normals(shape.reduce((product, length) => product * length, 1));
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * DEVIATION;
  return values;
}

/** One over the frequency, at most the longer side in pixels, over `SCALE`. */
function gainsOf(height: number, width: number): Float32Array {
  const longest = Math.max(height, width);
  return Float32Array.from(frequencies(height, width), (f) => 1 / Math.max(f, 1 / longest) / SCALE);
}
