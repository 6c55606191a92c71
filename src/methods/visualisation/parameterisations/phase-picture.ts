import * as tf from '@tensorflow/tfjs-core';
import type { Size } from '../../../core/pictures/size';
import type { Random } from '../../../core/random/random';
import { halfWidth, planeTransform } from '../../../tensors/half-spectrum';
import type { Parameterisation, Point } from '../../ascent/ascent';
import { pictureOfPlanes, planesGradient } from './decorrelated-colours';

/**
 * A picture as the phases of its waves, whose sizes stay those of photographs: it can have no more fine static than they have
 * (MACO). The variable is `[1, 3, H, W/2 + 1]`, standardised at each use; so are the planes that the waves add up to.
 * `magnitudes` are the sizes, `[3 * H * (W/2 + 1)]`. https://arxiv.org/abs/2306.06805
 */
export function phasePicture(
  { height, width }: Size,
  magnitudes: Float32Array,
  random: Random,
): Parameterisation {
  const transform = planeTransform(height, width);
  const shape: [number, number, number] = [3, height, halfWidth(width)];
  const sizes = tf.tensor3d(magnitudes, shape);

  const waves = (variable: tf.Tensor4D) => {
    const phases = tf.reshape(standardised(variable).values, shape);
    return {
      real: tf.mul<tf.Tensor3D>(sizes, tf.cos(phases)),
      imaginary: tf.mul<tf.Tensor3D>(sizes, tf.sin(phases)),
    };
  };
  const pointOf = (variable: tf.Tensor4D): Point => ({
    x: tf.tidy(() => pictureOfPlanes(standardised(transform.planes(waves(variable))).values)),
    variable,
  });

  return {
    start: () => ({
      ...pointOf(tf.tensor4d(random.normals(magnitudes.length), [1, ...shape])),
      felt: tf.zeros<tf.Rank.R4>([1, height, width, 1]),
    }),
    moved: ({ variable }, move) => pointOf(tf.add(variable, move)),
    pullBack(gradient, { x, variable }) {
      const { real, imaginary } = waves(variable);
      const planes = standardised(transform.planes({ real, imaginary }));
      const back = transform.adjoint(planes.back(planesGradient(gradient, x)));
      // A phase that grows turns its wave: the real part towards minus the imaginary one, and that towards the real one.
      const turned = tf.sub(tf.mul(real, back.imaginary), tf.mul(imaginary, back.real));
      return standardised(variable).back(tf.reshape(turned, variable.shape));
    },
    dispose() {
      transform.dispose();
      sizes.dispose();
    },
  };
}

interface Standardised<T extends tf.Tensor> {
  readonly values: T;
  /** The adjoint of standardising at these values. */
  readonly back: (gradient: T) => T;
}

/** Values less their mean, over their standard deviation. */
function standardised<T extends tf.Tensor>(values: T): Standardised<T> {
  const centred = tf.sub<T>(values, tf.mean(values));
  const deviation = tf.sqrt(tf.mean(tf.square(centred)));
  const scaled = tf.div<T>(centred, deviation);
  return {
    values: scaled,
    back(gradient) {
      const along = tf.mul(scaled, tf.mean(tf.mul(gradient, scaled)));
      return tf.div(tf.sub(tf.sub(gradient, tf.mean(gradient)), along), deviation);
    },
  };
}
