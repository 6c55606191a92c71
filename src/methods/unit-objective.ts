import * as tf from '@tensorflow/tfjs-core';
import type { TokenGrid } from './saliency/class-activation/token-grid';
import { LabError } from '../core/records/lab-error';
import { phrase } from '../words/say';

/**
 * What of a layer is raised, or lowered where `sign` is -1, with a its activations `[N, H, W, C]`: a channel's mean over all
 * places, or its value at the middle of its grid alone; without a channel, `mean(a^2) / 2`, which raises whatever the layer
 * sees already (deep dream). https://distill.pub/2017/feature-visualization
 */
export interface UnitObjective {
  /** The node whose value the activations are. */
  readonly node: string;
  /** Where its value is tokens: where on their grid they stand. */
  readonly tokens?: TokenGrid;
  readonly channel: number | null;
  readonly places: 'all' | 'middle';
  readonly sign: 1 | -1;
}

/** Value of the objective for the activations of one picture, a scalar. Caller disposes. */
export function unitValue({ channel, places, sign }: UnitObjective, activation: tf.Tensor4D): tf.Scalar {
  return tf.tidy(() => {
    if (channel === null) return tf.mul<tf.Scalar>(tf.mean(tf.square(activation)), sign / 2);
    return tf.mul<tf.Scalar>(tf.sum(tf.mul(activation, maskOf(activation.shape, channel, places))), sign);
  });
}

/** Gradient of the objective, summed over pictures, with respect to the activations. Caller disposes. */
export function unitCotangent(
  { channel, places, sign }: UnitObjective,
  activation: tf.Tensor4D,
): tf.Tensor4D {
  const [, height, width, channels] = activation.shape;
  return tf.tidy(() => {
    if (channel === null) return tf.mul(activation, sign / (height * width * channels));
    const hot = tf.mul(maskOf(activation.shape, channel, places), sign);
    return tf.add<tf.Tensor4D>(hot, tf.zerosLike(activation));
  });
}

/** What a channel's activations are weighted with, `[1, H, W, C]`: each place alike, or the one in the middle. */
function maskOf(
  [, height, width, channels]: tf.Tensor4D['shape'],
  channel: number,
  places: UnitObjective['places'],
): tf.Tensor4D {
  if (channel >= channels) throw noSuchChannel(channel, channels);
  const mask = new Float32Array(height * width * channels);
  const middle = Math.floor(height / 2) * width + Math.floor(width / 2);
  for (let place = 0; place < height * width; place++) {
    if (places === 'all' || place === middle)
      mask[place * channels + channel] = places === 'all' ? 1 / (height * width) : 1;
  }
  return tf.tensor4d(mask, [1, height, width, channels]);
}

function noSuchChannel(channel: number, channels: number): LabError {
  return new LabError(
    'bad-parameter',
    phrase('This layer has {channels} channels. Expected a channel from 0 to {last}; got {channel}.', {
      channels,
      last: channels - 1,
      channel,
    }),
    phrase('Choose a smaller number.'),
  );
}
