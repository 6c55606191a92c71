import type { Random } from './random';

const WARM_UP_ROUNDS = 15;

/** sfc32 ("small fast counter", C. Doty-Humphrey, PractRand): 128 bits of state, uniform 32-bit integers. */
function sfc32(seed: number): () => number {
  let a = seed >>> 0;
  let b = 0x9e3779b9;
  let c = 0x243f6a88;
  let counter = 1;
  const next = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) next();
  return next;
}

/**
 * A random source whose whole sequence follows from `seed` (an integer in 0..2^32-1). Integers and uniforms are exact on
 * every machine; normals (Box-Muller) lean on the platform's `Math.log` and `Math.cos`, equal after rounding to float32.
 */
export function createRandom(seed: number): Random {
  const next = sfc32(seed);
  let spare: number | null = null;

  const uniform = (): number => next() / 2 ** 32;
  const normal = (): number => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };

  return {
    uniform,
    integer: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    normal,
    normals: (length) => Float32Array.from({ length }, normal),
  };
}
