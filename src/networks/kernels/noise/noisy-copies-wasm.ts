import type { Random } from '../../../core/random/random';
import { normalPair } from '../../../core/random/seeded-random';
import type { BackendKernel } from '../kernel-runner';
import { poolFor, share } from '../threads/thread-pool';
import { addressOf, heapOf, outputOnHeap, withScratch } from '../wasm-heap';
import type { NoiseSpec } from './noise-spec';
import { BYTES, DOUBT, normalNoiseModule, STATE } from './normal-noise-wasm-code';

/** Values that the kernel draws together. */
const TOGETHER = 4;
/** Pairs in doubt that a thread has room for; a picture of 224 by 224 has one in thirty times. */
const ROOM = 256;
/** Words of a thread's list of them, and of the factor, a double. */
const LIST = 1 + ROOM * DOUBT;
const SIGMA = 2;

/** Drawn on the heap of the WASM backend: the integers one after the other, and what is made of them by all threads. */
export const noisyCopiesWasm: BackendKernel<NoiseSpec> = {
  runsOn: (backend) => normalNoiseModule(backend) !== null,
  run({ picture }, { random, sigma, batch, rows }, backend) {
    if (!picture) throw new Error('noisy copies take a picture');
    const size = picture.shape.reduce((product, side) => product * side, 1);
    const { out, address } = outputOnHeap(backend, [batch, ...picture.shape.slice(1)]);
    const x = addressOf(backend, picture);
    const threads = poolFor(backend, size)?.threads ?? 1;
    withScratch(backend, SIGMA + STATE + threads * LIST, (scratch) => {
      const { buffer } = heapOf(backend) ?? {};
      if (!buffer) return;
      const heap = new Float32Array(buffer);
      const source = heap.subarray(x / BYTES, x / BYTES + size);
      for (let row = 0; row < batch; row++) {
        const to = address + row * size * BYTES;
        const copy = heap.subarray(to / BYTES, to / BYTES + size);
        if (row >= rows) copy.set(source);
        else if (!drawOnHeap(backend, { random, sigma, buffer, scratch, threads, to, x, size })) {
          random.fillNormals(copy);
          for (let i = 0; i < size; i++) addNoise(copy, source, i, copy[i] as number, sigma);
        }
      }
    });
    return out;
  },
};

interface Drawing {
  readonly random: Random;
  readonly sigma: number;
  readonly buffer: ArrayBufferLike;
  /** Where there is room for the factor, the state, and a list of pairs in doubt for each thread. */
  readonly scratch: number;
  readonly threads: number;
  readonly to: number;
  readonly x: number;
  readonly size: number;
}

/** Draws one copy by the kernels; false, nothing having been drawn, where they cannot: then it is drawn value by value. */
function drawOnHeap(
  backend: object,
  { random, sigma, buffer, scratch, threads, to, x, size }: Drawing,
): boolean {
  const { words, spare } = random.state();
  const kernels = normalNoiseModule(backend)?.kernels;
  if (!kernels || spare !== null || size % TOGETHER !== 0) return false;
  new DataView(buffer).setFloat64(scratch, sigma, true);
  const stateAt = scratch + SIGMA * BYTES;
  const state = new Uint32Array(buffer, stateAt, STATE);
  state.set(words);
  const listsAt = stateAt + STATE * BYTES;
  const lists = Array.from(
    { length: threads },
    (_, thread) => new Uint32Array(buffer, listsAt + thread * LIST * BYTES, LIST),
  );
  for (const list of lists) list[0] = 0;
  kernels.drawIntegers(to, size, stateAt);
  share(kernels, poolFor(backend, size), size / TOGETHER, {
    kernel: 'addNormals',
    values: [to, x, scratch, listsAt, ROOM],
  });
  if (lists.some(([count = 0]) => count > ROOM)) return false;
  const [a = 0, b = 0, c = 0, counter = 0] = state;
  random.goOnFrom({ words: [a, b, c, counter], spare });
  const copy = new Float32Array(buffer, to, size);
  const source = new Float32Array(buffer, x, size);
  for (const list of lists) {
    const end = 1 + (list[0] ?? 0) * DOUBT;
    for (let i = 1; i < end; i += DOUBT) {
      const [pair = 0, first = 0, second = 0] = list.subarray(i, i + DOUBT);
      const [even, odd] = normalPair(first, second);
      addNoise(copy, source, 2 * pair, even, sigma);
      addNoise(copy, source, 2 * pair + 1, odd, sigma);
    }
  }
  return true;
}

/** Noise is rounded before it is scaled, after, and when it is added. */
function addNoise(copy: Float32Array, source: Float32Array, at: number, normal: number, sigma: number): void {
  copy[at] = (source[at] as number) + Math.fround(Math.fround(normal) * sigma);
}
