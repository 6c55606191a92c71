import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fillMissingKernels } from '../../../../../src/engine/worker/backends/missing-kernels';
import { USED_KERNELS } from '../../../../../src/engine/worker/backends/used-kernels';
import { layerThumbnails } from '../../../../../src/engine/worker/networks/layer-thumbnails';
import { METHODS } from '../../../../../src/methods/catalog/catalog';
import { methodById } from '../../../../../src/methods/registry';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { kernelRunner } from '../../../../../src/networks/kernels/kernel-runner';
import { useBackend } from '../../../../../testing/backends';
import { networkFor } from '../../../../../testing/network-for';
import { makeTestPhoto } from '../../../../../testing/test-photo';
import { tinyNetwork } from '../../../../../testing/tiny-network';
import { photo, start } from '../../../methods/drive';
import { OP_CASES } from '../../../networks/ops/op-cases';
import { forward, randomTensor, vjp } from '../../../networks/ops/op-harness';

/** The stock kernels that are called meanwhile, on the current backend. */
async function kernelsOf(work: () => Promise<void>): Promise<string[]> {
  const spy = vi.spyOn(tf.engine(), 'runKernel');
  try {
    await work();
    const names = new Set(spy.mock.calls.map(([name]) => name));
    return [...names].filter((name) => !name.startsWith('Lucarne'));
  } finally {
    spy.mockRestore();
  }
}

describe('the kernels the lab counts on', () => {
  // On plain JavaScript, where no kernel of the lab's own hides what the other backends may call.
  beforeAll(() => useBackend('cpu'));

  it('are all that the ops call, forward and back', async () => {
    const called = await kernelsOf(async () => {
      for (const { node, inputs, weights = {} } of OP_CASES) {
        tf.tidy(() => {
          const xs = inputs.map((shape, i) => randomTensor([...shape], 7 + i));
          const named = Object.entries(weights).map(([name, shape]) => [name, randomTensor([...shape], 31)]);
          const ws = Object.fromEntries(named) as Record<string, tf.Tensor>;
          const y = forward(node, xs, ws);
          for (const rule of ['standard', 'guided', 'deconvnet'] as const)
            vjp(node, xs, randomTensor(y.shape, 99), ws, rule);
        });
      }
    });
    expect(called.length).toBeGreaterThan(15);
    expect(called.filter((name) => !USED_KERNELS.includes(name))).toEqual([]);
  });

  it.each(METHODS.map(({ id }) => id))('are all that %s calls', async (id) => {
    const { graph, weights } = networkFor(id);
    const network = createNetwork(graph, weights);
    const x = photo(32);
    const called = await kernelsOf(async () => {
      let shown = 0;
      for await (const frame of start(methodById(id), network, { x }))
        if (frame.step > 2 || ++shown > 3) break;
    });
    tf.dispose(x);
    network.dispose();
    expect(called.length).toBeGreaterThan(5);
    expect(called.filter((name) => !USED_KERNELS.includes(name))).toEqual([]);
  });

  it('are all that thumbnails of layers call', async () => {
    const { graph, weights } = tinyNetwork({ size: 32 });
    const network = createNetwork(graph, weights);
    const called = await kernelsOf(async () => {
      await layerThumbnails(network, makeTestPhoto(1, 32, 32), null);
      await layerThumbnails(network, makeTestPhoto(1, 32, 32), 0);
    });
    network.dispose();
    expect(called).toContain('ArgMax');
    expect(called.filter((name) => !USED_KERNELS.includes(name))).toEqual([]);
  });

  it('are named once each, and plain JavaScript has them', async () => {
    expect(new Set(USED_KERNELS).size).toBe(USED_KERNELS.length);
    expect(await fillMissingKernels('cpu')).toEqual([]);
  });
});

describe('a kernel that WASM lacks', () => {
  beforeAll(() => useBackend('wasm'));
  const taken: tf.KernelConfig[] = [];
  const take = (name: string): void => {
    const kernel = tf.getKernel(name, 'wasm');
    taken.push(kernel);
    tf.unregisterKernel(name, 'wasm');
  };
  afterEach(() => {
    for (const kernel of taken.splice(0)) {
      tf.unregisterKernel(kernel.kernelName, 'wasm');
      tf.registerKernel(kernel);
    }
  });

  it.each([
    ['one input', tf.Relu, () => tf.relu(tf.tensor1d([-1, 2, -3, 4])), [0, 2, 0, 4]],
    ['several', tf.Multiply, () => tf.mul(tf.tensor1d([1, 2]), tf.tensor1d([3, 4])), [3, 8]],
    ['a list', tf.Concat, () => tf.concat([tf.tensor1d([1]), tf.tensor1d([2, 3])]), [1, 2, 3]],
    [
      'an input left out',
      tf.FusedConv2D,
      () =>
        tf.fused.conv2d({
          x: tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]),
          filter: tf.tensor4d([2], [1, 1, 1, 1]),
          strides: 1,
          pad: 'valid',
          activation: 'relu',
        }),
      [2, 4, 6, 8],
    ],
    ['integers', tf.ArgMax, () => tf.argMax(tf.tensor1d([1, 5, 2])), [1]],
  ] as const)('of %s is computed all the same', async (_, name, compute, wanted) => {
    take(name);
    expect(compute).toThrow(name);
    expect(await fillMissingKernels('wasm', [name])).toEqual([name]);
    const before = tf.memory();
    const cpu = tf.engine().findBackend('cpu').numDataIds();
    const got = tf.tidy(compute);
    expect([...got.dataSync()]).toEqual(wanted);
    got.dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.engine().findBackend('cpu').numDataIds()).toBe(cpu);
    expect(await fillMissingKernels('wasm', [name])).toEqual([]);
  });

  it('with several outputs', async () => {
    take(tf.SplitV);
    await fillMissingKernels('wasm', [tf.SplitV]);
    const parts = tf.tidy(() => tf.split(tf.tensor1d([1, 2, 3, 4]), 2));
    expect(parts.map((part) => [...part.dataSync()])).toEqual([
      [1, 2],
      [3, 4],
    ]);
    tf.dispose(parts);
  });
});

it('an own kernel that an instance cannot run is left to the stock ops, and not tried again', async () => {
  await useBackend('wasm');
  let tries = 0;
  const run = kernelRunner<object>('TestRefusing', {
    wasm: {
      run() {
        tries++;
        throw new Error('Failed to compile fragment shader.');
      },
    },
  });
  const x = tf.tensor1d([1]);
  expect(run({ x }, {})).toBeNull();
  expect(run({ x }, {})).toBeNull();
  expect(tries).toBe(1);
  x.dispose();
});
