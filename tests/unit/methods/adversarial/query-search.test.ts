import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { argMax } from '../../../../src/core/statistics/softmax';
import { gaussianNoise, uniformNoise } from '../../../../src/methods/adversarial/search/noise';
import { rectangle } from '../../../../src/methods/adversarial/search/rectangle';
import { simba } from '../../../../src/methods/adversarial/search/simba';
import { squareLinf, squareShare } from '../../../../src/methods/adversarial/search/square';
import type { Method } from '../../../../src/methods/method';
import type { ParamValues } from '../../../../src/methods/catalog/params';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import {
  packRgba,
  rgbaToZScore,
  roundToBytes,
} from '../../../../src/networks/kernels/picture/round-to-bytes';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { linearNetwork, randomRows } from '../../../../testing/toy-networks';
import { frames, photo, result } from '../drive';

const SIZE = 16;
const any = <P>(method: Method<P>): Method<ParamValues> => method as unknown as Method<ParamValues>;

/** The network, and the bytes of every picture it was asked about. */
function asked(network: Network): Network & { readonly pictures: Uint8ClampedArray[] } {
  const pictures: Uint8ClampedArray[] = [];
  return {
    ...network,
    pictures,
    logits(z) {
      pictures.push(packRgba(tf.tidy(() => roundToBytes(z).dataSync())));
      return network.logits(z);
    },
  };
}

/** Changes of the colours between two pictures of RGBA bytes, three a pixel. */
const changesOf = (before: Uint8ClampedArray, after: Uint8ClampedArray): number[] =>
  [...after].map((value, i) => value - before[i]!).filter((_, i) => i % 4 !== 3);

