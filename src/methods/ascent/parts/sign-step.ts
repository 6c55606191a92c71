import { largestOf } from '../../../networks/kernels/normalised-step/normalised-step';
import { signsInGreyLevels } from '../../../networks/kernels/picture/pixel-ball';
import type { Slope, Stride } from '../ascent';

/** Every colour value goes up the slope by `stepSize` grey levels, and down it where that is negative; none where the slope is 0. */
export function signStep(stepSize: number): (slope: Slope) => Required<Pick<Stride, 'move' | 'peak'>> {
  return (slope) => {
    const gradient = slope.times(slope.scale);
    return { move: signsInGreyLevels(gradient, stepSize), peak: largestOf(gradient) };
  };
}
