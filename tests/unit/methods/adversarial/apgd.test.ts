import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { argMax } from '../../../../src/core/statistics/softmax';
import { apgdCe, apgdDlr } from '../../../../src/methods/adversarial/apgd/apgd';
import { checkpoints, stepSchedule } from '../../../../src/methods/adversarial/apgd/step-schedule';
import { rgbaToZScore } from '../../../../src/networks/kernels/picture/round-to-bytes';
import { objectiveValue } from '../../../../src/tensors/objective';
import { toGreyLevels } from '../../../../src/networks/kernels/picture/pixel-ball';
import { linearNetwork, randomRows } from '../../../../testing/toy-networks';
import { type TinyOnPhotos, tinyOnPhotos } from '../../../../testing/tiny-on-photos';
import { frames, result } from '../drive';

const SIZE = 8;

describe('the step sizes of Auto-PGD', () => {
  it('are looked at where the paper does', () => {
    expect(checkpoints(100)).toEqual([22, 41, 57, 70, 80, 87, 93, 99]);
    expect(checkpoints(1000).slice(0, 3)).toEqual([220, 410, 570]);
    expect(checkpoints(10)).toEqual([3, 5, 6, 7, 8, 9, 10, 10]);
  });

  /** Step sizes after each of some losses, and where the way goes back. */
  const sizes = (lookBacks: readonly number[], losses: readonly number[]) => {
    const next = stepSchedule(16, lookBacks);
    return losses.map((loss) => {
      const { stepSize, goesBack } = next(loss);
      return goesBack ? -stepSize : stepSize;
    });
  };

  it('stay while the loss rises, and are halved where it rose in three quarters of the steps or fewer', () => {
    expect(sizes([4], [0, 1, 2, 3, 4, 5])).toEqual([16, 16, 16, 16, 16, 16]);
    expect(sizes([4], [0, 1, 2, 1, 4, 5])).toEqual([16, 16, 16, 16, -8, 8]);
  });

  it('are halved where neither they nor the best loss have changed since the last look', () => {
    // Rises in every step, and never above the best, from which it fell at once.
    expect(sizes([4, 8], [9, 10, 11, 12, 13, 1, 2, 3, 4])).toEqual([16, 16, 16, 16, 16, 16, 16, 16, -8]);
    // Once halved, they are given until the next look: 4 of 5 steps rise, though none above the best.
    const losses = [0, 9, 1, 0, 0, 9.5, 9.6, 9.7, 9.8, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5];
    expect(sizes([3, 8, 13, 18], losses).filter((_, taken) => [3, 8, 13, 18].includes(taken))).toEqual([
      -8, 8, -4, 4,
    ]);
  });

  it('go on counting from the best point that was gone back to', () => {
    const next = stepSchedule(16, [2, 4]);
    expect([5, 1, 2].map((loss) => next(loss).goesBack)).toEqual([false, false, true]);
    // From 5, the best: 3 is no rise, 4 is one. Of two steps one rises.
    expect([3, 4].map((loss) => next(loss).goesBack)).toEqual([false, true]);
  });
});

