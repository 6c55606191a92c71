import type { Multiple } from '../ascent';

/** Plain gradient ascent: `stepSize` times the slope. */
export function gradientStep(stepSize: number): () => Multiple {
  return () => ({ times: stepSize });
}
