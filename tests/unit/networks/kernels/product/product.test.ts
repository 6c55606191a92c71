import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import { gaveWay } from '../../../../../testing/gave-way';
import { product } from '../../../../../src/networks/kernels/product/product';
import { productModule } from '../../../../../src/networks/kernels/product/product-wasm-code';
import { assignThreadPool } from '../../../../../src/networks/kernels/threads/thread-pool';
import { useBackend } from '../../../../../testing/backends';
import { toyPool } from '../threads/toy-pool';

interface Sides {
  readonly many: number;
  readonly m: number;
  readonly k: number;
  readonly p: number;
  readonly turned: readonly [boolean, boolean];
}

const side = fc.integer({ min: 1, max: 19 });
const sides = fc.record({
  many: fc.integer({ min: 1, max: 4 }),
  m: side,
  k: side,
  p: side,
  turned: fc.tuple(fc.boolean(), fc.boolean()),
});

/** Small whole numbers, whose sums are exact in whatever order. */
function whole(length: number, seed: number): Float32Array {
  return createRandom(seed)
    .normals(length)
    .map((value) => Math.round(2 * value));
}

function compare({ many, m, k, p, turned }: Sides): void {
  const [a, b] = [whole(many * m * k, 1), whole(many * k * p, 2)];
  const wanted = new Float32Array(many * m * p);
  for (let at = 0; at < wanted.length; at++) {
    const [n, row, column] = [Math.floor(at / m / p), Math.floor(at / p) % m, at % p];
    for (let i = 0; i < k; i++) {
      const x = a[n * m * k + (turned[0] ? i * m + row : row * k + i)]!;
      wanted[at]! += x * b[n * k * p + (turned[1] ? column * k + i : i * p + column)]!;
    }
  }
  const got = tf.tidy(() => {
    const left = tf.tensor3d(a, turned[0] ? [many, k, m] : [many, m, k]);
    const right = tf.tensor3d(b, turned[1] ? [many, p, k] : [many, k, p]);
    const made = product(left, right, turned);
    expect(made.shape).toEqual([many, m, p]);
    return made.dataSync();
  });
  expect(got.map((value) => value + 0)).toEqual(wanted.map((value) => value + 0));
}

describe('products of many matrices on WASM', () => {
  beforeAll(() => useBackend('wasm'));

  it('are sums of products, whichever way the factors lie', () => {
    fc.assert(fc.property(sides, compare), { numRuns: 150, seed: 5 });
    expect(gaveWay(/^product$/i)).toEqual([]);
  });

  it('are the same where threads share them', () => {
    const backend = tf.backend();
    assignThreadPool(backend, toyPool(productModule(backend)!.kernels, 3));
    onTestFinished(() => assignThreadPool(backend, null));
    compare({ many: 6, m: 83, k: 59, p: 61, turned: [true, true] });
    compare({ many: 5, m: 101, k: 64, p: 70, turned: [false, false] });
  });
});
