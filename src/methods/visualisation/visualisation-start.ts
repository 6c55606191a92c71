import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../core/random/random';
import { toZScore } from '../../networks/kernels/picture/z-score';
import type { Network } from '../../networks/executor/network';
import type { Parameterisation } from '../ascent/ascent';
import { noise } from '../ascent/parts/noise';
import { pixels } from '../ascent/parts/pixels';
import { requirePicture } from '../require-picture';
import { CLASS_VISUALISATION, type ClassVisualisationParams } from './class-visualisation.params';
import { fourierPicture } from './parameterisations/fourier-picture';
import { naturalMagnitudes } from './parameterisations/natural-magnitudes';
import { phasePicture } from './parameterisations/phase-picture';

/** What is climbed, and the picture it is to stay near, where it has one: the caller's of the run. */
export interface VisualisationStart {
  readonly parameterisation: Parameterisation;
  readonly photo: tf.Tensor4D | null;
}

/** How the picture is stored and where it begins, as the parameters say. Throws `needs-picture` where one is missing. */
export function startOf(
  network: Network,
  picture: tf.Tensor4D | null,
  params: ClassVisualisationParams,
  random: Random,
): VisualisationStart {
  const { parameterisation, start, startShare, near } = params;
  const [height, width] = network.graph.input.size;
  const size = { width, height };
  const needsPhoto = start === 'image' && (parameterisation !== 'maco' || near > 0);
  const photo = needsPhoto ? requirePicture(CLASS_VISUALISATION, picture) : null;
  switch (parameterisation) {
    case 'pixels':
      return { parameterisation: pixels(() => first()), photo };
    case 'fourier':
      return {
        parameterisation:
          start === 'noise' ? fourierPicture(size, { random }) : fourierPicture(size, { picture: first }),
        photo,
      };
    case 'maco':
      return { parameterisation: phasePicture(size, naturalMagnitudes(size), random), photo };
    default:
      return parameterisation satisfies never;
  }

  /** The first picture, which is the caller's. */
  function first(): tf.Tensor4D {
    if (start === 'grey') return tf.tidy(() => toZScore(tf.fill([1, height, width, 3], 0.5)));
    if (!photo) return noise(network, random);
    if (startShare === 1) return tf.clone(photo);
    return tf.tidy(() => tf.add(tf.mul(photo, startShare), tf.mul(noise(network, random), 1 - startShare)));
  }
}
