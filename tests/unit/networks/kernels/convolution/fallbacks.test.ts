import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toLabErrorData } from '../../../../../src/engine/protocol/errors';
import { convolution, type Filter } from '../../../../../src/networks/kernels/convolution/convolution';
import { interleaveModule } from '../../../../../src/networks/kernels/convolution/interleave-wasm-code';
import { fallbacksOf } from '../../../../../src/networks/kernels/kernel-fallbacks';
import { kernelRunner } from '../../../../../src/networks/kernels/kernel-runner';
import { useBackend } from '../../../../../testing/backends';
import { randomTensor } from '../../ops/op-harness';

/** The part of the WASM backend that hands out memory. */
interface Heap {
  readonly wasm: { _malloc: (bytes: number) => number };
}

beforeEach(() => useBackend('wasm'));
afterEach(() => vi.restoreAllMocks());

/** Has the heap refuse what is at least so large, and less than so large. */
function refuseBytes(from: number, below = Infinity): void {
  const { wasm } = tf.backend() as unknown as Heap;
  const { _malloc: malloc } = wasm;
  vi.spyOn(wasm, '_malloc').mockImplementation((bytes) =>
    bytes >= from && bytes < below ? 0 : malloc.call(wasm, bytes),
  );
}

const noted = (kernel: string) => fallbacksOf(tf.backend()).find((fallback) => fallback.kernel === kernel);

describe('a kernel of the lab’s own', () => {
  it('that fails once gives way for that call alone, and it is noted why', () => {
    let tries = 0;
    const run = kernelRunner<object>('TestPassing', {
      wasm: {
        run({ x }) {
          if (tries++ === 0) throw new RangeError('Out of memory.');
          if (!x) throw new Error('takes x');
          return tf.square(tf.engine().makeTensorFromTensorInfo(x));
        },
      },
    });
    const x = tf.tensor1d([3]);
    expect(run({ x }, {})).toBeNull();
    expect(run.offered()).toBe(true);
    expect([...run({ x }, {})!.dataSync()]).toEqual([9]);
    expect(noted('TestPassing')).toEqual({
      ...{ kernel: 'TestPassing', forGood: false, times: 1 },
      reason: 'RangeError: Out of memory.',
    });
  });

  it.each([
    new WebAssembly.CompileError('unknown opcode'),
    new WebAssembly.LinkError('memory'),
    new Error('Failed to compile fragment shader.'),
  ])('that this machine refuses, as by %s, gives way for good', (refusal) => {
    let tries = 0;
    const name = `TestRefused${refusal.message}`;
    const run = kernelRunner<object>(name, {
      wasm: {
        run() {
          tries++;
          throw refusal;
        },
      },
    });
    const x = tf.tensor1d([3]);
    expect([run({ x }, {}), run({ x }, {})]).toEqual([null, null]);
    expect(tries).toBe(1);
    expect(noted(name)?.forGood).toBe(true);
  });
});

describe('a module that could not be compiled', () => {
  it('for want of memory is compiled the next time', () => {
    const backend = { wasm: { asm: { memory: new WebAssembly.Memory({ initial: 1 }) } } };
    const Module = vi.spyOn(WebAssembly, 'Module').mockImplementation(function () {
      throw new RangeError('Out of memory.');
    });
    expect(interleaveModule(backend)).toBeNull();
    Module.mockRestore();
    expect(interleaveModule(backend)).not.toBeNull();
  });

  it('for want of instructions is not tried again', () => {
    const backend = { wasm: { asm: { memory: new WebAssembly.Memory({ initial: 1 }) } } };
    const Module = vi.spyOn(WebAssembly, 'Module').mockImplementation(function () {
      throw new WebAssembly.CompileError('no SIMD');
    });
    expect([interleaveModule(backend), interleaveModule(backend)]).toEqual([null, null]);
    expect(Module).toHaveBeenCalledTimes(1);
    expect(fallbacksOf(backend)).toMatchObject([{ kernel: 'interleave', forGood: true }]);
  });
});

describe('a convolution on a heap that is nearly full', () => {
  const geometry = {
    strides: [1, 1],
    dilations: [1, 1],
    padding: [1, 1, 1, 1],
    activation: 'linear',
  } as const;
  const SIDE = 24;
  const [INPUTS, OUTPUTS] = [16, 8];
  const outputBytes = 4 * SIDE * SIDE * OUTPUTS;

  /** The kernels called, and how far the result is from what it must be, in a scope of its own. */
  function convolve(kept: Map<string, tf.Tensor>, x: tf.Tensor4D, kernel: tf.Tensor4D, backward: boolean) {
    const spy = vi.spyOn(tf.engine(), 'runKernel');
    const filter: Filter = {
      shape: kernel.shape,
      plain: () => kernel,
      source: () => kernel,
      keep(form, make) {
        const tensor = kept.get(form) ?? tf.keep(tf.tidy(make));
        kept.set(form, tensor);
        return tensor;
      },
    };
    const result = convolution(x, filter, { ...geometry, backward });
    const names = spy.mock.calls.map(([name]) => name);
    spy.mockRestore();
    const values = result.dataSync<'float32'>().slice();
    result.dispose();
    return { names, values };
  }

  /** What comes of a convolution while the heap refuses some sizes, and of the same one once it does not. */
  function meanwhile(from: number, below?: number, backward = false) {
    const x = randomTensor([1, SIDE, SIDE, INPUTS], 1) as tf.Tensor4D;
    const kernel = randomTensor([3, 3, INPUTS, OUTPUTS], 2) as tf.Tensor4D;
    const kept = new Map<string, tf.Tensor>();
    const before = tf.backend().numDataIds();
    try {
      refuseBytes(from, below);
      const full = convolve(kept, x, kernel, backward);
      vi.restoreAllMocks();
      const left = tf.backend().numDataIds() - before - kept.size;
      const free = convolve(kept, x, kernel, backward);
      const worst = free.values.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - full.values[i]!)),
        0,
      );
      return { full: full.names, free: free.names, left, worst };
    } finally {
      tf.dispose([x, kernel, ...kept.values()]);
    }
  }

  it('is TF.js’s where the lab’s has no room for what lies between, and the lab’s once there is', () => {
    const { full, free, left, worst } = meanwhile(4 * SIDE * SIDE * INPUTS + 1);
    expect(full).toContain(tf.FusedConv2D);
    expect(free).not.toContain(tf.FusedConv2D);
    expect(left).toBe(0);
    expect(worst).toBeLessThan(1e-4);
    expect(noted('Convolution')).toMatchObject({ forGood: false, times: 1 });
  });

  it.each([
    { form: 'panels', backward: true, planes: 9 },
    { form: 'tiles', backward: false, planes: 16 },
  ])(
    'is TF.js’s where the kernel’s $form have no room, and the lab’s once they have',
    ({ backward, planes }) => {
      const bytes = 4 * planes * INPUTS * OUTPUTS;
      const { full, free, left, worst } = meanwhile(bytes, bytes + 1, backward);
      expect(full).toContain(tf.FusedConv2D);
      expect(free).not.toContain(tf.FusedConv2D);
      expect(left).toBe(0);
      expect(worst).toBeLessThan(1e-4);
    },
  );

  it('says so where there is no room for what it is to give, and leaves nothing', () => {
    const before = tf.backend().numDataIds();
    let said: unknown;
    try {
      meanwhile(outputBytes, outputBytes + 1);
    } catch (thrown) {
      said = thrown;
    }
    expect(toLabErrorData(said).code).toBe('out-of-memory');
    expect(tf.backend().numDataIds()).toBe(before);
  });
});
