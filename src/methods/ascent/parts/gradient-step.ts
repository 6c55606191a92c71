import type { Optimiser } from '../ascent';

/** Plain gradient ascent: `stepSize` times the slope. */
export function gradientStep(stepSize: number): Optimiser {
  return (slope) => ({ move: slope.times(stepSize) });
}