describe('Auto-PGD', () => {
  let given: TinyOnPhotos;
  beforeAll(async () => {
    given = await tinyOnPhotos(SIZE);
    return given.dispose;
  });

  it.each([
    ['linf', 6],
    ['l2', 60],
  ] as const)(
    'ends at the best point of the ball where the score is a straight line: %s',
    async (norm, radius) => {
      const grey = rgbaToZScore(new Uint8Array(SIZE * SIZE * 4).fill(128), SIZE, SIZE);
      const rows = randomRows(SIZE, 2, 4) as [Float32Array, Float32Array];
      const network = linearNetwork(SIZE, rows, [0, 0]);
      const params = { norm, epsilon: 6, length: 60, steps: 40, aim: 'towards', stopRule: 'never' } as const;
      // Of two classes the ratio is the gap alone, which no certainty flattens.
      await result(apgdDlr, network, { x: grey, target: 1, params });
      const last = tf.tensor(network.seen.at(-1)!, grey.shape);
      const change = tf.tidy(() => toGreyLevels(tf.sub(last, grey)).dataSync<'float32'>());
      const slope = tf.tidy(() => {
        const [from, to] = rows.map((row) => tf.tensor(row, grey.shape));
        return tf.div(tf.sub(to!, from!), toGreyLevels(tf.onesLike(grey))).dataSync<'float32'>();
      });
      const gained = change.reduce((sum, value, i) => sum + value * slope[i]!, 0);
      const most = norm === 'linf' ? slope.reduce((sum, w) => sum + Math.abs(w), 0) : Math.hypot(...slope);
      expect(gained / (radius * most)).toBeGreaterThan(0.998);
      expect(gained / (radius * most)).toBeLessThan(1 + 1e-5);
      tf.dispose([grey, last]);
      network.dispose();
    },
  );

  it.each(['away', 'towards'] as const)('ends at the best of all the points it saw, %s', async (aim) => {
    const { tiny, x } = given;
    const read = argMax(tf.tidy(() => tiny.logits(x).dataSync()));
    const target = aim === 'away' ? read : 3;
    const up = aim === 'away' ? -1 : 1;
    const seen: Float32Array[] = [];
    const watched = {
      ...tiny,
      forward(z: tf.Tensor4D) {
        const trace = tiny.forward(z);
        seen.push(trace.logits.dataSync().slice() as Float32Array);
        return trace;
      },
    };
    for (const [method, objective] of [
      [apgdCe, 'log-probability'],
      [apgdDlr, aim === 'away' ? 'dlr' : { dlrFrom: read }],
    ] as const) {
      seen.length = 0;
      const params = { epsilon: 6, steps: 15, restarts: 2, aim, stopRule: 'never' } as const;
      const last = await result(method, watched, { x, target, params });
      // Two starts of fifteen steps; going to the second, and to the best, is a step each.
      expect(last).toMatchObject({ step: 32, steps: 32 });
      const losses = seen.map((logits) => up * objectiveValue(objective, logits, target, 'softmax'));
      expect(losses).toHaveLength(33);
      expect(losses[32]!).toBeCloseTo(Math.max(...losses.slice(0, 32)), 4);
      expect(Math.max(...losses)).toBeGreaterThan(losses[0]!);
    }
  });

  it('goes by the mean over a picture and its changed copies', async () => {
    const { tiny, x } = given;
    const seen: number[] = [];
    const watched = {
      ...tiny,
      forward(z: tf.Tensor4D) {
        const trace = tiny.forward(z);
        seen.push(objectiveValue('log-probability', trace.logits.dataSync<'float32'>(), 3, 'softmax'));
        return trace;
      },
    };
    const through = { copies: 3, through: 'blur' } as const;
    const params = { epsilon: 6, steps: 15, stopRule: 'never', ...through } as const;
    const last = await result(apgdCe, watched, { x, target: 3, params });
    expect(last.scalars).toMatchObject({ copies: 3, queries: 4 * last.step });
    const [own, mean] = [0, 1].map((isMean) =>
      Array.from({ length: seen.length / 4 }, (_, i) => {
        const views = seen.slice(4 * i, 4 * i + 4);
        return isMean ? views.reduce((sum, value) => sum + value / 4, 0) : views[0]!;
      }),
    ) as [number[], number[]];
    const best = mean.indexOf(Math.max(...mean.slice(0, -1)));
    // Otherwise it could not be told what it went by.
    expect(best).not.toBe(own.indexOf(Math.max(...own.slice(0, -1))));
    expect(own.at(-1)).toBeCloseTo(own[best]!, 4);
  });

  it('fools a network in both ways, by bytes', async () => {
    const { tiny, x } = given;
    const read = argMax(tf.tidy(() => tiny.logits(x).dataSync()));
    for (const method of [apgdCe, apgdDlr])
      for (const [aim, target] of [
        ['away', read],
        ['towards', 3],
      ] as const) {
        const all = await frames(method, tiny, { x, target, params: { aim, epsilon: 16 } });
        const last = all.at(-1)!;
        expect(last.scalars).toMatchObject({ fooled: 1, roundedFooled: 1 });
        expect(last.scalars.linf).toBeLessThanOrEqual(16);
        const fresh = tf.tidy(() => tiny.logits(rgbaToZScore(last.pixels!, 32, 32)).dataSync());
        expect(argMax(fresh) === target).toBe(aim === 'towards');
      }
  });
});
