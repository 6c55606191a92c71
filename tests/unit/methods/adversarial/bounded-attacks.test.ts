import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random/seeded-random';
import { argMax } from '../../../../src/core/statistics/softmax';
import { fgsm } from '../../../../src/methods/adversarial/fgsm';
import { pgdL2, pgdLinf } from '../../../../src/methods/adversarial/pgd';
import { targetedGradient } from '../../../../src/methods/adversarial/targeted-gradient';
import { drawCopies } from '../../../../src/methods/adversarial/through/draw-copies';
import type { Method } from '../../../../src/methods/method';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import { toGreyLevels } from '../../../../src/networks/kernels/picture/pixel-ball';
import { rgbaToZScore } from '../../../../src/networks/kernels/picture/round-to-bytes';
import { STD } from '../../../../src/core/pictures/imagenet-colours';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { linearNetwork, randomRows } from '../../../../testing/toy-networks';
import { frames, photo, result } from '../drive';

const SIZE = 8;
/** A z-score of each channel in grey levels. */
const LEVELS = STD.map((std) => 255 * std);

/** What the bounded attacks share, whatever else is theirs: each takes these. */
type Bounded = { readonly epsilon: number; readonly aim: 'towards' | 'away' };
const attack = <P extends Bounded>(method: Method<P>): Method<Bounded> =>
  method as unknown as Method<Bounded>;

const l2Of = (change: Float32Array): number => Math.hypot(...change);

describe('the bounded attacks on linear networks', () => {
  let small: tf.Tensor4D;
  beforeAll(async () => {
    await useBackend('wasm');
    // Mid grey: nothing is clipped.
    small = rgbaToZScore(new Uint8Array(SIZE * SIZE * 4).fill(128), SIZE, SIZE);
  });
  afterAll(() => small.dispose());

  it('FGSM moves the margin of two classes by ε times the L1 length of its gradient over pixels', async () => {
    const rows = randomRows(SIZE, 2, 3) as [Float32Array, Float32Array];
    const network = linearNetwork(SIZE, rows, [1e4, 0]);
    const margin = ({ logits }: { logits?: Float32Array }) => logits![1]! - logits![0]!;
    const params = { epsilon: 6, objective: 'margin' } as const;
    const [before, after] = await frames(fgsm, network, { x: small, target: 1, params });
    const length = rows[1].reduce((sum, w, i) => sum + Math.abs(w - rows[0][i]!) / LEVELS[i % 3]!, 0);
    const moved = margin(after!) - margin(before!);
    // The logits shown are those of the bytes, and whole grey levels are bytes.
    expect(moved / (6 * length)).toBeCloseTo(1, 3);
    network.dispose();
  });

  it('one step of PGD from the photo, of ε or more, is FGSM', async () => {
    const network = linearNetwork(SIZE, randomRows(SIZE, 3, 9), [0, -1e5, 0]);
    const drive = { x: small, target: 1 };
    const one = await result(fgsm, network, { ...drive, params: { epsilon: 4.5 } });
    const same = await result(pgdLinf, network, {
      ...drive,
      params: { epsilon: 4.5, stepSize: 7, steps: 1, randomStart: false },
    });
    expect([...network.seen.at(-1)!]).toEqual([...network.seen.at(1)!]);
    expect([...same.pixels!]).toEqual([...one.pixels!]);
    network.dispose();
  });

  it('PGD of one length ends at ε along the gradient over pixels', async () => {
    const rows = randomRows(SIZE, 2, 4) as [Float32Array, Float32Array];
    const network = linearNetwork(SIZE, rows, [1e5, 0]);
    const params = { epsilon: 100, stepSize: 30, steps: 10, objective: 'logit', stopRule: 'never' } as const;
    await result(pgdL2, network, { x: small, target: 1, params });
    const overPixels = rows[1].map((w, i) => w / LEVELS[i % 3]!);
    const wanted = overPixels.map((w) => (100 * w) / l2Of(overPixels));
    const change = tf.tidy(() =>
      toGreyLevels(tf.sub(tf.tensor(network.seen.at(-1)!, small.shape), small)).dataSync(),
    );
    for (const [i, value] of change.entries()) expect(value).toBeCloseTo(wanted[i]!, 2);
    network.dispose();
  });
});

