import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { importOnnx } from '../../../../../src/networks/importers/onnx/onnx';
import { withoutQuantisedNodes } from '../../../../../src/networks/importers/onnx/onnx-quantised-nodes';
import { activate, activationGradient } from '../../../../../src/networks/kernels/activation/activation';
import { useBackend } from '../../../../../testing/backends';
import { bytesOf, floatsOf, goldenCases, type OnnxCase, worstDifference } from '../golden-cases';

const golden = goldenCases<OnnxCase & { readonly exact: string }>('quantised.json');
const CASES = golden.cases.map((one) => [one.name, one] as const);

describe.each(['cpu', 'wasm'] as const)('quantised ONNX files on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(CASES)('%s gives ONNX Runtime’s own rounded numbers', (_name, one) => {
    const network = importOnnx(bytesOf(one.onnx), { preprocessing: 'torch' });
    expect(worstDifference(network, one, golden, 'NCHW')).toBeLessThan(1e-5);
    // Without rounding they would be others.
    const [rounded, exact] = [floatsOf(one.output.values), floatsOf(one.exact)];
    expect(Math.max(...rounded.map((value, i) => Math.abs(value - (exact[i] ?? 0))))).toBeGreaterThan(1e-3);
  });

  it.each(CASES)('%s has a gradient, through the rounding, and says so', (_name, one) => {
    const { graph, weights } = importOnnx(bytesOf(one.onnx), { preprocessing: 'torch' });
    expect(graph.notes?.map(String).join() ?? '').not.toBe('');
    const network = createNetwork(graph, weights);
    const values = tf.tidy(() => {
      const planes = tf.tensor4d(floatsOf(golden.inputs[one.input] ?? ''), [1, 3, 16, 16]);
      const x = tf.transpose(planes, [0, 2, 3, 1]);
      const dy = tf.tensor2d([[0, 1, 0, 0, 0]]);
      const { input } = network.backward(network.forward(x), new Map([[graph.logits, dy]]));
      return input.dataSync();
    });
    network.dispose();
    expect(values.some((value) => value !== 0)).toBe(true);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it('values are rounded to whole steps, halves to the even one, and gradients pass', () => {
    const steps = { function: 'steps', alpha: 0.5 } as const;
    const [y, dx] = tf.tidy(() => {
      const x = tf.tensor1d([-0.8, 0.1, 0.25, 0.75, 1.3]);
      return [
        [...activate(x, steps).dataSync()],
        [...activationGradient(tf.tensor1d([1, -2, 3, 4, 5]), x, steps).dataSync()],
      ];
    });
    expect(y.map((value) => value + 0)).toEqual([-1, 0, 0, 1, 1.5]);
    expect(dx).toEqual([1, -2, 3, 4, 5]);
  });

  it('a bias in whole numbers is in steps of the two scales’ product', () => {
    const inputs = ['x', 'xs', 'xz', 'w', 'ws', 'wz', 'ys', 'yz', 'b'];
    const node = { name: 'q', op: 'QLinearConv', domain: '', inputs, outputs: ['y'], attributes: new Map() };
    const written = withoutQuantisedNodes([node]).map(({ op, inputs: reads }) => [op, ...reads]);
    expect(written).toContainEqual(['Mul', 'xs', 'ws']);
    expect(written.map(([op]) => op)).toEqual([
      ...['DequantizeLinear', 'DequantizeLinear', 'Mul', 'DequantizeLinear', 'Conv', 'QuantizeLinear'],
    ]);
  });
});
