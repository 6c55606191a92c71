import type { NoiseKind } from '../../core/pictures/noise';
import { GAUSSIAN_NOISE, UNIFORM_NOISE } from '../adversarial/search/noise.params';

/** The noise that a method adds, and the parameter, by its key, of its strength in grey levels. */
export interface MethodNoise {
  readonly kind: NoiseKind;
  readonly strength: 'strength';
}

/** The noise of a method that does nothing but add it; null for any other. */
export function noiseOf(id: string): MethodNoise | null {
  if (id === UNIFORM_NOISE.id) return { kind: 'uniform', strength: 'strength' };
  return id === GAUSSIAN_NOISE.id ? { kind: 'gaussian', strength: 'strength' } : null;
}