describe('random starts', () => {
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

  it('are drawn by the seed, and anew for each start', async () => {
    const network = linearNetwork(SIZE, randomRows(SIZE, 3, 6), [0, -1e5, 0]);
    const small = photo(SIZE);
    const params = { epsilon: 4, stepSize: 0.05, steps: 3, randomStart: true, restarts: 2 } as const;
    const startsOf = async (seed: number): Promise<Float32Array[]> => {
      const from = network.seen.length;
      const last = await result(pgdLinf, network, { x: small, target: 1, seed, params });
      expect(last).toMatchObject({ step: 7, steps: 7 });
      return [network.seen[from]!, network.seen[from + 4]!];
    };
    const [one, again, other] = [await startsOf(1), await startsOf(1), await startsOf(2)];
    expect(one).toEqual(again);
    const apart = (a: Float32Array, b: Float32Array): number => Math.hypot(...a.map((v, i) => v - b[i]!));
    // Uniform in the box: two points are about ε · sqrt(2 / 3 · n) apart, far more than three steps of 0.05.
    for (const [a, b] of [one as [Float32Array, Float32Array], [one[0]!, other[0]!] as const])
      expect(apart(a, b)).toBeGreaterThan(0.5);
    small.dispose();
    network.dispose();
  });

  it('reach a class on a real network, and the bytes that can be saved are what fools', async () => {
    for (const method of [pgdLinf, pgdL2]) {
      const params = {
        epsilon: method === pgdLinf ? 16 : 800,
        stepSize: method === pgdLinf ? 2 : 100,
        steps: 60,
      };
      const last = await result(method, tiny, { x, target: 3, params });
      expect(last.scalars).toMatchObject({ fooled: 1, roundedFooled: 1 });
      const fresh = tf.tidy(() => tiny.logits(rgbaToZScore(last.pixels!, 32, 32)).dataSync());
      expect(argMax(fresh)).toBe(3);
      const away = await result(method, tiny, {
        x,
        target: argMaxOf(tiny, x),
        params: { ...params, aim: 'away' },
      });
      expect(away.scalars).toMatchObject({ fooled: 1, roundedFooled: 1 });
    }
  });
});

const argMaxOf = (network: Network, x: tf.Tensor4D): number =>
  argMax(tf.tidy(() => network.logits(x).dataSync()));

describe('attacks through changed copies', () => {
  const THROUGH = [
    attack(fgsm),
    attack(pgdLinf),
    attack(pgdL2),
    attack(targetedGradient as unknown as typeof fgsm),
  ] as const;
  let small: tf.Tensor4D;
  beforeAll(async () => {
    await useBackend('wasm');
    small = rgbaToZScore(new Uint8Array(SIZE * SIZE * 4).fill(128), SIZE, SIZE);
  });
  afterAll(() => small.dispose());

  it.each(THROUGH)(
    '$id climbs the mean of the gradients at the picture and at its copies',
    async (method) => {
      const rows = randomRows(SIZE, 2, 4) as [Float32Array, Float32Array];
      const network = linearNetwork(SIZE, rows, [1e5, 0]);
      const own = { randomStart: false, steps: 1, maxSteps: 1, stepSize: 1, epsilon: 1, objective: 'logit' };
      const params = Object.fromEntries(Object.entries(own).filter(([key]) => key in method.params));
      const copies = { copies: 3, through: 'blur' };
      const drive = { x: small, target: 1, seed: 9, params: { ...params, ...copies } as never };
      const last = await result(method, network, drive);
      expect(last.scalars).toMatchObject({ copies: 3, copiesFooled: 0, queries: 4 });
      const size = { width: SIZE, height: SIZE };
      const [change, wanted] = tf.tidy(() => {
        const slope = tf.tensor<tf.Rank.R4>(rows[1], small.shape);
        const back = drawCopies({ copies: 3, through: 'blur' }, size, createRandom(9)).map(({ pullBack }) =>
          pullBack(slope),
        );
        const mean = tf.div(tf.addN([slope, ...back]), 4);
        const last = tf.tensor(network.seen.filter((_, i) => i % 4 === 0).at(-1)!, small.shape);
        return [tf.sub(last, small).dataSync(), mean.dataSync()] as const;
      });
      // Each takes its step straight along it, by its own measure of a pixel.
      const measure = { fgsm: Math.sign, 'pgd-linf': Math.sign, 'pgd-l2': null, 'targeted-gradient': null }[
        method.id
      ];
      const scaled = [...wanted].map((value, i) =>
        measure
          ? measure(value) / LEVELS[i % 3]!
          : value / (method.id === 'pgd-l2' ? LEVELS[i % 3]! ** 2 : 1),
      );
      const share = Math.hypot(...change) / Math.hypot(...scaled);
      for (const [i, value] of change.entries()) expect(value).toBeCloseTo(share * scaled[i]!, 4);
      network.dispose();
    },
  );

  it('are done only once the copies of the step fool as well', async () => {
    const { graph, weights } = tinyNetwork();
    const tiny = createNetwork(graph, weights);
    const x = photo(32);
    const params = { epsilon: 32, stepSize: 2, steps: 200, objective: 'margin', copies: 4 } as const;
    const alone = await result(pgdLinf, tiny, { x, target: 3, params: { ...params, copies: 0 } });
    const last = await result(pgdLinf, tiny, { x, target: 3, params });
    expect(last.scalars).toMatchObject({ roundedFooled: 1, copies: 4, copiesFooled: 4 });
    expect(last.scalars.queries).toBe(5 * last.step);
    expect(last.step).toBeGreaterThanOrEqual(alone.step);
    expect(alone.scalars).not.toHaveProperty('copies');
    tiny.dispose();
    x.dispose();
  });
});
