import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { argMax } from '../../../../src/core/statistics/softmax';
import { STD } from '../../../../src/core/pictures/imagenet-colours';
import { carliniWagnerL2 } from '../../../../src/methods/adversarial/minimal/carlini-wagner';
import { deepFool } from '../../../../src/methods/adversarial/minimal/deep-fool';
import { cosineBetween, fmnL2 } from '../../../../src/methods/adversarial/minimal/fmn';
import type { ParamValues } from '../../../../src/methods/catalog/params';
import type { Method } from '../../../../src/methods/method';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import { rgbaToZScore } from '../../../../src/networks/kernels/picture/round-to-bytes';
import { toGreyLevels } from '../../../../src/networks/kernels/picture/pixel-ball';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { constantNetwork, linearNetwork, randomRows } from '../../../../testing/toy-networks';
import { frames, photo, result } from '../drive';

const SIZE = 8;
/** A z-score of each channel in grey levels. */
const LEVELS = STD.map((std) => 255 * std);

const any = <P>(method: Method<P>): Method<ParamValues> => method as unknown as Method<ParamValues>;

let grey: tf.Tensor4D;
beforeAll(async () => {
  await useBackend('wasm');
  // Mid grey: nothing is clipped.
  grey = rgbaToZScore(new Uint8Array(SIZE * SIZE * 4).fill(128), SIZE, SIZE);
});
afterAll(() => grey.dispose());

/** Gradient over pixels of the difference of two rows of a linear network. */
const slopeOf = (to: Float32Array, from: Float32Array): Float32Array =>
  to.map((w, i) => (w - from[i]!) / LEVELS[i % 3]!);
const changeOf = (z: Float32Array): Float32Array =>
  tf.tidy(() => toGreyLevels(tf.sub(tf.tensor(z, grey.shape), grey)).dataSync() as Float32Array);
const lengthOf = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values));

/** A linear network whose borders are some hundred grey levels away, what it reads, and how far each border is. */
function farBorders() {
  const rows = randomRows(SIZE, 4, 5);
  const bias = [0, 0, 0, 0];
  const free = linearNetwork(SIZE, rows, bias);
  const logits = tf.tidy(() => free.logits(grey).dataSync());
  free.dispose();
  const read = 2;
  const highest = Math.max(...logits) - logits[read]!;
  const network = linearNetwork(SIZE, rows, [0, 1, highest + 40, 2]);
  const answers = tf.tidy(() => network.logits(grey).dataSync());
  const distances = rows.map((row, k) =>
    k === read ? Infinity : (answers[read]! - answers[k]!) / lengthOf(slopeOf(row, rows[read]!)),
  );
  return { network, rows, read, distances };
}

describe('DeepFool on a linear network', () => {
  it('goes straight over the nearest border, in one step', async () => {
    const { network, rows, read, distances } = farBorders();
    expect(argMax(tf.tidy(() => network.logits(grey).dataSync()))).toBe(read);
    const nearest = Math.min(...distances);
    const to = distances.indexOf(nearest);
    const all = await frames(deepFool, network, { x: grey, target: read, params: { overshoot: 0.5 } });
    const change = changeOf(network.seen[1]!);
    expect(lengthOf(change) / (1.5 * nearest)).toBeCloseTo(1, 3);
    const slope = slopeOf(rows[to]!, rows[read]!);
    const along = change.reduce((sum, value, i) => sum + value * slope[i]!, 0);
    expect(along / (lengthOf(change) * lengthOf(slope))).toBeCloseTo(1, 4);
    expect(all.at(-1)).toMatchObject({ step: 1, scalars: { fooled: 1, roundedFooled: 1 } });
    expect(argMax(all.at(-1)!.logits!)).toBe(to);
    network.dispose();
  });

  it.each([
    [1.02, true],
    [0.98, false],
  ])('and %f of the way flips it: %s', async (share, flips) => {
    const { network, rows, read, distances } = farBorders();
    const nearest = Math.min(...distances);
    const slope = slopeOf(rows[distances.indexOf(nearest)]!, rows[read]!);
    const z = grey.dataSync().map((value, i) => {
      const change = (share * nearest * slope[i]!) / lengthOf(slope);
      return value + change / LEVELS[i % 3]!;
    });
    const answer = tf.tidy(() => network.logits(tf.tensor4d(z, grey.shape)).dataSync());
    expect(argMax(answer) !== read).toBe(flips);
    network.dispose();
  });

  it('ends, and says so, where no pixel moves any score', async () => {
    const network = constantNetwork(SIZE, [1, 0]);
    const before = tf.memory().numTensors;
    const last = await result(deepFool, network, { x: grey, target: 0 });
    expect(last).toMatchObject({ step: 0, scalars: { zeroGradient: 1, fooled: 0, linf: 0 } });
    expect(tf.memory().numTensors).toBe(before);
    network.dispose();
  });
});

