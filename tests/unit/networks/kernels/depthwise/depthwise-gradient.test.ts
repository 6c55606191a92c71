import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import type { Padding, Pair } from '../../../../../src/networks/graph/graph';
import { depthwiseGradient } from '../../../../../src/networks/kernels/depthwise/depthwise-gradient';
import { depthwiseGradientModule } from '../../../../../src/networks/kernels/depthwise/depthwise-gradient-wasm-code';
import { assignThreadPool } from '../../../../../src/networks/kernels/threads/thread-pool';
import { useBackend } from '../../../../../testing/backends';
import { toyPool } from '../threads/toy-pool';

interface Case {
  readonly shape: [number, number, number, number];
  readonly taps: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilations: Pair;
}

const CASES: readonly [name: string, Case][] = [
  [
    'of stride 2',
    { shape: [2, 9, 8, 20], taps: [3, 3], strides: [2, 2], padding: [0, 1, 1, 0], dilations: [1, 1] },
  ],
  [
    'of odd channels',
    { shape: [1, 7, 7, 19], taps: [3, 3], strides: [2, 2], padding: [1, 1, 1, 1], dilations: [1, 1] },
  ],
  [
    'of few channels',
    { shape: [1, 6, 9, 3], taps: [5, 3], strides: [3, 3], padding: [2, 1, 2, 1], dilations: [1, 1] },
  ],
  [
    'that skips pixels',
    { shape: [1, 8, 8, 16], taps: [1, 1], strides: [2, 2], padding: [0, 0, 0, 0], dilations: [1, 1] },
  ],
  [
    'dilated',
    { shape: [1, 11, 10, 17], taps: [3, 3], strides: [2, 2], padding: [2, 2, 2, 2], dilations: [2, 3] },
  ],
  [
    'of unequal strides',
    { shape: [1, 9, 9, 4], taps: [3, 3], strides: [1, 2], padding: [1, 1, 1, 1], dilations: [1, 1] },
  ],
];

/** Sums what every output sends back, output by output. */
function sentBack(
  dy: Float32Array,
  rows: number,
  columns: number,
  kernel: Float32Array,
  { shape, taps, strides, padding, dilations }: Case,
): Float64Array {
  const [batch, height, width, channels] = shape;
  const dx = new Float64Array(batch * height * width * channels);
  for (let i = 0; i < dy.length; i++) {
    const c = i % channels;
    const column = Math.floor(i / channels) % columns;
    const row = Math.floor(i / channels / columns) % rows;
    const picture = Math.floor(i / channels / columns / rows);
    for (let tap = 0; tap < taps[0] * taps[1]; tap++) {
      const v = row * strides[0] - padding[0] + Math.floor(tap / taps[1]) * dilations[0];
      const u = column * strides[1] - padding[3] + (tap % taps[1]) * dilations[1];
      if (v < 0 || u < 0 || v >= height || u >= width) continue;
      dx[((picture * height + v) * width + u) * channels + c]! += dy[i]! * kernel[tap * channels + c]!;
    }
  }
  return dx;
}

describe('the gradient of a depthwise convolution on WASM', () => {
  beforeAll(() => useBackend('wasm'));

  const compare = async (work: Case): Promise<void> => {
    const { shape, taps, strides, padding, dilations } = work;
    const [batch, height, width, channels] = shape;
    const side = (size: number, before: number, after: number, i: 0 | 1): number =>
      Math.floor((before + size + after - dilations[i] * (taps[i] - 1) - 1) / strides[i]) + 1;
    const rows = side(height, padding[0], padding[2], 0);
    const columns = side(width, padding[3], padding[1], 1);
    const random = createRandom(3);
    const dy = tf.tensor4d(random.normals(batch * rows * columns * channels), [
      batch,
      rows,
      columns,
      channels,
    ]);
    const kernel = tf.tensor4d(random.normals(taps[0] * taps[1] * channels), [...taps, channels, 1]);
    const back = depthwiseGradient(dy, kernel, { shape, strides, padding, dilations })!;
    expect(back.shape).toEqual(shape);
    const wanted = sentBack(
      (await dy.data()) as Float32Array,
      rows,
      columns,
      (await kernel.data()) as Float32Array,
      work,
    );
    const found = await back.data();
    let apart = 0;
    found.forEach((value, i) => (apart = Math.max(apart, Math.abs(value - wanted[i]!))));
    expect(apart).toBeLessThan(1e-5);
    tf.dispose([dy, kernel, back]);
  };

  it.each(CASES)('%s is what every output sends back', (_, work) => compare(work));

  it('is the same where threads share its rows', async () => {
    const backend = tf.backend();
    assignThreadPool(backend, toyPool(depthwiseGradientModule(backend)!.kernels, 3));
    onTestFinished(() => assignThreadPool(backend, null));
    await compare({ ...CASES[0]![1], shape: [2, 41, 43, 40] });
  });
});
