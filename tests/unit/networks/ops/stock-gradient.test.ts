// The whole of TF.js, for its registered gradients.
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillMissingKernels } from '../../../../src/engine/worker/backends/missing-kernels';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Padding } from '../../../../src/networks/graph/graph';
import { useBackend } from '../../../../testing/backends';
import { cosine, type OpNode, randomTensor, spacedValues, vjp } from './op-harness';
import { networkPlan, randomNetwork } from './random-network';
import { stockForward } from './stock-network';

const side = fc.integer({ min: 5, max: 9 });
const pad = fc.integer({ min: 0, max: 2 });
const shape = fc.record({
  height: side,
  width: side,
  kernel: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  stride: fc.integer({ min: 1, max: 3 }),
  padding: fc.tuple(pad, pad, pad, pad),
  batch: fc.integer({ min: 1, max: 2 }),
});

/** The stock gradient of the same forward over an input padded by hand, which needs no explicit padding. */
function stock(
  x: tf.Tensor4D,
  [top, right, bottom, left]: Padding,
  fill: number,
  f: (x: tf.Tensor4D) => tf.Tensor,
  dy: tf.Tensor,
) {
  const padded = (value: tf.Tensor) =>
    tf.pad(
      value,
      [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ],
      fill,
    ) as tf.Tensor4D;
  return tf.grad((value) => tf.sum(tf.mul(f(padded(value)), dy)))(x);
}

describe.each(['cpu', 'wasm'] as const)("gradients against TF.js's own on %s", (backend) => {
  beforeAll(() => useBackend(backend));

  it('convolutions of any shape, stride and padding', () => {
    fc.assert(
      fc.property(shape, ({ height, width, kernel, stride, padding, batch }) => {
        tf.tidy(() => {
          const x = randomTensor([batch, height, width, 3], 1) as tf.Tensor4D;
          const k = randomTensor([...kernel, 3, 4], 2) as tf.Tensor4D;
          const node: OpNode = {
            id: 'n',
            inputs: ['x'],
            op: 'conv2d',
            kernel: 'k',
            strides: [stride, stride],
            padding,
            dilations: [1, 1],
            groups: 1,
          };
          const f = (value: tf.Tensor4D) => tf.conv2d(value, k, stride, 'valid');
          const dy = randomTensor(outputShape(f, x, padding), 3);
          const [own] = vjp(node, [x], dy, { k });
          expectSame(own as tf.Tensor, stock(x, padding, 0, f, dy));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('whole random networks, to 1e-4 of the largest value', async () => {
    // What the stock gradients ask of WASM and it lacks.
    await fillMissingKernels(backend, [tf.DepthwiseConv2dNativeBackpropInput, tf.AvgPoolGrad, tf.Step]);
    let alive = 0;
    fc.assert(
      fc.property(networkPlan, (plan) => {
        const imported = randomNetwork(plan);
        const { graph, weights } = imported;
        tf.tidy(() => {
          const x = randomTensor([2, ...graph.input.size, 3], plan.seed) as tf.Tensor4D;
          const dy = randomTensor([2, graph.classes.length], plan.seed + 1);
          const network = createNetwork(graph, weights);
          const trace = network.forward(x);
          const own = network.backward(trace, new Map([[graph.logits, dy]])).input;
          const expected = tf.grad((value) =>
            tf.sum(tf.mul(stockForward(imported, value as tf.Tensor4D), dy)),
          )(x);
          const [ours, theirs] = [own.dataSync<'float32'>(), expected.dataSync<'float32'>()];
          const largest = theirs.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
          const worst = theirs.reduce((most, value, i) => Math.max(most, Math.abs(value - ours[i]!)), 0);
          network.dispose();
          if (largest > 0) alive++;
          expect(worst).toBeLessThanOrEqual(1e-4 * largest);
        });
      }),
      { numRuns: 100, seed: 2013 },
    );
    // Rectifiers shut some of them off altogether.
    expect(alive).toBeGreaterThan(80);
  });

  // Positive values only: the stock WASM kernel loses the gradient of windows whose maximum is negative.
  it('max pools of any shape, stride and padding smaller than the window', () => {
    fc.assert(
      fc.property(shape, ({ height, width, kernel, stride, padding, batch }) => {
        const fits: Padding = [
          Math.min(padding[0], kernel[0] - 1),
          Math.min(padding[1], kernel[1] - 1),
          Math.min(padding[2], kernel[0] - 1),
          Math.min(padding[3], kernel[1] - 1),
        ];
        tf.tidy(() => {
          const values = spacedValues(batch * height * width * 2, 4).map((value) => value + 20);
          const x = tf.tensor4d(values, [batch, height, width, 2]);
          const node: OpNode = {
            id: 'n',
            inputs: ['x'],
            op: 'maxPool',
            size: kernel,
            strides: [stride, stride],
            padding: fits,
          };
          const f = (value: tf.Tensor4D) => tf.maxPool(value, kernel, stride, 'valid');
          const dy = randomTensor(outputShape(f, x, fits), 5);
          const [own] = vjp(node, [x], dy);
          expectSame(own as tf.Tensor, stock(x, fits, -1e9, f, dy));
        });
      }),
      { numRuns: 60 },
    );
  });
});

function outputShape(
  f: (x: tf.Tensor4D) => tf.Tensor,
  x: tf.Tensor4D,
  [top, right, bottom, left]: Padding,
): number[] {
  const [n, height, width, channels] = x.shape;
  return f(tf.zeros([n, height + top + bottom, width + left + right, channels])).shape;
}

function expectSame(own: tf.Tensor, expected: tf.Tensor): void {
  expect(own.shape).toEqual(expected.shape);
  const [a, b] = [own.dataSync(), expected.dataSync()];
  expect(cosine(a, b)).toBeGreaterThan(0.99999);
  const largest = Math.max(...Array.from(b, Math.abs), 1);
  a.forEach((value, i) => expect(Math.abs(value - (b[i] as number))).toBeLessThan(1e-4 * largest));
}
