import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../../../src/engine/worker/engine';
import { loadNetwork } from '../../../../../src/engine/worker/networks/load-network';
import type { NetworkInfo } from '../../../../../src/engine/protocol/protocol';
import { onnxFile, type FileSpec, type NodeSpec } from '../../../../../testing/onnx-file';

/** A few bytes that ask for a great deal: some layers, then the mean of each channel and five classes. */
function classifier(side: number, first: readonly NodeSpec[]): FileSpec {
  return {
    input: [1, 3, side, side],
    weights: [
      { name: 'w', dims: [5, 3], values: new Float32Array(15).fill(0.1) },
      { name: 'b', dims: [5], values: new Float32Array(5) },
    ],
    nodes: [
      ...first,
      { op: 'GlobalAveragePool', inputs: [first.at(-1)?.output ?? 'x'], output: 'mean' },
      { op: 'Flatten', inputs: ['mean'], output: 'flat' },
      { op: 'Gemm', inputs: ['flat', 'w', 'b'], output: 'y', attributes: { transB: 1 } },
    ],
  };
}

const hugePool: NodeSpec = {
  op: 'AveragePool',
  inputs: ['x'],
  output: 'r',
  attributes: { kernel_shape: [1000, 1000], pads: [999, 999, 999, 999] },
};
const rectifiers = Array.from({ length: 15_000 }, (_, i): NodeSpec => ({
  op: 'Relu',
  inputs: [i === 0 ? 'x' : `r${i - 1}`],
  output: `r${i}`,
}));
const oneRectifier: NodeSpec = { op: 'Relu', inputs: ['x'], output: 'r' };

async function load(spec: FileSpec, change: { heavy?: boolean } = {}): Promise<unknown> {
  const file = new File([onnxFile(spec) as Uint8Array<ArrayBuffer>], 'n.onnx');
  const engine = { load: async () => ({ id: 'computed' }) as NetworkInfo } as Partial<Engine> as Engine;
  return loadNetwork(
    engine,
    { source: { files: [file] }, ...change },
    () => undefined,
    new AbortController().signal,
  ).catch((thrown: unknown) => thrown);
}

describe('before anything is computed', () => {
  it.each([
    ['a pool of 1,000 x 1,000', classifier(32, [hugePool]), /times the work of VGG19/],
    ['15,000 rectifiers in a chain', classifier(224, rectifiers), /about 9 GB of memory/],
  ])('%s is refused with its estimate, wanted or not', async (_, spec, words) => {
    for (const heavy of [false, true]) {
      const error = await load(spec, { heavy });
      expect(error).toMatchObject({
        code: 'network-too-heavy',
        message: expect.stringMatching(words) as string,
      });
    }
  });

  it('a heavy one is asked about, and loaded where it is wanted all the same', async () => {
    const spec = classifier(224, rectifiers.slice(0, 4000));
    expect(await load(spec)).toMatchObject({
      code: 'network-heavy',
      message: expect.stringMatching(/2\.4 GB of memory/) as string,
    });
    expect(await load(spec, { heavy: true })).toEqual({ id: 'computed' });
  });

  it('any other goes on', async () => {
    expect(await load(classifier(224, [oneRectifier]))).toEqual({ id: 'computed' });
  });
});
