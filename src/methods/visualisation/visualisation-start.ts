import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../core/random/random';
import type { Size } from '../../core/pictures/size';
import { toZScore } from '../../networks/kernels/picture/z-score';
import type { Network } from '../../networks/executor/network';
import type { Parameterisation } from '../ascent/ascent';
import { noise } from '../ascent/parts/noise';
import { pixels } from '../ascent/parts/pixels';
import { requirePicture } from '../require-picture';
import { CLASS_VISUALISATION, type ClassVisualisationParams } from './class-visualisation.params';
import { type OctavePicture, octavePicture, octaveSizes } from './parameterisations/octave-picture';
import { raisesLayer } from './objective.params';
import { fourierPicture } from './parameterisations/fourier-picture';
import { naturalMagnitudes } from './parameterisations/natural-magnitudes';
import { phasePicture } from './parameterisations/phase-picture';

/** What is climbed, and the picture it is to stay near, where it has one: the caller's of the run. */
export interface VisualisationStart {
  readonly parameterisation: Parameterisation;
  readonly photo: tf.Tensor4D | null;
  /** Where the picture is worked on at several sizes: those, and the parameterisation, which goes from one to the next. */
  readonly dream: { readonly picture: OctavePicture; readonly sizes: readonly Size[] } | null;
}

/** How the picture is stored and where it begins, as the parameters say. Throws `needs-picture` where one is missing. */
export function startOf(
  network: Network,
  picture: tf.Tensor4D | null,
  params: ClassVisualisationParams,
  random: Random,
): VisualisationStart {
  const { parameterisation, start, startShare, near, objective, octaves, octaveScale } = params;
  const [height, width] = network.graph.input.size;
  const size = { width, height };
  const needsPhoto = start === 'image' && (parameterisation !== 'maco' || near > 0);
  const photo = needsPhoto ? requirePicture(CLASS_VISUALISATION, picture) : null;
  switch (parameterisation) {
    case 'pixels':
      return octaves > 1 && raisesLayer(objective)
        ? dreamt()
        : { parameterisation: pixels(() => first()), photo, dream: null };
    case 'fourier':
      return {
        parameterisation:
          start === 'noise' ? fourierPicture(size, { random }) : fourierPicture(size, { picture: first }),
        photo,
        dream: null,
      };
    case 'maco':
      return { parameterisation: phasePicture(size, naturalMagnitudes(size), random), photo, dream: null };
    default:
      return parameterisation satisfies never;
  }

  function dreamt(): VisualisationStart {
    const sizes = octaveSizes(size, octaves, octaveScale);
    const picture = octavePicture(first, sizes);
    // What keeps it near the photo is the photo's size alone.
    return { parameterisation: picture, photo: null, dream: { picture, sizes } };
  }

  /** The first picture, which is the caller's. */
  function first(): tf.Tensor4D {
    if (start === 'grey') return tf.tidy(() => toZScore(tf.fill([1, height, width, 3], 0.5)));
    if (!photo) return noise(network, random);
    if (startShare === 1) return tf.clone(photo);
    return tf.tidy(() => tf.add(tf.mul(photo, startShare), tf.mul(noise(network, random), 1 - startShare)));
  }
}
