import type { Random } from '../random/random';

/** How noise is drawn: each colour value by itself, evenly from −1 to 1 or from a standard normal distribution. */
export type NoiseKind = 'uniform' | 'gaussian';

/** One value of noise of strength 1. */
export const NOISE_DRAWS: Readonly<Record<NoiseKind, (random: Random) => number>> = {
  uniform: (random) => 2 * random.uniform() - 1,
  gaussian: (random) => random.normal(),
};

/** RGBA bytes with noise of a strength in grey levels on every colour value, rounded and kept within 0..255. */
export function withNoise(
  data: Uint8ClampedArray,
  kind: NoiseKind,
  strength: number,
  random: Random,
): Uint8ClampedArray<ArrayBuffer> {
  const draw = NOISE_DRAWS[kind];
  const noisy = new Uint8ClampedArray(data);
  for (let i = 0; i < noisy.length; i++)
    if (i % 4 !== 3) noisy[i] = Math.floor((data[i] as number) + strength * draw(random) + 0.5);
  return noisy;
}
