import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Padding, Pair } from '../../../../../src/networks/graph/graph';
import { convolution, type Filter } from '../../../../../src/networks/kernels/convolution/convolution';
import { algorithmFor } from '../../../../../src/networks/kernels/convolution/convolution-algorithm';
import { opOf } from '../../../../../src/networks/ops/index';
import { explicitPadding } from '../../../../../src/networks/kernels/explicit-padding';
import type { FusedActivation } from '../../../../../src/networks/kernels/fused-activation';
import { useBackend } from '../../../../../testing/backends';
import { contextOf, type OpNode, randomTensor } from '../../ops/op-harness';

const side = fc.integer({ min: 1, max: 3 });
const pair: fc.Arbitrary<Pair> = fc.tuple(side, side);
const pad = fc.integer({ min: 0, max: 3 });
interface Window {
  readonly taps: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
}

const geometry = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 7, max: 19 }),
  width: fc.integer({ min: 7, max: 19 }),
  inputs: fc.constantFrom(1, 3, 5, 16, 20, 32),
  // Whole panels of eight, and parts of one.
  outputs: fc.integer({ min: 1, max: 21 }),
  padding: fc.tuple(pad, pad, pad, pad),
  activation: fc.constantFrom<FusedActivation>('linear', 'relu', 'relu6'),
  biased: fc.boolean(),
  backward: fc.boolean(),
  window: fc.oneof(
    fc.record<Window>({ taps: pair, strides: pair, dilations: pair }),
    fc.constant<Window>({ taps: [3, 3], strides: [1, 1], dilations: [1, 1] }),
  ),
});

/** A filter that keeps what is made of it as long as the `tidy` around it lasts. */
function filterOf(kernel: tf.Tensor4D, bias: tf.Tensor1D | null): Filter {
  const made = new Map<string, tf.Tensor>();
  return {
    shape: kernel.shape,
    plain: () => kernel,
    source: () => kernel,
    keep(form, make) {
      const tensor = made.get(form) ?? make();
      made.set(form, tensor);
      return tensor;
    },
    ...(bias && { bias: { name: 'b', plain: () => bias } }),
  };
}

describe("convolutions on WASM's heap", () => {
  beforeAll(() => useBackend('wasm'));

  it('are the stock ones, of any shape, padding, stride, dilation and activation', () => {
    const times = { direct: 0, winograd2: 0, winograd4: 0 };
    fc.assert(
      fc.property(
        geometry,
        ({ window, batch, height, width, inputs, outputs, biased, backward, ...rest }) => {
          const { taps, strides, dilations } = window;
          // The stock kernel takes one of the two.
          fc.pre(Math.max(...strides) === 1 || Math.max(...dilations) === 1);
          const kernelShape = [...taps, inputs, outputs] as const;
          const options = { ...window, padding: rest.padding, backward };
          times[algorithmFor([batch, height, width, inputs], kernelShape, options)]++;
          tf.tidy(() => {
            const x = randomTensor([batch, height, width, inputs], 1) as tf.Tensor4D;
            const kernel = randomTensor([...taps, inputs, outputs], 2) as tf.Tensor4D;
            const bias = biased ? (randomTensor([outputs], 3) as tf.Tensor1D) : null;
            const { padding, activation } = rest;
            const own = convolution(x, filterOf(kernel, bias), { ...options, activation });
            const stock = tf.fused.conv2d({
              x,
              filter: kernel,
              strides: [...strides],
              pad: explicitPadding(padding as Padding),
              dilations: [...dilations],
              activation,
              ...(bias ? { bias } : {}),
            });
            expect(own.shape).toEqual(stock.shape);
            const [got, wanted] = [own.dataSync<'float32'>(), stock.dataSync<'float32'>()];
            const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
            const worst = wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i]!)), 0);
            // Of the largest as it is after the activation, which may have cut it.
            expect(worst / largest).toBeLessThan(5e-6);
          });
        },
      ),
      { numRuns: 400, seed: 2015 },
    );
    expect(Math.min(...Object.values(times))).toBeGreaterThan(20);
    expect(tf.getKernel('LucarneConvolution', 'wasm')).toBeDefined();
  });

  it('of layers that share a kernel keep each its own bias', () => {
    const node: OpNode = {
      ...{ id: 'n', inputs: ['x'], op: 'conv2d', kernel: 'k', groups: 1 },
      ...{ strides: [1, 1], padding: [0, 0, 0, 0], dilations: [1, 1] },
    };
    tf.tidy(() => {
      const weights = { k: tf.ones([1, 1, 1, 2]), b: tf.tensor1d([1, 2]), c: tf.tensor1d([10, 20]) };
      const context = contextOf(weights);
      const x = tf.zeros([1, 1, 1, 1]);
      const of = (bias: string): number[] =>
        Array.from(
          opOf('conv2d')
            .forward({ ...node, bias }, [x], context)
            .dataSync(),
        );
      expect([of('b'), of('c'), of('b')]).toEqual([
        [1, 2],
        [10, 20],
        [1, 2],
      ]);
    });
  });

  it('leave nothing behind but what they were asked for', () => {
    const x = randomTensor([1, 9, 9, 16], 1) as tf.Tensor4D;
    const kernel = randomTensor([3, 3, 16, 8], 2) as tf.Tensor4D;
    const filter = filterOf(kernel, null);
    const options = {
      strides: [1, 1],
      dilations: [1, 1],
      padding: [1, 1, 1, 1],
      activation: 'relu',
    } as const;
    tf.keep(filter.keep('tiles', () => tf.tidy(() => randomTensor([1, 16, 16, 8], 3))));
    const before = { tensors: tf.memory().numTensors, ids: tf.backend().numDataIds() };
    for (let i = 0; i < 5; i++) convolution(x, filter, options).dispose();
    expect({ tensors: tf.memory().numTensors, ids: tf.backend().numDataIds() }).toEqual(before);
    tf.dispose([x, kernel, filter.keep('tiles', () => x)]);
  });
});
