import * as tf from '@tensorflow/tfjs-core';
import type { Trace } from '../../../networks/executor/network';
import type { CamLayer } from './cam-layers';

/**
 * A layer's value, or its gradient, as a map `[N, H, W, C]`: tokens are laid out on their grid again, those that stand for no place
 * left out. Called inside a tidy.
 */
export function layerMap(
  value: tf.Tensor,
  { tokens }: Pick<CamLayer, 'tokens'>,
  trace: Pick<Trace, 'activation'>,
): tf.Tensor4D {
  if (!tokens) return value as tf.Tensor4D;
  const [, height = 1, width = 1] = trace.activation(tokens.map).shape;
  const [n = 1, , channels = 1] = value.shape;
  const patches = tf.slice(value, [0, tokens.first, 0], [-1, height * width, -1]);
  return tf.reshape(patches, [n, height, width, channels]);
}
