import * as tf from '@tensorflow/tfjs-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { methodById } from '../../../src/methods/registry';
import { createNetwork } from '../../../src/networks/executor/executor';
import type { Network } from '../../../src/networks/executor/network';
import { useBackend } from '../../../testing/backends';
import { tinyNetwork } from '../../../testing/tiny-network';
import { photo, start } from './drive';

/** A picture's floats take 209 kB, its RGBA bytes 70. */
const SIZE = 132;
const LARGE = 64 * 1024;
/** What the first steps prepare stays. */
const WARM = 12;
const STEPS = 200;

const EXERCISES: readonly (readonly [string, string, Record<string, number | string>, number])[] = [
  ['class visualisation', 'class-visualization', { iterations: WARM + STEPS + 10 }, 1],
  ['its length charged', 'class-visualization', { iterations: WARM + STEPS + 10, penalty: 'norm' }, 1],
  [
    'fooling',
    'targeted-gradient',
    { maxSteps: 9999, stepSize: 0.001, stopRule: 'probability', confidence: 0.99 },
    1,
  ],
  ['SmoothGrad', 'smooth-grad', { samples: WARM + STEPS + 10, batch: 1 }, 1],
  ['SmoothGrad, two at once', 'smooth-grad', { samples: 2 * (WARM + STEPS + 10), batch: 2 }, 2],
  ['RISE', 'rise', { masks: WARM + STEPS + 10, batch: 1 }, 1],
];

const ARRAYS = [
  'Float32Array',
  'Float64Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int32Array',
  'ArrayBuffer',
] as const;

type Constructor = new (...given: unknown[]) => object;

/** Large arrays that come into being from now on, by what made them: views of memory that there is do not count. */
function watchLargeArrays(): string[] {
  const made: string[] = [];
  const note = (by: string, bytes: number): void => {
    if (bytes > LARGE) made.push(`${by}, ${bytes} bytes`);
  };
  for (const name of ARRAYS) {
    const construct = (target: Constructor, given: unknown[], as: Constructor): object => {
      const value = Reflect.construct(target, given, as === stand ? target : as) as { byteLength: number };
      if (!(given[0] instanceof ArrayBuffer || given[0] instanceof SharedArrayBuffer))
        note(name, value.byteLength);
      return value;
    };
    const stand: Constructor = new Proxy(globalThis[name], { construct });
    vi.stubGlobal(name, stand);
  }
  // These take the constructor that their array was made by.
  type Copying = Record<'slice' | 'map' | 'filter', (...given: unknown[]) => { byteLength: number }>;
  const prototype = Object.getPrototypeOf(Uint8Array.prototype) as Copying;
  for (const name of ['slice', 'map', 'filter'] as const) {
    const before = prototype[name];
    vi.spyOn(prototype, name).mockImplementation(function (this: unknown, ...given: unknown[]) {
      const value = Reflect.apply(before, this, given);
      note(name, value.byteLength);
      return value;
    });
  }
  const backend = tf.backend() as unknown as { readSync(dataId: object): ArrayBufferView };
  const readSync = backend.readSync.bind(backend);
  vi.spyOn(backend, 'readSync').mockImplementation((dataId) => {
    const values = readSync(dataId);
    note('readSync', values.byteLength);
    return values;
  });
  return made;
}

describe('a step in steady state, on WASM', () => {
  let network: Network;
  let x: tf.Tensor4D;
  beforeAll(async () => {
    await useBackend('wasm');
    const { graph, weights } = tinyNetwork({ size: SIZE });
    network = createNetwork(graph, weights);
    x = photo(SIZE);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  afterAll(() => {
    network.dispose();
    x.dispose();
  });

  it.each(EXERCISES)(
    'makes no large array and holds as many tensors as before: %s',
    async (_, id, params, batch) => {
      let made: string[] = [];
      let checkpoints = 0;
      const held: number[] = [];
      const checkpoint = async (): Promise<'go' | 'stop'> => {
        checkpoints += 1;
        held.push(tf.memory().numTensors);
        if (checkpoints === WARM) made = watchLargeArrays();
        if (checkpoints < WARM + STEPS) return 'go';
        vi.unstubAllGlobals();
        vi.restoreAllMocks();
        return 'stop';
      };
      const run = start(methodById(id), network, {
        x,
        target: 3,
        params: { ...params },
        checkpoint,
        wantsFrame: () => false,
      });
      let steps = 0;
      for await (const frame of run) steps = frame.step;
      expect(steps).toBeGreaterThanOrEqual(batch * (WARM + STEPS - 1));
      expect(made).toEqual([]);
      expect(new Set(held.slice(WARM))).toEqual(new Set([held[WARM]]));
    },
  );

  it.each(['class-visualization', 'targeted-gradient'])(
    'shown, makes the bytes that are handed over and no more: %s',
    async (id) => {
      const params = id === 'class-visualization' ? { iterations: 60 } : { maxSteps: 60, stepSize: 0.001 };
      let made: string[] = [];
      let frames = 0;
      const checkpoint = async (step: number): Promise<'go'> => {
        if (step === WARM) {
          made = watchLargeArrays();
          frames = 0;
        }
        return 'go';
      };
      for await (const { pixels } of start(methodById(id), network, { x, target: 3, params, checkpoint })) {
        frames += 1;
        expect(pixels).toHaveLength(4 * SIZE * SIZE);
      }
      // Read off the heap: the backend's own count of it, and the copy itself.
      const bytes = 4 * SIZE * SIZE;
      expect(new Set(made)).toEqual(new Set([`readSync, ${bytes} bytes`, `slice, ${bytes} bytes`]));
      expect(made).toHaveLength(2 * frames);
    },
  );
});
