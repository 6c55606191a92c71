import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { HIGHEST, LOWEST } from '../../../../src/networks/kernels/picture/clamp';
import { rgbaToZScore } from '../../../../src/networks/kernels/picture/round-to-bytes';
import { argMax } from '../../../../src/core/statistics/softmax';
import { targetedGradient } from '../../../../src/methods/adversarial/targeted-gradient';
import type { Network } from '../../../../src/networks/executor/network';
import { tinyOnPhotos } from '../../../../testing/tiny-on-photos';
import { frames, result } from '../drive';
import { constantNetwork, linearNetwork, randomRows } from '../../../../testing/toy-networks';

const SIZE = 8;
/** Classes that the tiny network can be led to from the test photo. */
const REACHABLE = [1, 3, 5, 6];
const distance = (a: Float32Array, b: Float32Array): number =>
  Math.hypot(...a.map((value, i) => value - b[i]!));
const read = (network: Network, pixels: Uint8ClampedArray, size: number): number =>
  argMax(tf.tidy(() => network.logits(rgbaToZScore(pixels, size, size)).dataSync()));

describe('targeted gradient', () => {
  let tiny: Network;
  let x: tf.Tensor4D;
  let small: tf.Tensor4D;

  beforeAll(async () => {
    const given = await tinyOnPhotos(SIZE);
    ({ tiny, x, small } = given);
    return given.dispose;
  });

  it('takes steps of length eta, so that t steps go no further than eta * t', async () => {
    const network = linearNetwork(SIZE, randomRows(SIZE, 4, 3), [0, -1000, 0, 0]);
    const params = {
      stepSize: 0.5,
      clamp: false,
      stopRule: 'top1',
      maxSteps: 10,
      objective: 'margin',
    } as const;
    const all = await frames(targetedGradient, network, { x: small, target: 1, params });
    expect(network.seen).toHaveLength(11);
    for (let t = 1; t < 11; t++) {
      expect(distance(network.seen[t]!, network.seen[t - 1]!)).toBeCloseTo(0.5, 4);
      expect(distance(network.seen[t]!, network.seen[0]!)).toBeLessThanOrEqual(0.5 * t + 1e-4);
      expect(all[t]!.scalars.floatL2).toBeCloseTo(distance(network.seen[t]!, network.seen[0]!), 4);
    }
    expect(all.at(-1)!).toMatchObject({ step: 10, steps: 10, scalars: { fooled: 0 } });
    network.dispose();
  });

  it.each([0.1, 0.5, 1])(
    'needs ceil(gap / (eta * slope)) steps on a linear network, eta %f',
    async (stepSize) => {
      const [rival, target] = randomRows(SIZE, 2, 8) as [Float32Array, Float32Array];
      const network = linearNetwork(SIZE, [rival, target], [30, 0]);
      const logits = tf.tidy(() => network.logits(small).dataSync());
      const slope =
        target.reduce((sum, value, i) => sum + value * (value - rival[i]!), 0) / Math.hypot(...target);
      const needed = Math.ceil((logits[0]! - logits[1]!) / (stepSize * slope));
      expect(needed).toBeGreaterThan(3);
      const params = { stepSize, clamp: false, stopRule: 'top1' } as const;
      const last = await result(targetedGradient, network, { x: small, target: 1, params });
      expect(last.step).toBe(needed);
      expect(last.scalars.fooled).toBe(1);
      network.dispose();
    },
  );

  it('lets no entry of the gradient count for more than κ times the root mean square, in a step as long as before', async () => {
    const rows = randomRows(SIZE, 2, 8) as [Float32Array, Float32Array];
    const peak = 5;
    rows[1][peak] = 40;
    const network = linearNetwork(SIZE, rows, [1000, 0]);
    const stepped = async (cut: number): Promise<Float32Array> => {
      network.seen.length = 0;
      const params = { cut, clamp: false, maxSteps: 1, stopRule: 'top1' } as const;
      await frames(targetedGradient, network, { x: small, target: 1, params });
      return network.seen[1]!.map((value, i) => value - network.seen[0]![i]!);
    };
    const whole = await stepped(0);
    const cut = await stepped(2);
    expect(Math.hypot(...whole)).toBeCloseTo(0.5, 4);
    expect(Math.hypot(...cut)).toBeCloseTo(0.5, 4);
    const rms = Math.hypot(...rows[1]) / Math.sqrt(rows[1].length);
    const other = rows[1].findIndex((value, i) => i !== peak && Math.abs(value) > 0.2);
    expect(whole[peak]! / whole[other]!).toBeCloseTo(40 / rows[1][other]!, 1);
    expect(cut[peak]! / cut[other]!).toBeCloseTo((2 * rms) / rows[1][other]!, 2);
    network.dispose();
  });

  it('takes no step where the picture is already read as the target', async () => {
    const target = argMax(tf.tidy(() => tiny.logits(x).dataSync()));
    for (const preset of ['lucarne', 'CS231n', 'RDFIA TP9']) {
      const all = await frames(targetedGradient, tiny, { x, target, params: { preset } });
      expect(all).toHaveLength(1);
      expect(all[0]).toMatchObject({
        step: 0,
        scalars: {
          floatL2: 0,
          l0: 0,
          l2: 0,
          linf: 0,
          rms: 0,
          changedPixels: 0,
          ssim: 1,
          queries: 0,
          fooled: 1,
        },
      });
    }
  });

  it('stops at the first success by each rule, and a fresh forward pass agrees', async () => {
    for (const target of REACHABLE) {
      const run = (stopRule: 'rounded' | 'top1' | 'probability') =>
        frames(targetedGradient, tiny, { x, target, params: { stopRule, confidence: 0.4, stepSize: 0.2 } });
      const top1 = await run('top1');
      expect(top1.map(({ scalars }) => scalars.fooled)).toEqual([...top1.slice(1).map(() => 0), 1]);
      const rounded = await run('rounded');
      const last = rounded.at(-1)!;
      expect(last.step).toBeGreaterThanOrEqual(top1.at(-1)!.step);
      expect(last.scalars).toMatchObject({ fooled: 1, roundedFooled: 1 });
      expect(read(tiny, last.pixels!, 32)).toBe(target);
      for (const { scalars } of rounded.slice(0, -1))
        expect(scalars.fooled! * scalars.roundedFooled!).toBe(0);
      const probability = (await run('probability')).map(({ scalars }) => scalars.floatProbability!);
      expect(probability.at(-1)).toBeGreaterThanOrEqual(0.4);
      for (const value of probability.slice(0, -1)) expect(value).toBeLessThan(0.4);
    }
  });

  it('goes on until the bytes fool, where the iterate alone would not survive saving', async () => {
    let lost = 0;
    for (const target of REACHABLE) {
      const run = (stopRule: 'rounded' | 'top1') =>
        result(targetedGradient, tiny, { x, target, params: { stopRule, stepSize: 0.05, maxSteps: 300 } });
      const [plain, kept] = [await run('top1'), await run('rounded')];
      if (read(tiny, plain.pixels!, 32) !== target) lost++;
      expect(read(tiny, kept.pixels!, 32)).toBe(target);
    }
    expect(lost).toBeGreaterThan(0);
  });

  it('rounds and classifies only frames on show and iterates that fool', async () => {
    let classified = 0;
    const counting: Network = { ...tiny, logits: (z) => (classified++, tiny.logits(z)) };
    const drive = { x, target: 3, params: { stepSize: 0.2 }, wantsFrame: () => false };
    const last = await result(targetedGradient, counting, drive);
    const top1 = await result(targetedGradient, tiny, {
      ...drive,
      params: { stepSize: 0.2, stopRule: 'top1' },
    });
    expect(last.step).toBeGreaterThan(5);
    expect(classified).toBe(1 + last.step - top1.step);
  });

  it('keeps every iterate a picture, also at pure black and white, unless told not to', async () => {
    const extremes = rgbaToZScore(
      Array.from({ length: SIZE * SIZE * 4 }, (_, i) => (i % 8 < 4 ? 0 : 255)),
      SIZE,
      SIZE,
    );
    const outside = async (clamp: boolean): Promise<number> => {
      const network = linearNetwork(SIZE, randomRows(SIZE, 3, 6), [0, -1e5, 0]);
      await result(targetedGradient, network, {
        x: extremes,
        target: 1,
        params: { stepSize: 10, maxSteps: 10, clamp },
      });
      network.dispose();
      expect(network.seen).toHaveLength(11);
      const beyond = network.seen.flatMap((z) =>
        [...z].map((value, i) => Math.max(LOWEST[i % 3]! - value, value - HIGHEST[i % 3]!)),
      );
      return Math.max(...beyond);
    };
    expect(await outside(true)).toBeLessThan(1e-6);
    expect(await outside(false)).toBeGreaterThan(1);
    extremes.dispose();
  });

  it('measures the change of the bytes shown', async () => {
    const all = await frames(targetedGradient, tiny, { x, target: 3, params: { stepSize: 1 } });
    const [before, after] = [all[0]!.pixels!, all.at(-1)!.pixels!];
    const changes = [...after].map((value, i) => Math.abs(value - before[i]!));
    const { linf, rms, changedPixels } = all.at(-1)!.scalars;
    expect(linf).toBe(Math.max(...changes));
    expect(rms).toBeCloseTo(
      Math.sqrt(changes.reduce((sum, value) => sum + value ** 2, 0) / (32 * 32 * 3)),
      9,
    );
    const touched = Array.from({ length: 1024 }, (_, i) =>
      changes.slice(4 * i, 4 * i + 3).some((value) => value > 0),
    );
    expect(changedPixels).toBe(touched.filter(Boolean).length / 1024);
    expect(changedPixels).toBeGreaterThan(0);
  });

  it('ends at once, and says so, where the gradient is zero', async () => {
    const network = constantNetwork(SIZE, [1, 0]);
    const last = await result(targetedGradient, network, { x: small, target: 1 });
    expect(last.step).toBe(0);
    expect(last.scalars).toMatchObject({ zeroGradient: 1, fooled: 0, l2: 0, changedPixels: 0 });
    expect(Object.values(last.scalars).every(Number.isFinite)).toBe(true);
    network.dispose();
  });

  it('obeys a step limit lowered on the way', async () => {
    const network = linearNetwork(SIZE, randomRows(SIZE, 2, 3), [1e5, 0]);
    const params = () => ({ maxSteps: network.seen.length < 4 ? 100 : 6 });
    const last = await result(targetedGradient, network, { x: small, target: 1, params });
    expect(last).toMatchObject({ step: 6, steps: 6 });
    network.dispose();
  });

  it('needs a picture', async () => {
    await expect(result(targetedGradient, tiny, {})).rejects.toMatchObject({ code: 'bad-parameter' });
  });
});
