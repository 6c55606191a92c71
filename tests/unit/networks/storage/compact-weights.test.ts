import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random/seeded-random';
import { exportTfjsLayers } from '../../../../src/networks/exporters/tfjs-layers';
import type { WeightArrays } from '../../../../src/networks/graph/graph';
import { importOnnx, importOnnxFile } from '../../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { decodeWeight, encodeWeight } from '../../../../src/networks/storage/weight-storage';
import { onnxFile } from '../../../../testing/onnx-file';

const random = createRandom(3);
/** A convolution, a foldable batch norm and a dense layer after a flattened map: its large weights are over 64 KiB each. */
const file = onnxFile({
  input: [1, 3, 8, 8],
  weights: [
    { name: 'w', dims: [512, 3, 5, 5], values: random.normals(512 * 75) },
    ...['scale', 'offset', 'mean'].map((name) => ({ name, dims: [512], values: random.normals(512) })),
    { name: 'variance', dims: [512], values: random.normals(512).map((value) => value * value + 0.1) },
    { name: 'fc', dims: [6, 512 * 16], values: random.normals(6 * 512 * 16), as: 'float_data' as const },
    { name: 'c', dims: [6], values: random.normals(6) },
  ],
  nodes: [
    { op: 'Conv', inputs: ['x', 'w'], output: 'a' },
    { op: 'BatchNormalization', inputs: ['a', 'scale', 'offset', 'mean', 'variance'], output: 'b' },
    { op: 'Flatten', inputs: ['b'], output: 'f' },
    {
      op: 'Gemm',
      inputs: ['f', 'fc', 'c'],
      output: 'y',
      attributes: { transB: 1, alpha: { float: 0.5 } },
    },
  ],
});

const numbers = (weights: WeightArrays) =>
  [...weights].map(([name, weight]) => [name, weight.shape, [...weight.values]]);

/** A file that counts how many of its bytes have been read. */
function counted(bytes: Uint8Array): { readonly blob: Blob; readonly read: () => number } {
  const inner = new Blob([bytes.slice()]);
  let read = 0;
  const blob = {
    size: inner.size,
    slice: (from: number, to: number) => {
      const part = inner.slice(from, to);
      return {
        arrayBuffer() {
          read += part.size;
          return part.arrayBuffer();
        },
      };
    },
  };
  return { blob: blob as unknown as Blob, read: () => read };
}

describe('reading a large ONNX file part by part', () => {
  it('gives the weights that reading it whole gives', async () => {
    const whole = importOnnx(file);
    const parts = await importOnnxFile(new Blob([file.slice()]));
    expect(parts.graph).toEqual(whole.graph);
    expect(numbers(parts.weights)).toEqual(numbers(whole.weights));
  });

  it('says how far it is, and reads large weights once', async () => {
    const { blob, read } = counted(file);
    const seen: number[] = [];
    await importOnnxFile(blob, {}, (fraction) => seen.push(fraction));
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    // The window over the small parts reads a little beyond them.
    expect(read()).toBeLessThan(3 * file.length);
  });

  it('keeps kernels as asked and biases as they are', async () => {
    const { weights } = await importOnnxFile(new Blob([file.slice()]), { weights: 'uint8' });
    expect([...weights].map(([name, { stored }]) => [name, stored?.dtype])).toEqual([
      ['a/kernel', 'uint8'],
      ['y/kernel', 'uint8'],
      ['y/bias', 'float32'],
      ['a/bias', 'float32'],
    ]);
  });

  it.each([0.2, 0.5, 0.9, 0.999])('refuses a file cut at %d of its length', async (part) => {
    const cut = new Blob([file.slice(0, Math.floor(file.length * part))]);
    await expect(importOnnxFile(cut)).rejects.toMatchObject({
      code: 'unsupported-model',
      message: expect.stringMatching(/Expected a whole ONNX file, got .* bytes: .*early/) as unknown,
    });
  });
});

describe('compact weights', () => {
  it('spreads 256 levels over the range, one of them exactly 0', () => {
    const values = Float32Array.from([-0.3, -0.1, 0, 0.2, 0.7]);
    const stored = encodeWeight(values, 'uint8');
    if (stored.dtype !== 'uint8') throw new Error('expected uint8');
    const decoded = decodeWeight(stored);
    expect(decoded[2]).toBe(0);
    decoded.forEach((value, i) =>
      expect(Math.abs(value - (values[i] ?? 0))).toBeLessThanOrEqual(stored.scale / 2 + 1e-7),
    );
  });

  it.each([[[0, 0, 0]], [[5, 5]], [[-2, -1]], [[1e-30, 2e-30]], [[-3e38, 3e38]]])('takes %j', (values) => {
    const decoded = decodeWeight(encodeWeight(Float32Array.from(values), 'uint8'));
    const range = Math.max(...values, 0) - Math.min(...values, 0);
    decoded.forEach((value, i) =>
      expect(Math.abs(value - (values[i] ?? 0))).toBeLessThanOrEqual(range / 500 + 1e-38),
    );
  });

  it.each(['uint8', 'float16', 'float32'] as const)('come back from a %s file as they went in', (dtype) => {
    const network = importOnnx(file, { weights: dtype });
    const { modelJson, shards } = exportTfjsLayers(network, { dtype });
    const bytes = new Uint8Array(Buffer.concat([...shards.values()]));
    const back = importTfjsLayers(JSON.parse(JSON.stringify(modelJson)), bytes);
    expect([...back.weights.values()].map(({ values }) => [...values])).toEqual(
      ['a/kernel', 'a/bias', 'y/kernel', 'y/bias'].map((name) => [
        ...(network.weights.get(name)?.values ?? []),
      ]),
    );
  });
});
