import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { NodeOf, Pair } from '../../../../../src/networks/graph/graph';
import { OPS } from '../../../../../src/networks/ops/index';
import { gaveWay } from '../../../../../testing/gave-way';
import { worthTiling } from '../../../../../src/networks/kernels/grouped-convolution/grouped-kernel-wasm';
import type { FusedActivation } from '../../../../../src/networks/kernels/fused-activation';
import { useBackend } from '../../../../../testing/backends';
import { generator } from '../../../../../testing/small-generator';
import { contextOf } from '../../ops/op-harness';

interface Case {
  readonly node: NodeOf<'conv2d'>;
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly taps: Pair;
}

const pair = (most: number): fc.Arbitrary<Pair> =>
  fc.tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }));
const pad = fc.integer({ min: 0, max: 3 });

/** Any strides with any dilations, which the ops refuse together: the kernel takes them. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    batch: fc.integer({ min: 1, max: 3 }),
    height: fc.integer({ min: 9, max: 17 }),
    width: fc.integer({ min: 9, max: 17 }),
    groups: fc.constantFrom(2, 3, 4, 5, 7, 8),
    inputs: fc.constantFrom(1, 2, 3, 4, 5, 8, 12, 16, 17),
    outputs: fc.constantFrom(1, 2, 3, 4, 5, 6, 8, 11, 12, 16, 20),
    taps: fc.oneof(pair(4), fc.constant<Pair>([3, 3]), fc.constant<Pair>([1, 1])),
    strides: fc.oneof(pair(3), fc.constant<Pair>([1, 1]), fc.constant<Pair>([2, 2])),
    dilations: fc.oneof(pair(2), fc.constant<Pair>([1, 1])),
    padding: fc.tuple(pad, pad, pad, pad),
    biased: fc.boolean(),
  })
  .map(({ groups, strides, dilations, padding, biased, ...rest }) => ({
    ...rest,
    node: {
      ...{ id: 'n', inputs: ['x'], op: 'conv2d', kernel: 'k' },
      ...{ groups, strides, dilations, padding },
      ...(biased && { bias: 'b' }),
    },
  }));

/** Those of Winograd's tiles. */
const tiled: fc.Arbitrary<Case> = fc
  .tuple(cases, fc.constantFrom(16, 20), fc.constantFrom(16, 20, 24))
  .map(([c, inputs, outputs]) => ({
    ...{ ...c, inputs, outputs, taps: [3, 3] },
    node: { ...c.node, strides: [1, 1], dilations: [1, 1] },
  }));

function numbers(length: number, seed: number): Float32Array {
  const random = generator(seed);
  return Float32Array.from({ length }, () => 2 * random() - 1);
}

/** Every product of a convolution, by the places of its factors and of the sum that it is part of. */
function eachProduct(
  { node, batch, height, width, inputs, outputs, taps }: Case,
  [outHeight, outWidth]: Pair,
  visit: (x: number, w: number, y: number) => void,
): void {
  const { groups, strides, dilations, padding } = node;
  for (let n = 0; n < batch; n++)
    for (let row = 0; row < outHeight; row++)
      for (let column = 0; column < outWidth; column++)
        for (let i = 0; i < taps[0]; i++)
          for (let j = 0; j < taps[1]; j++) {
            const down = row * strides[0] - padding[0] + i * dilations[0];
            const across = column * strides[1] - padding[3] + j * dilations[1];
            if (down < 0 || across < 0 || down >= height || across >= width) continue;
            const from = ((n * height + down) * width + across) * groups * inputs;
            const to = ((n * outHeight + row) * outWidth + column) * groups * outputs;
            for (let g = 0; g < groups; g++)
              for (let c = 0; c < inputs; c++)
                for (let o = 0; o < outputs; o++) {
                  const w = ((i * taps[1] + j) * inputs + c) * groups * outputs + g * outputs + o;
                  visit(from + g * inputs + c, w, to + g * outputs + o);
                }
          }
}

const outSide = (c: Case, side: 0 | 1): number => {
  const { padding, strides, dilations } = c.node;
  const room = side === 0 ? c.height + padding[0] + padding[2] : c.width + padding[1] + padding[3];
  return Math.floor((room - (c.taps[side] - 1) * dilations[side] - 1) / strides[side]) + 1;
};

function worst(got: ArrayLike<number>, wanted: Float64Array): number {
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i]!)), 0) / largest;
}

const clamped = {
  linear: (v: number) => v,
  relu: (v: number) => Math.max(v, 0),
  relu6: (v: number) => Math.min(Math.max(v, 0), 6),
};

