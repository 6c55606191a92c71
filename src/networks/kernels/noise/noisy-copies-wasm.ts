import type { Random } from '../../../core/random/random';
import { normalPair } from '../../../core/random/seeded-random';
import type { BackendKernel } from '../kernel-runner';
import { addressOf, heapOf, outputOnHeap, withScratch } from '../wasm-heap';
import type { NoiseSpec } from './noise-spec';
import { DOUBT, normalNoiseModule, STATE } from './normal-noise-wasm-code';

const BYTES = 4;
/** Values that the kernel draws together. */
const TOGETHER = 4;
/** Pairs in doubt that there is room for; a picture of 224 by 224 has one in thirty times. */
const ROOM = 256;

/** Drawn on the heap of the WASM backend. */
export const noisyCopiesWasm: BackendKernel<NoiseSpec> = {
  runsOn: (backend) => normalNoiseModule(backend) !== null,
  run({ picture }, { random, sigma, batch, rows }, backend) {
    if (!picture) throw new Error('noisy copies take a picture');
    const size = picture.shape.reduce((product, side) => product * side, 1);
    const { out, address } = outputOnHeap(backend, [batch, ...picture.shape.slice(1)]);
    const x = addressOf(backend, picture);
    withScratch(backend, STATE + ROOM * DOUBT, (scratch) => {
      const { buffer } = heapOf(backend) ?? {};
      if (!buffer) return;
      const heap = new Float32Array(buffer);
      const source = heap.subarray(x / BYTES, x / BYTES + size);
      for (let row = 0; row < batch; row++) {
        const to = address + row * size * BYTES;
        const copy = heap.subarray(to / BYTES, to / BYTES + size);
        if (row >= rows) copy.set(source);
        else if (!drawOnHeap(backend, { random, sigma, buffer, scratch, to, x, size })) {
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
  /** Where there is room for the state and for pairs in doubt. */
  readonly scratch: number;
  readonly to: number;
  readonly x: number;
  readonly size: number;
}

/** Draws one copy by the kernel; false, nothing having been drawn, where it cannot: then it is drawn value by value. */
function drawOnHeap(backend: object, { random, sigma, buffer, scratch, to, x, size }: Drawing): boolean {
  const { words, spare } = random.state();
  const kernels = normalNoiseModule(backend)?.kernels;
  if (!kernels || spare !== null || size % TOGETHER !== 0) return false;
  const state = new Uint32Array(buffer, scratch, STATE);
  state.set(words);
  const doubts = scratch + STATE * BYTES;
  const count = kernels.addNormals(to, x, size / 2, sigma, scratch, doubts, ROOM);
  if (count > ROOM) return false;
  const [a = 0, b = 0, c = 0, counter = 0] = state;
  random.goOnFrom({ words: [a, b, c, counter], spare });
  const copy = new Float32Array(buffer, to, size);
  const source = new Float32Array(buffer, x, size);
  const told = new Uint32Array(buffer, doubts, count * DOUBT);
  for (let i = 0; i < told.length; i += DOUBT) {
    const [pair = 0, first = 0, second = 0] = told.subarray(i, i + DOUBT);
    const [even, odd] = normalPair(first, second);
    addNoise(copy, source, 2 * pair, even, sigma);
    addNoise(copy, source, 2 * pair + 1, odd, sigma);
  }
  return true;
}

/** Noise is rounded before it is scaled, after, and when it is added. */
function addNoise(copy: Float32Array, source: Float32Array, at: number, normal: number, sigma: number): void {
  copy[at] = (source[at] as number) + Math.fround(Math.fround(normal) * sigma);
}
