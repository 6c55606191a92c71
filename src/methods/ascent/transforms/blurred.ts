import { gaussianTaps } from '../../../core/pictures/gaussian-taps';
import type { Size } from '../../../core/pictures/size';
import type { Transform } from '../ascent';
import { type AxisMatrix, axisMatrix, separable } from './separable';

/** The picture blurred by a Gaussian of `sigma` pixels, the edge mirrored beyond the border. */
export function blurred({ width, height }: Size, sigma: number): Transform {
  return separable(axis(height, sigma), axis(width, sigma));
}

function axis(length: number, sigma: number): AxisMatrix {
  const taps = gaussianTaps(sigma, length);
  const radius = (taps.length - 1) / 2;
  return axisMatrix(length, length, (place, add) => {
    for (const [i, share] of taps.entries()) add(mirrored(place + i - radius, length), share);
  });
}

/** A place up to one length beyond the border, mirrored back, the edge itself told twice. */
function mirrored(place: number, length: number): number {
  if (place < 0) return -1 - place;
  return place < length ? place : 2 * length - 1 - place;
}
