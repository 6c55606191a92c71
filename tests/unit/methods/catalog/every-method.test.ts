import { defaultParams } from '../../../../src/methods/catalog/resolve-params';
import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Frame } from '../../../../src/core/records/frame';
import { byteDistance } from '../../../../src/core/pictures/byte-distance';
import { lumaOf, structuralSimilarity } from '../../../../src/core/pictures/structural-similarity';
import {
  packRgba,
  rgbaToZScore,
  roundToBytes,
} from '../../../../src/networks/kernels/picture/round-to-bytes';
import { readBack } from '../../../../src/tensors/read-back';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import { methodById } from '../../../../src/methods/registry';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { tinyTransformer } from '../../../../testing/tiny-transformer';
import { frames, photo, result, start } from '../drive';

const SIZE = 32;
const CLASSES = 10;
const SCALARS = ['logit', 'probability', 'rival', 'rivalProbability'];
/** What the tiny network reads the test photo as, and another class. */
const [READ, OTHER] = [2, 3];
/** Parameters that make each method take a dozen steps or so on the tiny network, and how many frames that makes. */
const SHORT: Record<
  string,
  { params: Record<string, number | boolean | string>; target?: number; frames: number }
> = {
  'vanilla-gradient': { params: {}, frames: 1 },
  'gradient-x-input': { params: {}, frames: 1 },
  'smooth-grad': { params: { samples: 8 }, frames: 8 },
  'integrated-gradients': { params: { steps: 8, tolerance: 0, baseline: 'noise' }, frames: 8 },
  'guided-backprop': { params: {}, frames: 1 },
  'grad-cam': { params: {}, frames: 1 },
  'guided-grad-cam': { params: {}, frames: 1 },
  'attention-rollout': { params: {}, frames: 1 },
  occlusion: { params: { patch: 12, stride: 10, batch: 1 }, frames: 9 },
  rise: { params: { masks: 8, batch: 1 }, frames: 8 },
  xrai: { params: { steps: 4 }, frames: 8 },
  'targeted-gradient': { params: { maxSteps: 12, stepSize: 0.01 }, frames: 13 },
  fgsm: { params: { epsilon: 0.5 }, frames: 2 },
  'pgd-linf': { params: { steps: 12, epsilon: 0.5, stepSize: 0.1 }, frames: 13 },
  'pgd-l2': { params: { steps: 12, epsilon: 10, stepSize: 1 }, frames: 13 },
  'apgd-ce': { params: { steps: 11, epsilon: 0.1, stopRule: 'never' }, frames: 13 },
  'apgd-dlr': { params: { steps: 5, restarts: 2, norm: 'l2', length: 3, stopRule: 'never' }, frames: 13 },
  deepfool: { params: { steps: 12, overshoot: 0, candidates: 2 }, target: READ, frames: 9 },
  'fmn-l2': { params: { steps: 12 }, frames: 13 },
  'carlini-wagner-l2': { params: { steps: 5, searches: 2 }, frames: 12 },
  'smallest-change': { params: { steps: 12 }, frames: 13 },
  'square-linf': { params: { queries: 12, epsilon: 1, stopRule: 'never' }, frames: 13 },
  simba: { params: { queries: 12, stopRule: 'never' }, frames: 13 },
  rectangle: { params: { queries: 12, stopRule: 'never' }, frames: 13 },
  'universal-linf': { params: { steps: 12, stopRule: 'never' }, frames: 13 },
  patch: { params: { steps: 12, stopRule: 'never', places: 2 }, frames: 13 },
  'uniform-noise': { params: { queries: 12, stopRule: 'never' }, frames: 13 },
  'gaussian-noise': { params: { queries: 12, stopRule: 'never' }, frames: 13 },
  'class-visualization': { params: { iterations: 12 }, frames: 13 },
};
const targetOf = (id: string) => SHORT[id]?.target ?? OTHER;
const paramsOf = (id: string) => SHORT[id]?.params ?? {};
const framesOf = (id: string) => SHORT[id]?.frames ?? 0;

