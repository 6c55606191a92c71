import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOWEST } from '../../../../../src/networks/kernels/picture/clamp';
import { OBJECTIVES } from '../../objectives';
import { integratedGradients } from '../../../../../src/methods/saliency/gradient/integrated-gradients';
import { xrai } from '../../../../../src/methods/saliency/regions/xrai';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import type { Network } from '../../../../../src/networks/executor/network';
import { relativeError } from '../../../../../testing/agreement';
import { useBackend } from '../../../../../testing/backends';
import { tinyNetwork } from '../../../../../testing/tiny-network';
import { tinyOnPhotos } from '../../../../../testing/tiny-on-photos';
import { frames, photo, result } from '../../drive';
import { linearNetwork, quadraticNetwork, randomRows } from '../../../../../testing/toy-networks';

const SIZE = 6;
const black = (i: number) => LOWEST[i % 3]!;

describe('integrated gradients', () => {
  let tiny: Network;
  let x: tf.Tensor4D;
  let small: tf.Tensor4D;
  let values: Float32Array;
  beforeAll(async () => {
    const given = await tinyOnPhotos(SIZE);
    ({ tiny, x, small, values } = given);
    return given.dispose;
  });

  it.each([linearNetwork, quadraticNetwork])(
    'are exact with one midpoint where the gradient is straight',
    async (make) => {
      const network = make(SIZE, randomRows(SIZE, 3, 4));
      for (const baseline of ['black', 'white', 'grey', 'blurred', 'noise'] as const) {
        const params = { steps: 1, tolerance: 0, baseline, blur: 2 };
        const { scalars } = await result(integratedGradients, network, { x: small, target: 1, params });
        expect(scalars.completenessGap).toBeLessThan(1e-5);
      }
      network.dispose();
    },
  );

  it('are w * (x - b) on a linear network, and nothing where a weight is 0 or x is the baseline', async () => {
    const [row] = randomRows(SIZE, 1, 8);
    row![7] = 0;
    const network = linearNetwork(SIZE, [row!]);
    const painted = values.map((value, i) => (i < 6 ? black(i) : value));
    const picture = tf.tensor4d(painted, [1, SIZE, SIZE, 3]);
    const { gradient } = await result(integratedGradients, network, {
      x: picture,
      target: 0,
      params: { steps: 4, baseline: 'black' },
    });
    const expected = painted.map((value, i) => row![i]! * (value - black(i)));
    expect(relativeError(gradient!, expected)).toBeLessThan(1e-6);
    expect(Math.max(...gradient!.slice(0, 6).map(Math.abs))).toBe(0);
    expect(gradient![7]).toBe(0);
    picture.dispose();
    network.dispose();
  });

  it('give symmetric inputs equal credit', async () => {
    const [row] = randomRows(SIZE, 1, 8);
    row![30] = row![3]!;
    const network = quadraticNetwork(SIZE, [row!]);
    const twins = values.map((value, i) => (i === 30 ? values[3]! : value));
    const picture = tf.tensor4d(twins, [1, SIZE, SIZE, 3]);
    const { gradient } = await result(integratedGradients, network, {
      x: picture,
      target: 0,
      params: { steps: 5 },
    });
    expect(gradient![30]).toBe(gradient![3]);
    picture.dispose();
    network.dispose();
  });

  it('are nothing, with no gap, where the picture is the baseline', async () => {
    const picture = tf.tensor4d(
      Array.from({ length: 32 * 32 * 3 }, (_, i) => black(i)),
      [1, 32, 32, 3],
    );
    const { attribution, scalars } = await result(integratedGradients, tiny, {
      x: picture,
      params: { steps: 3, tolerance: 1, baseline: 'black' },
    });
    expect(Math.max(...attribution!.map(Math.abs))).toBe(0);
    expect(scalars).toMatchObject({ completenessGap: 0, completenessError: 0, samples: 3 });
    picture.dispose();
  });

  it.each(OBJECTIVES)('add up to the difference in %s', async (objective) => {
    for (const target of [1, 3, 8]) {
      const params = { objective, steps: 300, tolerance: 0 } as const;
      const { scalars, attribution } = await result(integratedGradients, tiny, {
        x,
        target,
        params,
        wantsFrame: () => false,
      });
      const sum = attribution!.reduce((a, b) => a + b, 0);
      expect(scalars.attributionSum).toBeCloseTo(sum, 5);
      expect(Math.abs(sum - scalars.scoreDifference!)).toBeCloseTo(scalars.completenessError!, 5);
      expect(scalars.completenessGap).toBeLessThan(0.02);
    }
  });

  it('have a gap mostly below 5 % with 100 points on small networks, and less with 300', async () => {
    const gaps = { 100: [] as number[], 300: [] as number[] };
    for (let seed = 1; seed <= 8; seed++) {
      const { graph, weights } = tinyNetwork({ seed });
      const network = createNetwork(graph, weights);
      for (const steps of [100, 300] as const) {
        const params = { steps, tolerance: 0, batch: 4 };
        const drive = { x, target: seed % 10, params, wantsFrame: () => false };
        gaps[steps].push((await result(integratedGradients, network, drive)).scalars.completenessGap!);
      }
      network.dispose();
    }
    const mean = (list: number[]) => list.reduce((a, b) => a + b) / list.length;
    // A gap is relative: where picture and baseline score nearly the same, it may be large.
    expect(gaps[100].filter((gap) => gap < 0.05).length).toBeGreaterThanOrEqual(7);
    expect(mean(gaps[300])).toBeLessThan(mean(gaps[100]) / 1.5);
  }, 60_000);

  it('take n, 3n and 9n points until the gap is small enough, each of them a midpoint rule', async () => {
    const run = (given: object) => {
      const params = { baseline: 'black', ...given } as const;
      return result(integratedGradients, tiny, { x, target: 3, params, wantsFrame: () => false });
    };
    const [few, more, most] = [3, 9, 27].map((steps) => run({ steps, tolerance: 0 }));
    const gap = (await few!).scalars.completenessGap!;
    const next = (await more!).scalars.completenessGap!;
    expect(next).toBeLessThan(gap);
    const tripled = await run({ steps: 3, tolerance: 50 * (gap + next) });
    expect(tripled).toMatchObject({ step: 9, steps: 9 });
    expect(relativeError(tripled.attribution!, (await more!).attribution!)).toBeLessThan(1e-5);
    const enough = await run({ steps: 3, tolerance: Math.min(20, 100 * gap * 1.1) });
    expect(enough.step).toBe(3);
    const atMost = await run({ steps: 3, tolerance: 0.1 });
    if ((await more!).scalars.completenessGap! > 1e-3) {
      expect(atMost.step).toBe(27);
      expect(relativeError(atMost.attribution!, (await most!).attribution!)).toBeLessThan(1e-5);
    }
  });

  it('show a whole map early: a third of the points is close to all of them', async () => {
    const all = await frames(integratedGradients, tiny, {
      x,
      target: 3,
      params: { steps: 96, tolerance: 0 },
    });
    expect(relativeError(all[31]!.attribution!, all[95]!.attribution!)).toBeLessThan(0.1);
    expect(all.map(({ step }) => step)).toEqual(Array.from({ length: 96 }, (_, i) => i + 1));
  });

  it('come out the same whatever the batch', async () => {
    const run = (batch: number) =>
      result(integratedGradients, tiny, { x, target: 3, params: { steps: 10, tolerance: 0, batch } });
    const one = await run(1);
    for (const batch of [3, 8]) {
      expect(relativeError((await run(batch)).attribution!, one.attribution!)).toBeLessThan(1e-5);
    }
  });
});

