import { midranks } from '../statistics/rank-correlation';
import { fitColours } from './colour-mixture';

/**
 * How well one number tells two groups apart: the chance that one of `high` is above one of `low`, drawn blindly, ties
 * counting half (the area under the ROC curve). 1 where all are, 0.5 where the number says nothing; both hold at least one.
 */
export function separation(high: ArrayLike<number>, low: ArrayLike<number>): number {
  const both = new Float64Array(high.length + low.length);
  both.set(Float64Array.from(high));
  both.set(Float64Array.from(low), high.length);
  const ranks = midranks(both).subarray(0, high.length);
  const sum = ranks.reduce((total, rank) => total + rank, 0);
  return (sum - (high.length * (high.length - 1)) / 2) / (high.length * low.length);
}

/** More Gaussians than colours grow on: fur and the stones behind it are parted by shades that fewer run together. */
const SHADES = 8;

/** How well the colours of `pixels` (RGBA bytes) part the places `object` from the places `ground`, 0.5 to 1. */
export function colourSeparation(pixels: Uint8ClampedArray, object: Int32Array, ground: Int32Array): number {
  const ofObject = fitColours(pixels, object, SHADES);
  const ofGround = fitColours(pixels, ground, SHADES);
  const oddsAt = (places: Int32Array): Float32Array =>
    Float32Array.from(places, (place) => ofObject.logDensity(place) - ofGround.logDensity(place));
  return separation(oddsAt(object), oddsAt(ground));
}
