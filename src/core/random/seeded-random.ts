import type { Random } from './random';

const WARM_UP_ROUNDS = 15;
const RANGE = 2 ** 32;

/** The radius and the angle of a pair of normals (Box-Muller), of two integers of 32 bits. */
const radiusOf = (integer: number): number => Math.sqrt(-2 * Math.log(1 - integer / RANGE));
const angleOf = (integer: number): number => 2 * Math.PI * (integer / RANGE);

/** The two standard normals that the integers of a pair give. */
export function normalPair(first: number, second: number): readonly [number, number] {
  const radius = radiusOf(first);
  const angle = angleOf(second);
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/**
 * A random source whose whole sequence follows from `seed` (an integer in 0..2^32-1): sfc32 ("small fast counter",
 * C. Doty-Humphrey, PractRand), 128 bits of state. Integers and uniforms are exact on every machine; normals (Box-Muller)
 * lean on the platform's `Math.log` and `Math.cos`, equal after rounding to float32.
 */
export function createRandom(seed: number): Random {
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x243f6a88;
  let counter = 1;
  let spare: number | null = null;

  const next = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) next();

  const uniform = (): number => next() / RANGE;
  const normal = (): number => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const [value, other] = normalPair(next(), next());
    spare = other;
    return value;
  };

  const fillNormals = (values: Float32Array): void => {
    let i = 0;
    if (spare !== null && values.length > 0) values[i++] = normal();
    // As `next` and `normalPair`, with the state in variables of this call's own: a picture's worth takes a third of the time.
    let [p, q, r, s] = [a, b, c, counter];
    for (; i + 1 < values.length; i += 2) {
      const first = (p + q + s) | 0;
      s = (s + 1) | 0;
      p = q ^ (q >>> 9);
      q = (r + (r << 3)) | 0;
      r = (((r << 21) | (r >>> 11)) + first) | 0;
      const second = (p + q + s) | 0;
      s = (s + 1) | 0;
      p = q ^ (q >>> 9);
      q = (r + (r << 3)) | 0;
      r = (((r << 21) | (r >>> 11)) + second) | 0;
      const radius = radiusOf(first >>> 0);
      const angle = angleOf(second >>> 0);
      values[i] = radius * Math.cos(angle);
      values[i + 1] = radius * Math.sin(angle);
    }
    [a, b, c, counter] = [p, q, r, s];
    if (i < values.length) values[i] = normal();
  };

  return {
    uniform,
    integer: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    normal,
    normals(length) {
      const values = new Float32Array(length);
      fillNormals(values);
      return values;
    },
    fillNormals,
    state: () => ({ words: [a >>> 0, b >>> 0, c >>> 0, counter >>> 0], spare }),
    goOnFrom(state) {
      [a, b, c, counter] = state.words.map((word) => word | 0) as [number, number, number, number];
      spare = state.spare;
    },
  };
}