describe('XRAI', () => {
  let tiny: Network;
  let x: tf.Tensor4D;
  beforeAll(async () => {
    await useBackend('wasm');
    const { graph, weights } = tinyNetwork();
    tiny = createNetwork(graph, weights);
    x = photo(32);
  });
  afterAll(() => {
    tiny.dispose();
    x.dispose();
  });

  it('shares the attributions out by region: flat pieces, the same sum, complete against both baselines', async () => {
    const { attribution, gradient, scalars, signed } = await result(xrai, tiny, {
      x,
      target: 3,
      params: { steps: 150, batch: 2 },
      wantsFrame: () => false,
    });
    expect(signed).toBe(true);
    const levels = new Set(attribution);
    expect(levels.size).toBeGreaterThan(3);
    expect(levels.size).toBeLessThan(200);
    const sum = (map: Float32Array) => map.reduce((a, b) => a + b, 0);
    expect(sum(attribution!)).toBeCloseTo(sum(gradient!), 3);
    expect(scalars.completenessGap).toBeLessThan(0.05);
    const path = async (baseline: 'black' | 'white') =>
      (
        await result(integratedGradients, tiny, {
          x,
          target: 3,
          params: { baseline, steps: 150, tolerance: 0 },
        })
      ).gradient!;
    const [fromBlack, fromWhite] = [await path('black'), await path('white')];
    const mean = fromBlack.map((value, i) => (value + fromWhite[i]!) / 2);
    expect(relativeError(gradient!, mean)).toBeLessThan(1e-4);
  });

  it('puts a bright disc that alone counts first', async () => {
    const inDisc = (i: number) => Math.hypot(Math.floor(i / 24) - 12, (i % 24) - 9) < 5;
    const pixels = Float32Array.from({ length: 24 * 24 * 3 }, (_, i) =>
      inDisc(Math.floor(i / 3)) ? 1.5 : -1,
    );
    const row = Float32Array.from(pixels, (value) => (value > 0 ? 1 : 0));
    const network = linearNetwork(24, [row, row.map(() => 0)]);
    const picture = tf.tensor4d(pixels, [1, 24, 24, 3]);
    const { attribution } = await result(xrai, network, {
      x: picture,
      target: 0,
      params: { steps: 2, dilation: 0 },
    });
    const [inside, outside] = [true, false].map((wanted) =>
      attribution!.filter((_, i) => inDisc(i) === wanted),
    );
    expect(Math.min(...inside!)).toBeGreaterThan(Math.max(...outside!) + 1);
    picture.dispose();
    network.dispose();
  });

  it('comes out the same whatever the batch, both baselines taking turns', async () => {
    const run = (batch: number) => result(xrai, tiny, { x, target: 3, params: { steps: 5, batch } });
    const one = await run(1);
    expect(one.steps).toBe(10);
    for (const batch of [3, 4]) {
      expect(relativeError((await run(batch)).gradient!, one.gradient!)).toBeLessThan(1e-5);
    }
  });
});
