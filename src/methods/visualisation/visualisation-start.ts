import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../core/random/random';
import type { Size } from '../../core/pictures/size';
import { toZScore } from '../../networks/kernels/picture/z-score';
import type { Network } from '../../networks/executor/network';
import type { Parameterisation } from '../ascent/ascent';
import { batchOf } from '../ascent/parts/batch';
import { noise } from '../ascent/parts/noise';
import { pixels } from '../ascent/parts/pixels';
import { requirePicture } from '../require-picture';
import {
  CLASS_VISUALISATION,
  type ClassVisualisationParams,
  keepsOwnSizes,
} from './class-visualisation.params';
import { type OctavePicture, octavePicture, octaveSizes } from './parameterisations/octave-picture';
import { isDreamt } from './octaves.params';
import { fourierPicture } from './parameterisations/fourier-picture';
import { ownMagnitudes } from './parameterisations/own-magnitudes';
import { naturalMagnitudes } from './parameterisations/natural-magnitudes';
import { phasePicture } from './parameterisations/phase-picture';

/** What is climbed, and the picture it is to stay near, where it has one: the caller's of the run. */
export interface VisualisationStart {
  readonly parameterisation: Parameterisation;
  readonly photo: tf.Tensor4D | null;
  /** Where the picture is worked on at several sizes: those, and the parameterisation, which goes from one to the next. */
  readonly dream: { readonly picture: OctavePicture; readonly sizes: readonly Size[] } | null;
}

/** The photos that a run may begin with: the one shown, and the person's others. They stay the caller's. */
export interface GivenPhotos {
  readonly picture: tf.Tensor4D | null;
  readonly others: readonly tf.Tensor4D[];
}

/** How the picture is stored and where it begins, as the parameters say. Throws `needs-picture` where one is missing. */
export async function startOf(
  network: Network,
  { picture, others }: GivenPhotos,
  params: ClassVisualisationParams,
  random: Random,
): Promise<VisualisationStart> {
  const { parameterisation, start, startShare, near, octaves, octaveScale, pictures } = params;
  const [height, width] = network.graph.input.size;
  const size = { width, height };
  const needsPhoto = start === 'image' && (parameterisation !== 'maco' || near > 0);
  const photo = needsPhoto ? requirePicture(CLASS_VISUALISATION, picture) : null;
  if (isDreamt(params)) {
    const sizes = octaveSizes(size, octaves, octaveScale);
    const dreamt = octavePicture(first, sizes);
    // What keeps a picture near the photo is of the photo's size alone.
    return { parameterisation: dreamt, photo: null, dream: { picture: dreamt, sizes } };
  }
  const own = keepsOwnSizes(params)
    ? await ownMagnitudes([requirePicture(CLASS_VISUALISATION, picture), ...others])
    : null;
  const each = Array.from({ length: pictures }, () => one());
  const [only] = each;
  return { parameterisation: pictures === 1 && only ? only : batchOf(each), photo, dream: null };

  function one(): Parameterisation {
    switch (parameterisation) {
      case 'pixels':
        return pixels(() => first());
      case 'fourier':
        return start === 'noise'
          ? fourierPicture(size, { random })
          : fourierPicture(size, { picture: first });
      case 'maco':
        return phasePicture(size, own ?? naturalMagnitudes(size), random);
      default:
        return parameterisation satisfies never;
    }
  }

  /** The first picture, which is the caller's. */
  function first(): tf.Tensor4D {
    if (start === 'grey') return tf.tidy(() => toZScore(tf.fill([1, height, width, 3], 0.5)));
    if (!photo) return noise(network, random);
    if (startShare === 1) return tf.clone(photo);
    return tf.tidy(() => tf.add(tf.mul(photo, startShare), tf.mul(noise(network, random), 1 - startShare)));
  }
}
