import type * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientXInput } from '../../../../src/methods/saliency/gradient/gradient-x-input';
import { guidedBackprop } from '../../../../src/methods/saliency/gradient/guided-backprop';
import { integratedGradients } from '../../../../src/methods/saliency/gradient/integrated-gradients';
import { smoothGrad } from '../../../../src/methods/saliency/gradient/smooth-grad';
import { vanillaGradient } from '../../../../src/methods/saliency/gradient/vanilla-gradient';
import type { Network } from '../../../../src/networks/executor/network';
import { relativeError } from '../../../../testing/agreement';
import { tinyOnPhotos } from '../../../../testing/tiny-on-photos';
import { frames, result } from '../drive';
import {
  constantNetwork,
  linearNetwork,
  quadraticNetwork,
  randomRows,
} from '../../../../testing/toy-networks';
import { changedNetwork, handNetwork } from '../changed-network';

const SIZE = 6;

describe('maps of gradients', () => {
  let tiny: Network;
  let x: tf.Tensor4D;
  let small: tf.Tensor4D;
  beforeAll(async () => {
    const given = await tinyOnPhotos(SIZE);
    ({ tiny, x, small } = given);
    return given.dispose;
  });

  it('all agree on a linear network, where the gradient is the row of weights', async () => {
    const rows = randomRows(SIZE, 3, 2);
    const network = linearNetwork(SIZE, rows, [1, 2, 3]);
    const drive = { x: small, target: 2 };
    const values = small.dataSync<'float32'>();
    const product = rows[2]!.map((weight, i) => weight * values[i]!);
    const of = async (run: Promise<{ gradient?: Float32Array }>) => (await run).gradient!;
    expect([...(await of(result(vanillaGradient, network, drive)))]).toEqual([...rows[2]!]);
    expect([...(await of(result(guidedBackprop, network, drive)))]).toEqual([...rows[2]!]);
    expect([...(await of(result(gradientXInput, network, drive)))]).toEqual([...product]);
    const smooth = await of(result(smoothGrad, network, { ...drive, params: { samples: 5, noise: 40 } }));
    expect(relativeError(smooth, rows[2]!)).toBeLessThan(1e-6);
    const integrated = await of(
      result(integratedGradients, network, { ...drive, params: { steps: 3, baseline: 'grey' } }),
    );
    expect(relativeError(integrated, product)).toBeLessThan(1e-6);
    network.dispose();
  });

  it('give nothing, and say so, where every gradient is zero', async () => {
    const network = constantNetwork(SIZE, [0, 1]);
    for (const run of [
      result(gradientXInput, network, { x: small }),
      result(guidedBackprop, network, { x: small }),
      result(smoothGrad, network, { x: small, params: { samples: 2 } }),
    ]) {
      const { attribution, scalars } = await run;
      expect(scalars.zeroGradient).toBe(1);
      expect(new Set(attribution!.map(Math.abs))).toEqual(new Set([0]));
    }
    for (const run of [result(gradientXInput, tiny, { x }), result(guidedBackprop, tiny, { x })])
      expect((await run).scalars).not.toHaveProperty('zeroGradient');
    network.dispose();
  });

  it('need a picture', async () => {
    for (const method of [gradientXInput, guidedBackprop])
      await expect(result(method, tiny, {})).rejects.toMatchObject({ code: 'bad-parameter' });
    await expect(result(smoothGrad, tiny, {})).rejects.toMatchObject({ code: 'bad-parameter' });
  });

  describe('gradient times input', () => {
    it('sums each pixel over its channels, sign and all', async () => {
      const { attribution, gradient, signed } = await result(gradientXInput, tiny, { x, target: 3 });
      const { gradient: plain } = await result(vanillaGradient, tiny, { x, target: 3 });
      const values = x.dataSync();
      expect(signed).toBe(true);
      gradient!.forEach((value, i) => expect(value).toBeCloseTo(values[i]! * plain![i]!, 6));
      attribution!.forEach((value, i) => {
        expect(value).toBeCloseTo(gradient![3 * i]! + gradient![3 * i + 1]! + gradient![3 * i + 2]!, 6);
      });
      expect(Math.min(...attribution!)).toBeLessThan(0);
    });

    it('is the path from mean grey, integrated, on a ReLU network without biases', async () => {
      const network = changedNetwork((name, values) => (name.endsWith('bias') ? values.fill(0) : values));
      const drive = { x, target: 3 };
      const straight = await result(gradientXInput, network, drive);
      const params = { baseline: 'grey', steps: 7, tolerance: 0 } as const;
      const integrated = await result(integratedGradients, network, { ...drive, params });
      expect(relativeError(integrated.attribution!, straight.attribution!)).toBeLessThan(1e-4);
      expect(integrated.scalars.completenessGap).toBeLessThan(1e-4);
      network.dispose();
    });
  });

  describe('SmoothGrad', () => {
    const run = (params: object, seed = 1) => result(smoothGrad, tiny, { x, target: 3, seed, params });

    it('without noise is the plain gradient, bit for bit, and varies nowhere', async () => {
      const { attribution } = await result(vanillaGradient, tiny, { x, target: 3 });
      expect([...(await run({ noise: 0, samples: 4 })).attribution!]).toEqual([...attribution!]);
      const variance = await run({ noise: 0, samples: 4, average: 'variance' });
      expect(Math.max(...variance.attribution!)).toBe(0);
    });

    it('is calmer with more samples: its variance over seeds falls as 1 / n', async () => {
      const spread = async (samples: number): Promise<number> => {
        const runs = await Promise.all(
          Array.from({ length: 12 }, async (_, seed) => (await run({ samples, noise: 15 }, seed)).gradient!),
        );
        return runs[0]!.reduce((total, _, i) => {
          const mean = runs.reduce((sum, map) => sum + map[i]!, 0) / runs.length;
          return total + runs.reduce((sum, map) => sum + (map[i]! - mean) ** 2, 0);
        }, 0);
      };
      const ratio = (await spread(2)) / (await spread(16));
      expect(ratio).toBeGreaterThan(5.5);
      expect(ratio).toBeLessThan(11.5);
    }, 60_000);

    it('draws noise of the stated share of the span of the picture', async () => {
      const values = small.dataSync();
      const span = Math.max(...values) - Math.min(...values);
      const network = linearNetwork(SIZE, randomRows(SIZE, 2, 3));
      const { scalars } = await result(smoothGrad, network, {
        x: small,
        params: { samples: 60, noise: 20, batch: 1 },
      });
      expect(scalars.sigma).toBeCloseTo(0.2 * span, 5);
      const noise = network.seen.flatMap((copy) => [...copy].map((value, i) => value - values[i]!));
      expect(noise).toHaveLength(60 * values.length);
      const rms = Math.sqrt(noise.reduce((sum, value) => sum + value ** 2, 0) / noise.length);
      expect(rms / (0.2 * span)).toBeCloseTo(1, 1);
      network.dispose();
    });

    it('squared is the mean of the squares, VarGrad what is left without the square of the mean', async () => {
      const drawn = { samples: 9, noise: 15 };
      const [mean, squares, variance] = [
        await run({ ...drawn, average: 'mean' }),
        await run({ ...drawn, average: 'squares' }),
        await run({ ...drawn, average: 'variance' }),
      ].map(({ gradient }) => gradient!);
      const difference = squares!.map((value, i) => value - mean![i]! ** 2);
      expect(relativeError(variance!, difference)).toBeLessThan(1e-5);
      expect(Math.min(...variance!)).toBeGreaterThanOrEqual(0);
    });

    it('on a quadratic network is known: mean 2qx, variance 4 q² σ²', async () => {
      const rows = randomRows(SIZE, 1, 4);
      const network = quadraticNetwork(SIZE, rows);
      const of = (average: 'mean' | 'variance') =>
        result(smoothGrad, network, {
          x: small,
          target: 0,
          params: { samples: 400, noise: 15, average, batch: 8 },
        });
      const [mean, variance] = [await of('mean'), await of('variance')];
      const values = small.dataSync();
      const expected = rows[0]!.map((weight, i) => 2 * weight * values[i]!);
      expect(relativeError(mean.gradient!, expected)).toBeLessThan(0.2);
      const ratios = variance.gradient!.map(
        (value, i) => value / (4 * rows[0]![i]! ** 2 * variance.scalars.sigma! ** 2),
      );
      expect(ratios.reduce((a, b) => a + b) / ratios.length).toBeCloseTo(1, 1);
      network.dispose();
    });

    it('comes out the same whatever the batch', async () => {
      const one = await run({ samples: 7, batch: 1, average: 'squares' });
      for (const batch of [2, 3, 8]) {
        const many = await run({ samples: 7, batch, average: 'squares' });
        expect(relativeError(many.attribution!, one.attribution!)).toBeLessThan(1e-5);
      }
    });

    it('lets the average be switched while it runs', async () => {
      let shown = 0;
      const all = await frames(smoothGrad, tiny, {
        x,
        target: 3,
        params: () => ({ samples: 6, average: shown++ < 6 ? ('mean' as const) : ('variance' as const) }),
      });
      const fresh = await run({ samples: 6, average: 'variance' });
      expect([...all.at(-1)!.attribution!]).toEqual([...fresh.attribution!]);
    });
  });

  describe('guided backpropagation', () => {
    it('keeps only the positive path of a two-unit network worked by hand', async () => {
      const { network, x: one, dispose } = handNetwork();
      const map = async (method: typeof guidedBackprop, params: object) =>
        [...(await result(method, network, { x: one, target: 0, params })).gradient!].slice(0, 3);
      // h1 = relu(2r + g), h2 = relu(r + 3g), h3 = relu(-r - b); s = 5 h1 - 7 h2 + 4 h3 at r = g = b = 1.
      const plain = await result(vanillaGradient, network, { x: one, target: 0 });
      expect([...plain.gradient!]).toEqual([10 - 7, 5 - 21, 0]);
      expect(await map(guidedBackprop, { rule: 'guided' })).toEqual([10, 5, 0]);
      expect(await map(guidedBackprop, { rule: 'deconvnet' })).toEqual([10 - 4, 5, -4]);
      dispose();
    });

    it('is the plain gradient where nothing above the first layer pulls down', async () => {
      const network = changedNetwork((name, values) =>
        name === 'conv1/kernel' || name.endsWith('bias') ? values : values.map(Math.abs),
      );
      const plain = await result(vanillaGradient, network, { x, target: 3 });
      const guided = await result(guidedBackprop, network, { x, target: 3 });
      expect([...guided.gradient!]).toEqual([...plain.gradient!]);
      network.dispose();
      const ours = await result(guidedBackprop, tiny, { x, target: 3 });
      const theirs = await result(vanillaGradient, tiny, { x, target: 3 });
      expect([...ours.gradient!]).not.toEqual([...theirs.gradient!]);
    });
  });
});
