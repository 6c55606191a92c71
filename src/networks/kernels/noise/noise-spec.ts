import type { Random } from '../../../core/random/random';

/** Noise to be drawn. */
export interface NoiseSpec {
  readonly random: Random;
  /** Its standard deviation. */
  readonly sigma: number;
  /** How many copies are wanted, and of how many of them the noise is drawn: the rest are the picture itself. */
  readonly batch: number;
  readonly rows: number;
}