const hash = (frame: Frame): string =>
  createHash('sha256')
    .update(frame.pixels!)
    .update(new Uint8Array((frame.gradient ?? new Float32Array()).buffer))
    .update(new Uint8Array((frame.attribution ?? new Float32Array()).buffer))
    .update(JSON.stringify([frame.step, frame.steps, frame.scalars]))
    .digest('hex');

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  let tiny: Network;
  let transformer: Network;
  let x: tf.Tensor4D;

  beforeAll(async () => {
    await useBackend(backend);
    const { graph, weights } = tinyNetwork({ size: SIZE, classes: CLASSES });
    tiny = createNetwork(graph, weights);
    const attentive = tinyTransformer();
    transformer = createNetwork(attentive.graph, attentive.weights);
    x = photo(SIZE);
    for (const network of [tiny, transformer]) await frames(methodById('vanilla-gradient'), network, { x });
  });
  afterAll(() => {
    tiny.dispose();
    transformer.dispose();
    x.dispose();
  });

  describe.each(METHODS.map(({ id }) => id))('%s', (id) => {
    const method = methodById(id);
    let network: Network;
    beforeAll(() => {
      network = 'needs' in method && method.needs === 'attention' ? transformer : tiny;
    });
    const drive = () => ({ x, target: targetOf(id), params: paramsOf(id) });
    let known: Promise<Frame[]> | undefined;
    /** All the frames of one run, drawn once for all that look at them. */
    const plain = (): Promise<Frame[]> => (known ??= frames(method, network, drive()));

    it('yields frames of the right shape, finite, whose numbers are those of the bytes shown', async () => {
      const all = await plain();
      expect(all.length).toBe(SHORT[id]?.frames);
      for (const {
        width,
        height,
        step,
        steps,
        pixels,
        logits,
        scalars,
        attribution,
        gradient,
        signed,
      } of all) {
        expect([width, height, pixels!.length, logits!.length]).toEqual([
          SIZE,
          SIZE,
          SIZE * SIZE * 4,
          CLASSES,
        ]);
        expect(step).toBeLessThanOrEqual(steps);
        expect(pixels!.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
        expect([...Object.values(scalars), ...logits!].every(Number.isFinite)).toBe(true);
        expect(Object.keys(scalars)).toEqual(expect.arrayContaining(SCALARS));
        expect([...(attribution ?? []), ...(gradient ?? [])].every(Number.isFinite)).toBe(true);
        if (method.exercise === 'saliency') expect(attribution!.length).toBe(SIZE * SIZE);
        if (gradient) expect(gradient.length).toBe(SIZE * SIZE * 3);
        if (!signed) expect(attribution?.every((value) => value >= 0) ?? true).toBe(true);
        const fresh = tf.tidy(() => network.logits(rgbaToZScore(pixels!, SIZE, SIZE)).dataSync());
        expect([...logits!]).toEqual([...fresh]);
        expect(scalars.logit).toBe(fresh[targetOf(id)]);
      }
    });

    it('gives the same result with scaled cotangents', async () => {
      const plain = await result(method, network, drive());
      const scaled = await result(method, network, { ...drive(), gradientScale: 4096 });
      expect([...scaled.pixels!]).toEqual([...plain.pixels!]);
      for (const key of ['gradient', 'attribution'] as const) {
        const close = plain[key]?.every(
          (value, i) => Math.abs(value - scaled[key]![i]!) <= 1e-5 * Math.abs(value) + 1e-9,
        );
        expect(close ?? true).toBe(true);
      }
    });

    // What follows hangs on the method, not on what computes: it is asked where that is quick.
    if (backend !== 'wasm') return;

    it.runIf(method.exercise === 'fooling')('says how far each picture shown is from the photo', async () => {
      const { bytes } = await readBack(() => ({ bytes: roundToBytes(x) }));
      const before = packRgba(bytes);
      for (const { step, pixels, scalars } of await plain()) {
        expect(scalars).toMatchObject({ ...byteDistance(before, pixels!) });
        expect('psnr' in scalars).toBe(scalars.l0! > 0);
        const size = { width: SIZE, height: SIZE };
        expect(scalars.ssim).toBe(structuralSimilarity(lumaOf(before, size), lumaOf(pixels!, size)));
        expect(scalars.queries).toBeGreaterThanOrEqual(step);
        expect([0, 1]).toContain(scalars.roundedFooled);
      }
    });

    it('leaves its input as it was', async () => {
      const before = x.dataSync().slice();
      await frames(method, network, drive());
      expect(x.isDisposed).toBe(false);
      expect([...x.dataSync()]).toEqual([...before]);
    });

    it('frees every tensor: at the end, after an early break, after a cancel', async () => {
      const before = tf.memory().numTensors;
      const held: number[] = [];
      for await (const frame of start(method, network, {
        ...drive(),
        params: { ...paramsOf(id), ...longer(id) },
      })) {
        if (frame.step > 0) held.push(tf.memory().numTensors);
      }
      expect(tf.memory().numTensors).toBe(before);
      expect(new Set(held).size).toBeLessThanOrEqual(1);

      for (const count of [1, 2, 5]) {
        for await (const frame of start(method, network, drive())) if (frame.step >= count - 1) break;
        expect(tf.memory().numTensors).toBe(before);
      }
      for (const allowed of [0, 1, 4]) {
        let asked = 0;
        const checkpoint = (): Promise<'go'> =>
          asked++ < allowed ? Promise.resolve('go') : Promise.reject(new Error('cancelled'));
        const run = frames(method, network, { ...drive(), checkpoint });
        if (allowed < framesOf(id)) await expect(run).rejects.toThrow('cancelled');
        else await run;
        expect(tf.memory().numTensors).toBe(before);
      }
    });

    it('gives the same frames for the same seed, and a result that does not hang on which were shown', async () => {
      const all = await plain();
      const again = await frames(method, network, drive());
      expect(again.map(hash)).toEqual(all.map(hash));
      for (const every of [3, 5, Infinity]) {
        const some = await frames(method, network, { ...drive(), wantsFrame: (step) => step % every === 0 });
        expect(some.length).toBeLessThanOrEqual(all.length);
        expect(hash(some.at(-1)!)).toBe(hash(all.at(-1)!));
      }
    });

    it('gives its frames away: what they hold is not needed again', async () => {
      const all = (await plain()).map(hash);
      const given: string[] = [];
      for await (const frame of start(method, network, drive())) {
        given.push(hash(frame));
        const arrays = [frame.pixels, frame.logits, frame.attribution, frame.gradient];
        const transfer = new Set(arrays.flatMap((array) => (array ? [array.buffer] : [])));
        // What crosses to another thread is no longer here.
        structuredClone(null, { transfer: [...transfer] });
      }
      expect(given).toEqual(all);
    });

    it('hangs on its seed exactly where it is said to draw at random', async () => {
      const info = METHODS.find((info) => info.id === id)!;
      const given = { ...defaultParams(info.params), ...paramsOf(id) };
      const [one, other] = [
        await frames(method, network, { ...drive(), seed: 1 }),
        await frames(method, network, { ...drive(), seed: 2 }),
      ];
      const same = hash(one.at(-1)!) === hash(other.at(-1)!);
      expect(same).toBe(!info.drawsAtRandom(given));
    });

    it('ends with a frame of the present state when stopped', async () => {
      const all = await plain();
      let asked = 0;
      const checkpoint = (): Promise<'go' | 'stop'> => Promise.resolve(asked++ < 4 ? 'go' : 'stop');
      const stopped = await frames(method, network, { ...drive(), checkpoint, wantsFrame: () => false });
      const { step } = stopped.at(-1)!;
      expect(step).toBe(Math.min(4, Math.max(1, framesOf(id) - 1)));
      expect(hash(stopped.at(-1)!)).toBe(hash(all.find((frame) => frame.step === step)!));
    });
  });
});

function longer(id: string): Record<string, number> {
  return (
    {
      'smooth-grad': { samples: 30 },
      xrai: { steps: 15 },
      'targeted-gradient': { maxSteps: 50 },
      'pgd-linf': { steps: 50 },
      'pgd-l2': { steps: 50 },
      'apgd-ce': { steps: 50 },
      'class-visualization': { iterations: 50 },
    }[id] ?? {}
  );
}
