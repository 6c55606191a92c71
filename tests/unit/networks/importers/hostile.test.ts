import { PbfWriter } from 'pbf';
import { describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import { importOnnx, importOnnxFile } from '../../../../src/networks/importers/onnx/onnx';
import { type NodeSpec, onnxFile, type TensorSpec } from '../../../../testing/onnx-file';
import { chain, conv, flat, HOSTILE, ints, k, pool, relu, small } from './hostile-onnx';
import { measured, refusal, workDone } from './refusal';

/** Milliseconds of a processor for the largest network there may be; a cost that grows with its square would take minutes. */
const MOST_WORK = 60_000;

describe('hostile ONNX files', () => {
  it.each(HOSTILE)('are refused: %s', async (_name, make, message) => {
    const bytes = make();
    const error = await refusal(() => importOnnx(bytes));
    expect(error.message).toMatch(message);
  });

  it.each(HOSTILE)('are refused when read piece by piece: %s', async (_name, make) => {
    const file = new Blob([make() as Uint8Array<ArrayBuffer>]);
    await refusal(() => importOnnxFile(file));
  });

  it.each([2 ** 7, 2 ** 31 - 1, 2 ** 35, 2 ** 62])(
    'are refused or read where any length, or any other byte, says %d',
    async (lie) => {
      const bytes = onnxFile(small);
      const pbf = new PbfWriter();
      pbf.writeVarint(lie);
      const varint = pbf.finish();
      const lies = Array.from({ length: bytes.length }, (_, at) =>
        Uint8Array.from([...bytes.subarray(0, at), ...varint, ...bytes.subarray(at + 1)]),
      );
      await measured(() => {
        for (const lying of lies) {
          try {
            importOnnx(lying);
          } catch (error) {
            expect(error).toBeInstanceOf(LabError);
          }
        }
      });
    },
  );

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])(
    'may call their values "%s"',
    (name) => {
      const nodes = [conv, { ...pool, output: name || 'gap' }, { ...flat, inputs: [name || 'gap'], name }];
      const { graph } = importOnnx(onnxFile({ weights: [k], nodes, name }));
      expect(graph.nodes).toHaveLength(4);
      expect(({} as Record<string, unknown>)['id']).toBeUndefined();
    },
  );

  it.each<[string, (from: string, to: string, i: number) => NodeSpec]>([
    ['rectifiers', relu],
    ['sums of a value with itself', (from, to) => ({ op: 'Add', inputs: [from, from], output: to })],
    ['products', (from, to) => ({ op: 'Mul', inputs: [from, 'q'], output: to })],
    [
      'convolutions with a product after each',
      (from, to, i) =>
        i % 2 === 0
          ? { op: 'Conv', inputs: [from, 'k'], output: to }
          : { op: 'Mul', inputs: [from, 'q'], output: to },
    ],
    [
      'padded pools after a long row of rectified sums',
      (from, to, i) => {
        if (i === 0) return relu(from, to);
        if (i < 9000) return { op: 'Add', inputs: [from, from], output: to };
        if (i % 2 === 0) return { op: 'Pad', inputs: [from, 'p'], output: to };
        return { op: 'MaxPool', inputs: [from], output: to, attributes: { kernel_shape: [3, 3] } };
      },
    ],
  ])('of 19,000 layers take no longer than others: %s', async (_name, link) => {
    const weights: TensorSpec[] = [
      { name: 'k', dims: [3, 3, 1, 1], values: new Float32Array(9).fill(0.1) },
      { name: 'q', dims: [], values: [0.5] },
      ints('p', [0, 0, 1, 1, 0, 0, 1, 1]),
    ];
    const bytes = onnxFile({ weights, nodes: chain(19_000, link) });
    const before = workDone();
    try {
      importOnnx(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(LabError);
    }
    expect(workDone() - before).toBeLessThan(MOST_WORK);
  });
});