describe('searches that ask for answers only', () => {
  let network: ReturnType<typeof asked>;
  let x: tf.Tensor4D;
  let target: number;
  beforeAll(async () => {
    await useBackend('wasm');
    x = photo(SIZE);
    const linear = linearNetwork(SIZE, randomRows(SIZE, 3, 6), [0, 0, 0]);
    target = argMax(tf.tidy(() => linear.logits(x).dataSync()));
    network = asked(linear);
  });
  afterAll(() => {
    network.dispose();
    x.dispose();
  });
  /** Every frame of an attack that spends all its queries away from what is read, and the pictures asked about. */
  const spend = async (method: Method<ParamValues>, params: ParamValues, seed = 1) => {
    network.pictures.length = 0;
    const never = { aim: 'away', stopRule: 'never', queries: 60 };
    const all = await frames(method, network, { x, target, seed, params: { ...never, ...params } });
    const [before, ...pictures] = network.pictures.slice();
    return { all, before: before!, pictures };
  };

  it.each([
    ['square-linf', any(squareLinf), { epsilon: 6 }],
    ['simba', any(simba), {}],
    ['simba', any(simba), { basis: 'pixel', stepSize: 200 }],
    ['rectangle', any(rectangle), {}],
    ['uniform-noise', any(uniformNoise), { strength: 9 }],
    ['gaussian-noise', any(gaussianNoise), { strength: 9 }],
  ])(
    '%s keeps the best of what it asked about, asks once a step, and never asks for a gradient',
    async (_, method, params) => {
      const { all, pictures } = await spend(method, params);
      expect(all).toHaveLength(61);
      expect(pictures).toHaveLength(60);
      const margin = (logits: Float32Array): number =>
        logits[target]! - Math.max(...[...logits].filter((__, k) => k !== target));
      for (let t = 1; t < all.length; t++) {
        const score = ({ logits, scalars }: (typeof all)[number]): number =>
          method.id === 'simba' ? Math.log(scalars.probability!) : margin(logits!);
        expect(score(all[t]!)).toBeLessThanOrEqual(score(all[t - 1]!));
        expect(all[t]!.scalars.queries).toBe(t);
        const shown = [...all[t]!.pixels!];
        const known = [[...all[t - 1]!.pixels!], [...pictures[t - 1]!]];
        expect(known).toContainEqual(shown);
      }
      expect(all.at(-1)!.scalars.probability).toBeLessThan(all[0]!.scalars.probability!);
    },
  );

  it('squares stay within ε, begin with stripes and are set to the photo’s colours ± ε', async () => {
    const { before, pictures } = await spend(any(squareLinf), { epsilon: 6 });
    for (const picture of pictures)
      for (const [i, change] of changesOf(before, picture).entries()) {
        const value = before[4 * Math.floor(i / 3) + (i % 3)]!;
        // ε up, ε down or none at all; less only where the picture ends.
        expect([0, Math.min(6, 255 - value), -Math.min(6, value)]).toContain(change);
      }
    const first = changesOf(before, pictures[0]!).map(Math.sign);
    const row = first.slice(0, 3 * SIZE);
    const inside = (i: number): boolean => {
      const value = before[4 * Math.floor(i / 3) + (i % 3)]!;
      return value > 6 && value < 249;
    };
    for (const [i, sign] of first.entries())
      if (inside(i) && row[i % row.length]) expect(sign).toBe(row[i % row.length]);
  });

  it('squares shrink as the paper’s do', () => {
    const sizes = [0, 10, 11, 51, 201, 501, 1001, 2001, 4001, 6001, 8001];
    expect(sizes.map((query) => 0.8 / squareShare(0.8, query, 10_000))).toEqual([
      1, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512,
    ]);
    expect(squareShare(0.8, 30, 5000)).toBe(0.8 / 4);
  });

  it('SimBA tries each direction once, down and then up, each step of the length that was asked for', async () => {
    // In the middle of the range nothing is clipped, and single values of whole grey levels are not rounded.
    const grey = rgbaToZScore(new Uint8Array(SIZE * SIZE * 4).fill(128), SIZE, SIZE);
    network.pictures.length = 0;
    const params = { aim: 'away', basis: 'pixel', stepSize: 40, stopRule: 'never', queries: 400 };
    const all = await frames(any(simba), network, { x: grey, target, params });
    const [first, ...pictures] = network.pictures;
    const touched = new Map<number, number[]>();
    for (const [t, picture] of pictures.entries()) {
      const from = t === 0 ? first! : all[t]!.pixels!;
      const changes = [...changesOf(from, picture).entries()].filter(([, change]) => change !== 0);
      expect(changes).toHaveLength(1);
      const [place, change] = changes[0]!;
      touched.set(place, [...(touched.get(place) ?? []), change]);
    }
    for (const tries of touched.values()) expect([[-40], [-40, 40]]).toContainEqual(tries);
    expect(touched.size).toBeGreaterThan(200);
    grey.dispose();
  });

  it('SimBA’s waves are of the length that was asked for, and at right angles to each other', async () => {
    const grey = rgbaToZScore(new Uint8Array(SIZE * SIZE * 4).fill(128), SIZE, SIZE);
    const params = {
      aim: 'away',
      basis: 'dct',
      frequencies: 4,
      stepSize: 600,
      stopRule: 'never',
      queries: 1,
    };
    const waves: number[][] = [];
    for (let seed = 1; seed <= 12; seed++) {
      network.pictures.length = 0;
      await frames(any(simba), network, { x: grey, target, params, seed });
      waves.push(changesOf(network.pictures[0]!, network.pictures[1]!).map((change) => change / 600));
    }
    const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    let different = 0;
    for (const [i, wave] of waves.entries()) {
      expect(dot(wave, wave)).toBeCloseTo(1, 1);
      for (const other of waves.slice(0, i)) {
        const angle = Math.abs(dot(wave, other));
        if (angle < 0.5) different++;
        expect(Math.min(angle, Math.abs(angle - 1))).toBeLessThan(0.05);
      }
    }
    expect(different).toBeGreaterThan(40);
    grey.dispose();
  });

  it('a rectangle covers what was asked for and nothing else, where it was asked for', async () => {
    const params = { place: 'given', colour: 'black', width: 50, height: 25, left: 100, top: 50 };
    const { all, before } = await spend(any(rectangle), params);
    expect(all).toHaveLength(2);
    const after = all[1]!.pixels!;
    for (let y = 0; y < SIZE; y++)
      for (let px = 0; px < SIZE; px++) {
        const at = 4 * (y * SIZE + px);
        const isInside = px >= 8 && y >= 6 && y < 10;
        const wanted = isInside ? [0, 0, 0] : [...before.slice(at, at + 3)];
        expect([...after.slice(at, at + 3)]).toEqual(wanted);
      }
    const searched = await spend(any(rectangle), { width: 25, height: 25, colour: 'white' });
    const places = new Set(
      searched.pictures.map((picture) =>
        changesOf(searched.before, picture).findIndex((change) => change !== 0),
      ),
    );
    expect(places.size).toBeGreaterThan(20);
  });

  it('noise is drawn anew for each try, on the photo itself, and is as strong as was asked for', async () => {
    const inner = rgbaToZScore(new Uint8Array(SIZE * SIZE * 4).fill(128), SIZE, SIZE);
    const spread: Record<string, number> = { 'uniform-noise': 20 / Math.sqrt(3), 'gaussian-noise': 20 };
    for (const method of [any(uniformNoise), any(gaussianNoise)]) {
      network.pictures.length = 0;
      const params = { strength: 20, queries: 8, stopRule: 'never', aim: 'away' };
      await frames(method, network, { x: inner, target, params });
      const [before, ...pictures] = network.pictures;
      const changes = pictures.map((picture) => changesOf(before!, picture));
      for (const change of changes) {
        const rms = Math.hypot(...change) / Math.sqrt(change.length);
        expect(rms / spread[method.id]!).toBeCloseTo(1, 0);
        if (method.id === 'uniform-noise') expect(Math.max(...change.map(Math.abs))).toBeLessThanOrEqual(20);
      }
      expect(new Set(changes.map((change) => change.join())).size).toBe(8);
    }
    inner.dispose();
  });
});

it('squares and waves lead a real network away from what it reads, and what is shown is what it saw', async () => {
  await useBackend('wasm');
  const { graph, weights } = tinyNetwork();
  const tiny = createNetwork(graph, weights);
  const x = photo(32);
  const target = argMax(tf.tidy(() => tiny.logits(x).dataSync()));
  for (const [method, params] of [
    [any(squareLinf), { epsilon: 40, queries: 300 }],
    [any(simba), { stepSize: 400, queries: 300 }],
  ] as const) {
    const last = await result(method, tiny, { x, target, params: { aim: 'away', ...params } });
    expect(last.scalars).toMatchObject({ fooled: 1, roundedFooled: 1 });
    const fresh = tf.tidy(() => tiny.logits(rgbaToZScore(last.pixels!, 32, 32)).dataSync());
    expect(argMax(fresh)).not.toBe(target);
  }
  tiny.dispose();
  x.dispose();
});
