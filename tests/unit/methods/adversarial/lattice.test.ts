import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { argMax } from '../../../../src/core/statistics/softmax';
import { STD } from '../../../../src/core/pictures/imagenet-colours';
import { smallestChange } from '../../../../src/methods/adversarial/minimal/lattice';
import { createLatticeSearch } from '../../../../src/methods/adversarial/minimal/lattice-search';
import { targetedGradient } from '../../../../src/methods/adversarial/targeted-gradient';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import { rgbaToZScore } from '../../../../src/networks/kernels/picture/round-to-bytes';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { linearNetwork, randomRows } from '../../../../testing/toy-networks';
import { frames, photo, result } from '../drive';

const SIZE = 8;
let grey: tf.Tensor4D;
let tiny: Network;
let x: tf.Tensor4D;
beforeAll(async () => {
  await useBackend('wasm');
  grey = rgbaToZScore(new Uint8Array(SIZE * SIZE * 4).fill(128), SIZE, SIZE);
  const { graph, weights } = tinyNetwork();
  tiny = createNetwork(graph, weights);
  x = photo(32);
});
afterAll(() => {
  tiny.dispose();
  tf.dispose([grey, x]);
});

/**
 * The shortest change of whole levels over the border of a linear network with two classes, by its Lagrangian: for each
 * factor the best whole change is the rounded slope, and the first that crosses is the shortest of its kind.
 */
function shortestWhole(slope: Float32Array, gap: number): number {
  for (let factor = 0; ; factor += 0.002) {
    let [gain, squares] = [0, 0];
    for (const value of slope) {
      const level = Math.round(factor * value);
      gain += level * value;
      squares += level ** 2;
    }
    if (gain > gap) return Math.sqrt(squares);
  }
}

describe('the smallest change in bytes', () => {
  it.each([3, 0.4])(
    'of a linear network is the lattice’s own shortest, with a border %f levels a value away',
    async (levels) => {
      const rows = randomRows(SIZE, 2, 5);
      const slope = rows[1]!.map((w, i) => (w - rows[0]![i]!) / (255 * STD[i % 3]!));
      const free = linearNetwork(SIZE, rows, [0, 0]);
      const [a = 0, b = 0] = tf.tidy(() => free.logits(grey).dataSync());
      free.dispose();
      const gap = levels * Math.sqrt(slope.length) * Math.hypot(...slope);
      const network = linearNetwork(SIZE, rows, [gap + b - a, 0]);
      const last = await result(smallestChange, network, { x: grey, target: 1, params: { steps: 300 } });
      expect(last.scalars).toMatchObject({ fooled: 1, roundedFooled: 1 });
      const shortest = shortestWhole(slope, gap);
      expect(last.scalars['l2']! / shortest).toBeGreaterThan(0.99);
      expect(last.scalars['l2']! / shortest).toBeLessThan(1.03);
      network.dispose();
    },
  );

  it('goes on from a picture that fools, and ends no farther from the photo', async () => {
    const target = 3;
    const fooled = await result(targetedGradient, tiny, { x, target, params: { stepSize: 0.5 } });
    expect(fooled.scalars).toMatchObject({ roundedFooled: 1 });
    const all = await frames(smallestChange, tiny, {
      x,
      target,
      start: fooled.pixels!,
      params: { steps: 60 },
    });
    expect(all[0]!.pixels).toEqual(fooled.pixels);
    const lengths = all.map(({ scalars }) => scalars['l2']!);
    expect(all.every(({ scalars }) => scalars['fooled'] === 1)).toBe(true);
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
    expect(lengths.at(-1)!).toBeLessThan(0.8 * lengths[0]!);
    const last = all.at(-1)!;
    const fresh = tf.tidy(() => tiny.logits(rgbaToZScore(last.pixels!, 32, 32)).dataSync());
    expect(argMax(fresh)).toBe(target);
    expect([...fresh]).toEqual([...last.logits!]);
  });

  it('leaves the way of the picture it was given for a shorter one, if there is one, and comes back to it if there is none', () => {
    const params = { steps: 30, stride: 0.6, shrink: 0.1, aim: 'towards' } as const;
    const search = (border: (change: Float32Array) => boolean) => {
      const given = new Float32Array(12).fill(60);
      const slope = Float32Array.from({ length: 12 }, (_, i) => (i === 0 ? 1 : 0));
      const lattice = createLatticeSearch(new Float32Array(12).fill(128), params, true);
      let [change, found] = [given, { change: given, length: Math.hypot(...given) }];
      for (let step = 1; step <= params.steps; step++) {
        const fools = step === 1 || border(change);
        if (fools && Math.hypot(...change) < found.length) found = { change, length: Math.hypot(...change) };
        change = lattice.next({ change, fools, slope: lattice.wantsSlope() ? slope : null }, found, step)!;
      }
      return found;
    };
    // The first value alone, moved by 40 levels, fools.
    const short = search((change) => change[0]! >= 40);
    expect(short.length).toBeLessThan(60);
    // All values have to move: nothing on the way up that slope does.
    const long = search((change) => change.every((value) => value >= 30));
    expect(long.length).toBeLessThan(0.6 * 60 * Math.sqrt(12));
    expect(Math.min(...long.change)).toBeGreaterThanOrEqual(30);
  });

  it('finds a picture that fools by itself, away from a class too', async () => {
    const read = argMax(tf.tidy(() => tiny.logits(x).dataSync()));
    const last = await result(smallestChange, tiny, { x, target: read, params: { aim: 'away' } });
    expect(last.scalars).toMatchObject({ fooled: 1 });
    expect(argMax(last.logits!)).not.toBe(read);
  });

  it('has nothing to change where the photo is read so already', async () => {
    const read = argMax(tf.tidy(() => tiny.logits(x).dataSync()));
    const last = await result(smallestChange, tiny, { x, target: read });
    expect(last).toMatchObject({ step: 0, scalars: { fooled: 1, l2: 0 } });
  });

  it('refuses a picture of another size to go on from', async () => {
    const wrong = result(smallestChange, tiny, { x, target: 3, start: new Uint8ClampedArray(16) });
    await expect(wrong).rejects.toMatchObject({ code: 'bad-parameter' });
  });
});
