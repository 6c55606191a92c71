import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import { gaveWay } from '../../../../../testing/gave-way';
import {
  layerNormalised,
  layerNormGradient,
} from '../../../../../src/networks/kernels/layer-norm/layer-norm';
import { softmax, softmaxGradient } from '../../../../../src/networks/kernels/rows/softmax';
import { rowsModule } from '../../../../../src/networks/kernels/rows/rows-wasm-code';
import { assignThreadPool } from '../../../../../src/networks/kernels/threads/thread-pool';
import { useBackend } from '../../../../../testing/backends';
import { toyPool } from '../threads/toy-pool';

const EPSILON = 1e-5;
const WIDTHS = [1, 2, 3, 4, 5, 7, 8, 49, 192, 197] as const;
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

function plainNorm(x: readonly number[], scale: readonly number[], offset: readonly number[]): number[] {
  const middle = mean(x);
  const deviation = Math.sqrt(mean(x.map((value) => (value - middle) ** 2)) + EPSILON);
  return x.map((value, i) => ((value - middle) / deviation) * scale[i]! + offset[i]!);
}

function plainSoftmax(x: readonly number[]): number[] {
  const most = Math.max(...x);
  const powers = x.map((value) => Math.exp(value - most));
  return powers.map((power) => power / powers.reduce((sum, value) => sum + value, 0));
}

/** Central differences of `Σ dy f(x)` in float64. */
function differences(x: readonly number[], dy: readonly number[], f: (x: readonly number[]) => number[]) {
  const objective = (at: readonly number[]): number => f(at).reduce((sum, v, i) => sum + v * dy[i]!, 0);
  return x.map((_, i) => {
    const moved = (h: number): number => objective(x.map((v, j) => (i === j ? v + h : v)));
    return (moved(1e-5) - moved(-1e-5)) / 2e-5;
  });
}

function expectRows(got: tf.Tensor, wanted: readonly number[][], within: number): void {
  const values = got.dataSync();
  wanted.flat().forEach((right, i) => expect(Math.abs(values[i]! - right)).toBeLessThan(within));
}

describe.each(['wasm', 'cpu'] as const)('kernels of rows on %s', (backend) => {
  beforeAll(() => useBackend(backend));
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  it.each(WIDTHS)('normalise and go back as the formula does, %i wide', (width) => {
    const random = createRandom(width);
    const drawn = (count: number): number[][] =>
      Array.from({ length: count }, () => Array.from(random.normals(width), Math.fround));
    const [x, dy] = [drawn(3), drawn(3)];
    const [scale, offset] = drawn(2);
    x[1] = x[1]!.map((value) => value + 50);
    const made = layerNormalised(tf.tensor2d(x), tf.tensor1d(scale!), tf.tensor1d(offset!), EPSILON);
    expectRows(
      made,
      x.map((row) => plainNorm(row, scale!, offset!)),
      3e-4,
    );
    // Of one value alone nothing is left, and its slope is all rounding.
    if (width === 1) return;
    const back = layerNormGradient(tf.tensor2d(dy), tf.tensor2d(x), tf.tensor1d(scale!), EPSILON);
    const wanted = x.map((row, r) => differences(row, dy[r]!, (at) => plainNorm(at, scale!, offset!)));
    const largest = Math.max(1, ...wanted.flat().map(Math.abs));
    expectRows(back, wanted, 1e-3 * largest);
    expect(gaveWay(/^(rows|softmax|layerNorm)$/i)).toEqual([]);
  });

  it.each(WIDTHS)('softmax and its gradient are those of the formula, %i wide', (width) => {
    const random = createRandom(width + 1);
    const row = (): number[] => Array.from(random.normals(width), (value) => Math.fround(5 * value));
    const [x, dy] = [
      [row(), row().map((value) => value + 90), row().map((value) => value - 90)],
      [row(), row(), row()],
    ];
    const y = softmax(tf.tensor2d(x));
    expectRows(y, x.map(plainSoftmax), 3e-6);
    expectRows(tf.sum(y, -1), [[1, 1, 1]], 1e-5);
    const wanted = x.map((each, r) => differences(each, dy[r]!, plainSoftmax));
    expectRows(softmaxGradient(tf.tensor2d(dy), y), wanted, 2e-5);
  });
});

it('rows are the same where threads share them', async () => {
  await useBackend('wasm');
  const backend = tf.backend();
  const x = tf.tensor2d(createRandom(5).normals(700 * 199), [700, 199]);
  const scale = tf.tensor1d(createRandom(6).normals(199));
  const all = (): unknown[] =>
    [
      layerNormalised(x, scale, scale, EPSILON),
      layerNormGradient(x, x, scale, EPSILON),
      softmax(x),
      softmaxGradient(x, x),
    ].map((tensor) => tensor.dataSync());
  const alone = all();
  assignThreadPool(backend, toyPool(rowsModule(backend)!.kernels, 3));
  onTestFinished(() => assignThreadPool(backend, null));
  expect(all()).toEqual(alone);
});
