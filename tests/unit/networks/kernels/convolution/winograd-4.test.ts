import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Padding } from '../../../../../src/networks/graph/graph';
import { convolution, type Filter } from '../../../../../src/networks/kernels/convolution/convolution';
import { algorithmFor } from '../../../../../src/networks/kernels/convolution/convolution-algorithm';
import { useBackend } from '../../../../../testing/backends';
import { randomTensor } from '../../ops/op-harness';

const ONE = [1, 1] as const;

/** Of so many pixels the last is computed: enough to meet every place in a tile. */
const EVERY = 7;

/** A 3x3 convolution of stride 1 in float64, straight from its definition; at some pixels, `NaN` at the others. */
function exact(x: tf.Tensor4D, kernel: tf.Tensor4D, [top, right, bottom, left]: Padding): Float64Array {
  const [batch, height, width, inputs] = x.shape;
  const outputs = kernel.shape[3];
  const [high, wide] = [top + height + bottom - 2, left + width + right - 2];
  const [from, w] = [x.dataSync<'float32'>(), kernel.dataSync<'float32'>()];
  const y = new Float64Array(batch * high * wide * outputs).fill(NaN);
  for (let pixel = EVERY - 1; pixel < batch * high * wide; pixel += EVERY) {
    y.fill(0, pixel * outputs, (pixel + 1) * outputs);
    const [n, row, column] = [
      Math.floor(pixel / (high * wide)),
      Math.floor(pixel / wide) % high,
      pixel % wide,
    ];
    for (let tap = 0; tap < 9; tap++) {
      const [v, u] = [row - top + Math.floor(tap / 3), column - left + (tap % 3)];
      if (v < 0 || v >= height || u < 0 || u >= width) continue;
      for (let i = 0; i < inputs; i++) {
        const value = from[((n * height + v) * width + u) * inputs + i]!;
        for (let o = 0; o < outputs; o++)
          y[pixel * outputs + o]! += value * w[(tap * inputs + i) * outputs + o]!;
      }
    }
  }
  return y;
}

const side = fc.integer({ min: 5, max: 30 });
const pad = fc.constantFrom(0, 1, 1, 2);

describe('Winograd’s tiles of four by four', () => {
  beforeAll(() => useBackend('wasm'));

  it('give a convolution as exactly as float32 can, whatever stands over the borders', () => {
    let times = 0;
    const geometry = fc.record({
      batch: fc.integer({ min: 1, max: 3 }),
      height: side,
      width: side,
      inputs: fc.constantFrom(16, 20, 36),
      outputs: fc.integer({ min: 8, max: 21 }),
      padding: fc.tuple(pad, pad, pad, pad),
    });
    fc.assert(
      fc.property(geometry, ({ batch, height, width, inputs, outputs, padding }) => {
        const shape = [3, 3, inputs, outputs] as const;
        const options = { strides: ONE, dilations: ONE, padding, backward: true };
        fc.pre(algorithmFor([batch, height, width, inputs], shape, options) === 'winograd4');
        times++;
        tf.tidy(() => {
          const x = randomTensor([batch, height, width, inputs], times) as tf.Tensor4D;
          const kernel = randomTensor([...shape], times + 1) as tf.Tensor4D;
          expectClose(x, kernel, padding);
        });
      }),
      { numRuns: 40, seed: 1509 },
    );
    expect(times).toBe(40);
  });

  // From 2 ** 16 pairs of channels on the tiles are transformed first, and the kernel panel by panel.
  it('give it by a large kernel too', () => {
    tf.tidy(() => {
      const x = randomTensor([1, 17, 18, 264], 1) as tf.Tensor4D;
      const kernel = randomTensor([3, 3, 264, 254], 2) as tf.Tensor4D;
      expect(
        algorithmFor(x.shape, kernel.shape, { strides: ONE, dilations: ONE, padding: [1, 1, 0, 1] }),
      ).toBe('winograd4');
      expectClose(x, kernel, [1, 1, 0, 1]);
    });
  });

  it('are not taken where a max pool may have to find equal values, that pixels equal among others make', () => {
    tf.tidy(() => {
      const kernel = randomTensor([3, 3, 16, 8], 1) as tf.Tensor4D;
      const flat = tf.tile(randomTensor([1, 1, 1, 16], 2), [1, 4, 4, 1]);
      for (const [row, column] of [
        [0, 4],
        [2, 2],
        [6, 10],
      ] as const) {
        const around = [
          [0, 0],
          [row, 20 - row],
          [column, 20 - column],
          [0, 0],
        ] as [number, number][];
        const x = tf.where(
          tf.cast(tf.pad(tf.onesLike(flat), around), 'bool'),
          tf.pad(flat, around),
          randomTensor([1, 24, 24, 16], 3),
        );
        const y = convolved(x as tf.Tensor4D, kernel, [0, 0, 0, 0], false);
        const pool = tf.slice(y, [0, row, column, 0], [1, 2, 2, 8]);
        expect(tf.max(tf.sub(tf.max(pool, [1, 2]), tf.min(pool, [1, 2]))).dataSync()[0]).toBe(0);
      }
    });
  });

  it('leave a small map to tiles of two by two, and what suits neither to neither', () => {
    const of = (size: number, inputs: number, backward = true, stride = 1): string =>
      algorithmFor([1, size, size, inputs], [3, 3, inputs, 64], {
        strides: [stride, stride],
        dilations: ONE,
        padding: [1, 1, 1, 1],
        backward,
      });
    expect([of(224, 64), of(28, 512), of(28, 512, false)]).toEqual(Array(3).fill('winograd4'));
    expect([of(13, 64), of(14, 512), of(56, 128, false)]).toEqual(Array(3).fill('winograd2'));
    expect([of(56, 3), of(56, 18), of(56, 64, true, 2)]).toEqual(Array(3).fill('direct'));
  });
});

function convolved(x: tf.Tensor4D, kernel: tf.Tensor4D, padding: Padding, backward = true): tf.Tensor4D {
  const filter: Filter = {
    shape: kernel.shape,
    plain: () => kernel,
    source: () => kernel,
    keep: (_, make) => make(),
  };
  const options = { strides: ONE, dilations: ONE, padding, activation: 'linear', backward } as const;
  if (backward) expect(algorithmFor(x.shape, kernel.shape, options)).toBe('winograd4');
  return convolution(x, filter, options);
}

function expectClose(x: tf.Tensor4D, kernel: tf.Tensor4D, padding: Padding): void {
  const got = convolved(x, kernel, padding).dataSync<'float32'>();
  const wanted = exact(x, kernel, padding);
  const known = [...wanted.keys()].filter((i) => !Number.isNaN(wanted[i]));
  const largest = known.reduce((most, i) => Math.max(most, Math.abs(wanted[i]!)), 0);
  const worst = known.reduce((most, i) => Math.max(most, Math.abs(wanted[i]! - got[i]!)), 0);
  expect(got).toHaveLength(wanted.length);
  expect(worst / largest).toBeLessThan(5e-6);
}