function compare(c: Case, activation: FusedActivation): void {
  const { node, batch, height, width, inputs, outputs, taps } = c;
  const out: Pair = [outSide(c, 0), outSide(c, 1)];
  const channels = node.groups * inputs;
  const made = node.groups * outputs;
  const x = numbers(batch * height * width * channels, 1);
  const w = numbers(taps[0] * taps[1] * inputs * made, 2);
  const b = numbers(made, 3);
  const dy = numbers(batch * out[0] * out[1] * made, 4);
  const y = Float64Array.from(dy, (_, i) => (node.bias ? b[i % made]! : 0));
  const dx = new Float64Array(x.length);
  eachProduct(c, out, (from, at, to) => {
    y[to]! += x[from]! * w[at]!;
    dx[from]! += dy[to]! * w[at]!;
  });
  tf.tidy(() => {
    const context = contextOf({ k: tf.tensor(w, [...taps, inputs, made]), b: tf.tensor(b) });
    const map = tf.tensor(x, [batch, height, width, channels]);
    const forward = OPS.conv2d.forward(node, [map], context, activation);
    expect(forward.shape).toEqual([batch, ...out, made]);
    expect(worst(forward.dataSync(), y.map(clamped[activation]))).toBeLessThan(3e-6);
    const [back] = OPS.conv2d.vjp({
      ...{ node, context, relu: 'standard', dy: tf.tensor(dy, [batch, ...out, made]) },
      input: () => map,
      output: () => forward,
    });
    expect(back?.shape).toEqual(map.shape);
    expect(worst(back!.dataSync(), dx)).toBeLessThan(3e-6);
  });
}

describe('a convolution in groups', () => {
  beforeAll(() => useBackend('wasm'));

  it('and its gradient are the sums they stand for, of any shape, padding, stride and dilation', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom<FusedActivation>('linear', 'relu', 'relu6'), (c, activation) => {
        fc.pre(outSide(c, 0) > 0 && outSide(c, 1) > 0);
        compare(c, activation);
      }),
      { numRuns: 90, seed: 2017 },
    );
    fc.assert(
      fc.property(tiled, fc.constantFrom<FusedActivation>('linear', 'relu', 'relu6'), (c, activation) => {
        const { groups, strides, dilations } = c.node;
        const { taps, inputs, outputs } = c;
        const work = { groups, strides, dilations, taps, inputs, outputs, back: false };
        expect(worthTiling(work)).toBe(true);
        compare(c, activation);
      }),
      { numRuns: 25, seed: 2015 },
    );
    expect(tf.getKernel('LucarneGroupedConvolution', 'wasm')).toBeDefined();
    expect(gaveWay(/^grouped/i)).toEqual([]);
  });

  const small: Case = {
    node: {
      ...{ id: 'n', inputs: ['x'], op: 'conv2d', kernel: 'k', bias: 'b' },
      ...{ groups: 3, strides: [2, 2], dilations: [1, 1], padding: [1, 1, 1, 1] },
    },
    ...{ batch: 2, height: 9, width: 10, inputs: 5, outputs: 6, taps: [3, 3] },
  };

  it('leaves nothing behind but what is kept of its kernel', () => {
    const { node, batch, height, width } = small;
    const x = tf.ones([batch, height, width, 15]);
    const dy = tf.ones([batch, 5, 5, 18]);
    const context = contextOf({ k: tf.ones([3, 3, 5, 18]), b: tf.ones([18]) });
    const once = (): void =>
      tf.tidy(() => {
        const y = OPS.conv2d.forward(node, [x], context);
        OPS.conv2d.vjp({ node, context, relu: 'standard', dy, input: () => x, output: () => y });
      });
    const count = () => ({ tensors: tf.memory().numTensors, ids: tf.backend().numDataIds() });
    once();
    const before = count();
    for (let i = 0; i < 3; i++) once();
    expect(count()).toEqual(before);
  });

  it('is computed group by group where there is no room for its kernel, with the same result', () => {
    const { wasm } = tf.backend() as unknown as { wasm: { _malloc: (bytes: number) => number } };
    const malloc = wasm._malloc.bind(wasm);
    const kernelBytes = { forward: 4 * 9 * 5 * 3 * 8, back: 4 * 9 * 6 * 3 * 8 };
    const refused = new Set<number>();
    const spy = vi.spyOn(wasm, '_malloc').mockImplementation((bytes) => {
      if (bytes !== kernelBytes.forward && bytes !== kernelBytes.back) return malloc(bytes);
      refused.add(bytes);
      return 0;
    });
    try {
      compare(small, 'relu6');
    } finally {
      spy.mockRestore();
    }
    expect(refused.size).toBe(2);
  });
});