/** Searches to their end, and settings in which it is near. */
const SEARCHES = [
  { id: fmnL2.id, method: any(fmnL2), params: { steps: 200 } },
  { id: carliniWagnerL2.id, method: any(carliniWagnerL2), params: { steps: 200, searches: 4 } },
];

describe.each(SEARCHES)('$id', ({ method, params }) => {
  it('ends next to the nearest border of a linear network', async () => {
    const { network, read, distances } = farBorders();
    const nearest = Math.min(...distances);
    const last = await result(method, network, { x: grey, target: read, params: { ...params, aim: 'away' } });
    expect(last.scalars).toMatchObject({ fooled: 1, roundedFooled: 1 });
    const length = last.scalars.rms! * Math.sqrt(SIZE * SIZE * 3);
    expect(length).toBeGreaterThan(0.98 * nearest);
    // Rounding to bytes moves each of the 192 values by 0.3 or so.
    expect(length).toBeLessThan(1.1 * nearest);
    network.dispose();
  });

  it('and next to the border of the class it was sent to', async () => {
    const { network, read, distances } = farBorders();
    const to = distances.indexOf(Math.max(...distances.filter(Number.isFinite)));
    const last = await result(method, network, { x: grey, target: to, params });
    expect(argMax(last.logits!)).toBe(to);
    const length = last.scalars.rms! * Math.sqrt(SIZE * SIZE * 3);
    // Other borders may lie in between: it is no shorter than straight there.
    expect(length).toBeGreaterThan(0.98 * distances[to]!);
    expect(read).not.toBe(to);
    network.dispose();
  });
});

describe('FMN', () => {
  it('shows no longer a change than the one before, once it fools', async () => {
    const { graph, weights } = tinyNetwork();
    const tiny: Network = createNetwork(graph, weights);
    const x = photo(32);
    const target = argMax(tf.tidy(() => tiny.logits(x).dataSync()));
    const all = await frames(fmnL2, tiny, { x, target, params: { aim: 'away', steps: 60 } });
    const fooling = all.filter(({ scalars }) => scalars.fooled === 1);
    expect(fooling.length).toBeGreaterThan(10);
    for (const [i, { scalars }] of fooling.entries())
      if (i > 0) expect(scalars.rms).toBeLessThanOrEqual(fooling[i - 1]!.scalars.rms!);
    const first = fooling[0]!.scalars.rms!;
    expect(fooling.at(-1)!.scalars.rms!).toBeLessThan(first);
    // What is shown is what the network reads.
    const last = fooling.at(-1)!;
    const fresh = tf.tidy(() => tiny.logits(rgbaToZScore(last.pixels!, 32, 32)).dataSync());
    expect([...fresh]).toEqual([...last.logits!]);
    tiny.dispose();
    x.dispose();
  });

  it('lets its numbers fall along half a cosine', () => {
    expect([0, 0.5, 1].map((at) => cosineBetween(1, 0.01, at))).toEqual([1, 0.505, 0.01]);
  });
});
