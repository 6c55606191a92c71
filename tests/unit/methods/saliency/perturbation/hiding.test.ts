import type * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { objectiveValue } from '../../../../../src/tensors/objective';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import { drawSoftMask } from '../../../../../src/core/random/soft-mask';
import { occlusion } from '../../../../../src/methods/saliency/perturbation/occlusion';
import { rise } from '../../../../../src/methods/saliency/perturbation/rise';
import type { Network } from '../../../../../src/networks/executor/network';
import { correlation, relativeError } from '../../../../../testing/agreement';
import { tinyOnPhotos } from '../../../../../testing/tiny-on-photos';
import { frames, result } from '../../drive';
import { linearNetwork, randomRows } from '../../../../../testing/toy-networks';
import { sayWords } from '../../../../../src/words/say';

const SIZE = 12;

describe('maps made by hiding', () => {
  let tiny: Network;
  let x: tf.Tensor4D;
  let small: tf.Tensor4D;
  let values: Float32Array;
  const rows = randomRows(SIZE, 2, 6);
  /** Share of a pixel in a linear score: sum over channels of weight * value. */
  const share = (pixel: number) =>
    [0, 1, 2].reduce((sum, c) => sum + rows[1]![3 * pixel + c]! * values[3 * pixel + c]!, 0);
  beforeAll(async () => {
    const given = await tinyOnPhotos(SIZE);
    ({ tiny, x, small, values } = given);
    return given.dispose;
  });

  describe('occlusion', () => {
    it('of a linear network is the sum of the shares under the patch, and tiles add up to the whole', async () => {
      const network = linearNetwork(SIZE, rows, [3, -2]);
      const all = await frames(occlusion, network, {
        x: small,
        params: { patch: 4, stride: 4, batch: 2 },
      });
      const { attribution, step, signed } = all.at(-1)!;
      expect(step).toBe(9);
      expect(signed).toBe(true);
      let total = 0;
      for (let top = 0; top < SIZE; top += 4) {
        for (let left = 0; left < SIZE; left += 4) {
          let fall = 0;
          for (let i = 0; i < 16; i++) fall += share((top + (i >> 2)) * SIZE + left + (i & 3));
          for (let i = 0; i < 16; i++)
            expect(attribution![(top + (i >> 2)) * SIZE + left + (i & 3)]).toBeCloseTo(fall, 4);
          total += fall;
        }
      }
      const score = all[0]!.scalars.logit!;
      expect(total).toBeCloseTo(score - -2, 3);
      network.dispose();
    });

    it('paints tile by tile, and leaves what was not tried at 0', async () => {
      const network = linearNetwork(SIZE, rows);
      const all = await frames(occlusion, network, { x: small, params: { patch: 4, stride: 4, batch: 1 } });
      expect(all.map(({ step, steps }) => [step, steps])).toEqual(
        Array.from({ length: 9 }, (_, i) => [i + 1, 9]),
      );
      all.forEach(({ attribution }, i) => {
        expect(attribution!.filter((value) => value !== 0)).toHaveLength(16 * (i + 1));
      });
      const rest = await result(occlusion, network, { x: small, params: { patch: 5, stride: 4 } });
      expect(rest.steps).toBe(4);
      expect([...rest.attribution!].filter((value) => value === 0)).toHaveLength(144 - 81);
      network.dispose();
    });

    it('shows at each pixel the mean over the windows that cover it', async () => {
      const network = linearNetwork(SIZE, rows);
      const { attribution } = await result(occlusion, network, { x: small, params: { patch: 6, stride: 3 } });
      const starts = [0, 3, 6];
      const sum = new Float64Array(SIZE * SIZE);
      const covers = new Float64Array(SIZE * SIZE);
      for (const top of starts) {
        for (const left of starts) {
          const pixels = Array.from(
            { length: 36 },
            (_, i) => (top + Math.floor(i / 6)) * SIZE + left + (i % 6),
          );
          const fall = pixels.reduce((total, pixel) => total + share(pixel), 0);
          for (const pixel of pixels) {
            sum[pixel]! += fall;
            covers[pixel]! += 1;
          }
        }
      }
      expect(Math.max(...covers)).toBe(4);
      expect(
        relativeError(
          attribution!,
          sum.map((value, i) => value / covers[i]!),
        ),
      ).toBeLessThan(1e-4);
      network.dispose();
    });

    it.each(['grey', 'black', 'white', 'blurred', 'noise'] as const)('can cover with %s', async (fill) => {
      const { attribution, scalars } = await result(occlusion, tiny, {
        x,
        target: 3,
        params: { patch: 32, stride: 1, fill, objective: 'margin' },
      });
      expect(new Set(attribution).size).toBe(1);
      expect(attribution![0]).toBeCloseTo(scalars.largestFall!, 5);
      expect(Math.abs(attribution![0]!)).toBeGreaterThan(0);
    });

    it('comes out the same whatever the batch', async () => {
      const run = (batch: number) =>
        result(occlusion, tiny, { x, target: 3, params: { patch: 10, stride: 5, batch } });
      const one = await run(1);
      for (const batch of [3, 8])
        expect(relativeError((await run(batch)).attribution!, one.attribution!)).toBeLessThan(1e-4);
    });

    it('warns where patches leave gaps', () => {
      const caution = (patch: number, stride: number) =>
        occlusion.caution({ patch, stride } as Parameters<typeof occlusion.caution>[0]);
      expect(caution(16, 16)).toBeNull();
      expect(sayWords(caution(16, 17) ?? '')).toMatch(/never covered/u);
    });
  });

  describe('RISE', () => {
    it("is the paper's sum over masks drawn from the seed", async () => {
      const masks = 10;
      const params = {
        masks,
        cells: 3,
        keep: 0.4,
        weighting: 'paper',
        objective: 'margin',
        batch: 3,
      } as const;
      const network = linearNetwork(SIZE, rows);
      const { attribution, scalars } = await result(rise, network, { x: small, seed: 5, params });
      const random = createRandom(5);
      const sum = new Float64Array(SIZE * SIZE);
      let scores = 0;
      for (let k = 0; k < masks; k++) {
        const mask = drawSoftMask(random, { height: SIZE, width: SIZE }, { cells: 3, keep: 0.4 });
        const logits = rows.map((row) =>
          row.reduce((total, weight, i) => total + weight * values[i]! * mask[Math.floor(i / 3)]!, 0),
        );
        const score = objectiveValue('margin', logits, 1, 'softmax');
        scores += score;
        mask.forEach((value, i) => (sum[i]! += score * value));
      }
      expect(
        relativeError(
          attribution!,
          sum.map((value) => value / (0.4 * masks)),
        ),
      ).toBeLessThan(1e-4);
      expect(scalars.meanScore).toBeCloseTo(scores / masks, 3);
      network.dispose();
    });

    it('finds what a linear score hangs on, and is calmer than the paper’s sum with few masks', async () => {
      const spot = new Float32Array(SIZE * SIZE * 3);
      for (const pixel of [40, 41, 52, 53]) spot.fill(1, 3 * pixel, 3 * pixel + 3);
      const bright = small.clone();
      const network = linearNetwork(
        SIZE,
        [spot.map(() => 0), spot.map((value, i) => value * Math.sign(values[i]!))],
        [0, 20],
      );
      const truth = Float32Array.from({ length: SIZE * SIZE }, (_, i) => spot[3 * i]!);
      const map = async (weighting: 'kept' | 'paper') => {
        const params = { masks: 150, cells: 4, weighting, objective: 'logit' } as const;
        return (await result(rise, network, { x: bright, target: 1, params })).attribution!;
      };
      const [kept, paper] = [correlation(await map('kept'), truth), correlation(await map('paper'), truth)];
      expect(kept).toBeGreaterThan(0.4);
      expect(kept).toBeGreaterThan(paper);
      bright.dispose();
      network.dispose();
    });

    it('comes out the same whatever the batch, mask by mask', async () => {
      const run = (batch: number) => result(rise, tiny, { x, target: 3, params: { masks: 10, batch } });
      const one = await run(1);
      for (const batch of [4, 8])
        expect(relativeError((await run(batch)).attribution!, one.attribution!)).toBeLessThan(1e-3);
    });

    it('stopped after k masks is the run of k masks', async () => {
      let asked = 0;
      const checkpoint = () => Promise.resolve(asked++ < 5 ? ('go' as const) : ('stop' as const));
      const stopped = await result(rise, tiny, { x, target: 3, checkpoint, params: { masks: 50, batch: 2 } });
      expect(stopped).toMatchObject({ step: 10, steps: 50 });
      const short = await result(rise, tiny, { x, target: 3, params: { masks: 10, batch: 2 } });
      expect([...stopped.attribution!]).toEqual([...short.attribution!]);
    });
  });

  it('need a picture', async () => {
    await expect(result(occlusion, tiny, {})).rejects.toMatchObject({ code: 'bad-parameter' });
    await expect(result(rise, tiny, {})).rejects.toMatchObject({ code: 'bad-parameter' });
  });
});
