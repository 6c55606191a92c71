import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { argMax } from '../../../../src/core/statistics/softmax';
import { carliniWagnerL2, narrowed } from '../../../../src/methods/adversarial/minimal/carlini-wagner';
import { adamFrom } from '../../../../src/methods/adversarial/minimal/adam';
import { HIGHEST, LOWEST } from '../../../../src/networks/kernels/picture/clamp';
import { rgbaToZScore } from '../../../../src/networks/kernels/picture/round-to-bytes';
import { objectiveValue } from '../../../../src/tensors/objective';
import { type TinyOnPhotos, tinyOnPhotos } from '../../../../testing/tiny-on-photos';
import { frames, result } from '../drive';

describe('Carlini and Wagner', () => {
  let given: TinyOnPhotos;
  let read: number;
  beforeAll(async () => {
    given = await tinyOnPhotos(8);
    read = argMax(tf.tidy(() => given.tiny.logits(given.x).dataSync()));
    return given.dispose;
  });

  it('takes ten times the weight until one fools, then halves what is left', () => {
    const start = { weight: 1, low: 0, high: Infinity };
    const none = narrowed(narrowed(start, false), false);
    expect(none).toEqual({ weight: 100, low: 10, high: Infinity });
    const found = narrowed(none, true);
    expect(found).toEqual({ weight: 55, low: 10, high: 100 });
    expect(narrowed(found, false)).toEqual({ weight: 77.5, low: 55, high: 100 });
    expect(narrowed(start, true)).toEqual({ weight: 0.5, low: 0, high: 1 });
  });

  it('goes down by Adam: by the step size at first, and to the bottom of a bowl', () => {
    const before = tf.memory().numTensors;
    const start = tf.tensor4d([3, -2, 0.5], [1, 1, 1, 3]);
    const descent = adamFrom(start, 0.1);
    descent.step(start);
    for (const [i, value] of descent.at().dataSync().entries())
      expect(value).toBeCloseTo([2.9, -1.9, 0.4][i]!, 4);
    for (let step = 0; step < 400; step++) descent.step(descent.at());
    for (const value of descent.at().dataSync()) expect(Math.abs(value)).toBeLessThan(0.02);
    descent.dispose();
    start.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('shows no longer a change than the one before once it fools, and what is shown is what is read', async () => {
    const { tiny, x } = given;
    for (const [aim, target] of [
      ['away', read],
      ['towards', 3],
    ] as const) {
      const params = { aim, steps: 25, searches: 4 };
      const all = await frames(carliniWagnerL2, tiny, { x, target, params });
      expect(all.at(-1)).toMatchObject({ step: 103, steps: 103, scalars: { fooled: 1, roundedFooled: 1 } });
      const fooling = all.filter(({ scalars }) => scalars.fooled === 1);
      for (const [i, { scalars }] of fooling.entries())
        if (i > 0) expect(scalars.rms).toBeLessThanOrEqual(fooling[i - 1]!.scalars.rms!);
      expect(fooling.at(-1)!.scalars.rms!).toBeLessThan(fooling[0]!.scalars.rms!);
      const { pixels, logits } = all.at(-1)!;
      expect([...tf.tidy(() => tiny.logits(rgbaToZScore(pixels!, 32, 32)).dataSync())]).toEqual([...logits!]);
      expect(argMax(logits!) === target).toBe(aim === 'towards');
    }
  });

  it('counts only what leads by the margin that was asked for', async () => {
    const { tiny, x } = given;
    const of = (margin: number) =>
      result(carliniWagnerL2, tiny, {
        x,
        target: 3,
        params: { margin, steps: 40, searches: 4 },
        wantsFrame: () => false,
      });
    const [plain, sure] = [await of(0), await of(1)];
    const lead = ({ logits }: typeof sure): number => objectiveValue('margin', logits!, 3, 'softmax');
    expect(lead(plain)).toBeGreaterThan(0);
    expect(lead(plain)).toBeLessThan(1);
    expect(lead(sure)).toBeGreaterThanOrEqual(1);
    expect(sure.scalars.rms).toBeGreaterThan(plain.scalars.rms!);
  });

  it('sets out from the photo anew for each weight, and never leaves what a picture can be', async () => {
    const { tiny, x } = given;
    const seen: Float32Array[] = [];
    const watched: typeof tiny = {
      ...tiny,
      forward(z) {
        seen.push(z.dataSync<'float32'>().slice());
        return tiny.forward(z);
      },
    };
    await result(carliniWagnerL2, watched, { x, target: 3, params: { steps: 6, searches: 3 } });
    expect(seen).toHaveLength(21);
    for (const again of [0, 7, 14]) expect([...seen[again]!]).toEqual([...x.dataSync()]);
    const beyond = seen.map((z) =>
      Math.max(...z.map((value, i) => Math.max(LOWEST[i % 3]! - value, value - HIGHEST[i % 3]!))),
    );
    expect(Math.max(...beyond)).toBeLessThan(1e-5);
  });
});
