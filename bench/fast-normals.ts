import { createRandom } from '../src/core/random/seeded-random';

const TABLE = 2 ** 16;
const BLOCK = 2 ** 20;

/**
 * A source of seeded, normally distributed float32 numbers, hundreds of millions of them in seconds: each is one of 65,536
 * drawn beforehand. It gives the bytes of `count` numbers in parts that are good only until the next.
 */
export function fastNormals(seed: number): (count: number, deviation: number) => Generator<Uint8Array> {
  const table = Float32Array.from(createRandom(seed).normals(TABLE));
  const block = new Float32Array(BLOCK);
  let state = seed | 1;
  return function* (count, deviation) {
    for (let left = count; left > 0; left -= BLOCK) {
      const length = Math.min(left, BLOCK);
      for (let i = 0; i < length; i++) {
        // Marsaglia's xorshift32.
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        block[i] = deviation * (table[(state >>> 8) & (TABLE - 1)] as number);
      }
      yield new Uint8Array(block.buffer, 0, 4 * length);
    }
  };
}
