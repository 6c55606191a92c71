import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fittedPicture } from '../../../../src/core/pictures/transforms/resize';
import { argMax } from '../../../../src/core/statistics/softmax';
import { APGD_CE, APGD_DLR } from '../../../../src/methods/adversarial/apgd/apgd.params';
import { refitted } from '../../../../src/methods/adversarial/seen-beside';
import { targetedGradient } from '../../../../src/methods/adversarial/targeted-gradient';
import { PGD_L2, PGD_LINF } from '../../../../src/methods/adversarial/pgd.params';
import { methodById } from '../../../../src/methods/registry';
import { rgbaToZScore, roundToBytes } from '../../../../src/networks/kernels/picture/round-to-bytes';
import { useBackend } from '../../../../testing/backends';
import { makeTestPhoto } from '../../../../testing/test-photo';
import { linearNetwork, randomRows } from '../../../../testing/toy-networks';
import { photo, result } from '../drive';

const SIZE = 8;
const OTHER = 5;

describe('an attack on two networks at once', () => {
  beforeAll(() => useBackend('wasm'));

  it('climbs the mean of the score on both, in as long a step', async () => {
    const rows = [randomRows(SIZE, 2, 1), randomRows(SIZE, 2, 2)] as const;
    const [network, second] = rows.map((each) => linearNetwork(SIZE, each, [1000, 0])) as [never, never];
    const x = photo(SIZE);
    const params = { cut: 0, clamp: false, maxSteps: 1, stopRule: 'top1' } as const;
    const beside = { network: second, target: 1 };
    const last = await result(targetedGradient, network, { x, target: 1, beside, params });
    const { seen } = network as { seen: Float32Array[] };
    const mean = rows[0][1]!.map((value, i) => (value + rows[1][1]![i]!) / 2);
    const length = Math.hypot(...mean);
    seen[1]!.forEach((value, i) => {
      expect(value - seen[0]![i]!).toBeCloseTo((0.5 * mean[i]!) / length, 4);
    });
    expect(last.scalars).toMatchObject({ queries: 2, besideFooled: 0 });
    x.dispose();
  });

  it.each([targetedGradient.id, PGD_LINF.id, PGD_L2.id, APGD_CE.id, APGD_DLR.id])(
    '%s goes on until the bytes fool both, and says what each makes of them, whatever its size',
    async (id) => {
      for (const side of [SIZE, OTHER]) {
        const network = linearNetwork(SIZE, randomRows(SIZE, 4, 3), [3, 0, 0, 0]);
        const second = linearNetwork(side, randomRows(side, 4, 4), [6, 0, 0, 0]);
        const x = photo(SIZE);
        const run = { x, target: 2, wantsFrame: () => false };
        const both = await result(methodById(id), network, {
          ...run,
          beside: { network: second, target: 1 },
        });
        expect(both.scalars).toMatchObject({ roundedFooled: 1, besideFooled: 1 });
        const data = new Uint8ClampedArray(both.pixels!);
        const fitted = fittedPicture({ width: SIZE, height: SIZE, data }, [side, side], 'squash');
        const logits = tf.tidy(() =>
          second.logits(rgbaToZScore(fitted.data, side, side)).dataSync<'float32'>(),
        );
        expect(argMax(logits)).toBe(1);
        const sum = logits.reduce((total, value) => total + Math.exp(value - logits[1]!), 0);
        expect(both.scalars['besideProbability']).toBeCloseTo(1 / sum, 4);
        tf.dispose(x);
        network.dispose();
        second.dispose();
      }
    },
  );

  it('does not end where the first network alone is fooled', async () => {
    const network = linearNetwork(SIZE, randomRows(SIZE, 3, 3), [1, 0, 0]);
    const second = linearNetwork(SIZE, randomRows(SIZE, 3, 4), [1e6, 0, 0]);
    const x = photo(SIZE);
    const params = { maxSteps: 30 };
    const last = await result(targetedGradient, network, {
      ...{ x, target: 2, params },
      beside: { network: second, target: 2 },
    });
    expect(last).toMatchObject({ step: 30, scalars: { roundedFooled: 1, besideFooled: 0 } });
    x.dispose();
  });

  it('resizes as the page does, but for its rounding, and goes back by the adjoint', () => {
    for (const [from, to] of [
      [SIZE, OTHER],
      [OTHER, SIZE],
    ] as const) {
      const view = refitted([from, from], [to, to])!;
      const picture = makeTestPhoto(3, from, from);
      const levels = (data: Uint8ClampedArray, side: number): Float32Array =>
        tf.tidy(() =>
          roundToBytes(rgbaToZScore(data, side, side))
            .dataSync<'float32'>()
            .slice(),
        );
      const wanted = levels(fittedPicture(picture, [to, to], 'squash').data, to);
      tf.tidy(() => {
        const got = roundToBytes(view.apply(rgbaToZScore(picture.data, from, from))).dataSync();
        got.forEach((level, i) => {
          expect(Math.abs(level - wanted[i]!)).toBeLessThanOrEqual(1);
        });
        const x = tf.randomNormal<tf.Rank.R4>([1, from, from, 3], 0, 1, 'float32', 1);
        const y = tf.randomNormal<tf.Rank.R4>([1, to, to, 3], 0, 1, 'float32', 2);
        const there = tf.sum(tf.mul(view.apply(x), y)).dataSync()[0]!;
        expect(tf.sum(tf.mul(x, view.pullBack(y))).dataSync()[0]).toBeCloseTo(there, 3);
      });
    }
    expect(refitted([SIZE, SIZE], [SIZE, SIZE])).toBeNull();
  });
});
