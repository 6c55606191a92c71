import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { softmax } from '../../../../../src/core/statistics/softmax';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import { objectiveGradient } from '../../../../../src/methods/objective-gradient';
import { vanillaGradient } from '../../../../../src/methods/saliency/gradient/vanilla-gradient';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import type { Network } from '../../../../../src/networks/executor/network';
import { cosine } from '../../../../../testing/agreement';
import { useBackend } from '../../../../../testing/backends';
import { tinyNetwork } from '../../../../../testing/tiny-network';
import { photo, result } from '../../drive';
import {
  constantNetwork,
  linearNetwork,
  quadraticNetwork,
  randomRows,
} from '../../../../../testing/toy-networks';

const TARGET = 3;

describe.each(['cpu', 'wasm'] as const)('vanilla gradient on %s', (backend) => {
  let tiny: Network;
  let x: tf.Tensor4D;
  const logitOf = (values: Float32Array): number =>
    tf.tidy(() => tiny.logits(tf.tensor4d(values, [1, 32, 32, 3])).dataSync()[TARGET]!);

  beforeAll(async () => {
    await useBackend(backend);
    const { graph, weights } = tinyNetwork();
    tiny = createNetwork(graph, weights);
    x = photo(32);
  });
  afterAll(() => {
    tiny.dispose();
    x.dispose();
  });

  it('agrees with central differences: 50 coordinates and 5 directions', async () => {
    // A noisy picture: on the photo's flat areas every max pool is a tie, and every point a kink.
    const random = createRandom(17);
    const noisy = tf.tensor4d(random.normals(32 * 32 * 3), [1, 32, 32, 3]);
    const { gradient } = await result(vanillaGradient, tiny, { x: noisy, target: TARGET });
    const values = noisy.dataSync<'float32'>();
    noisy.dispose();
    const h = 1e-2;
    const directions = [
      ...Array.from({ length: 50 }, () => {
        const at = random.integer(0, values.length - 1);
        return values.map((_, i) => (i === at ? 1 : 0));
      }),
      ...Array.from({ length: 5 }, () => {
        const direction = random.normals(values.length);
        const length = Math.hypot(...direction);
        return direction.map((value) => value / length);
      }),
    ];
    const here = logitOf(values.slice());
    const analytic: number[] = [];
    const numeric: number[] = [];
    for (const direction of directions) {
      const along = (step: number) => logitOf(values.map((value, i) => value + step * direction[i]!));
      const [up, down] = [along(h) - here, here - along(-h)];
      // Two different one-sided slopes: a kink of a ReLU or a max pool lies in between.
      if (Math.abs(up - down) > 0.02 * Math.max(Math.abs(up), Math.abs(down)) + 2e-6) continue;
      numeric.push((up + down) / (2 * h));
      analytic.push(gradient!.reduce((sum, value, i) => sum + value * direction[i]!, 0));
    }
    expect(numeric.length).toBeGreaterThan(35);
    expect(cosine(analytic, numeric)).toBeGreaterThan(0.999);
    const error = Math.hypot(...analytic.map((value, i) => value - numeric[i]!)) / Math.hypot(...numeric);
    expect(error).toBeLessThan(1e-2);
  });

  it('is max over channels of |W_y|, exactly, for a linear network and every picture', async () => {
    const rows = randomRows(6, 4, 2);
    const network = linearNetwork(6, rows, [1, 2, 3, 4]);
    for (const seed of [1, 2]) {
      const picture = photo(6, seed);
      const { attribution, gradient } = await result(vanillaGradient, network, { x: picture, target: 2 });
      expect([...gradient!]).toEqual([...rows[2]!]);
      const expected = Array.from({ length: 36 }, (_, i) =>
        Math.max(...[0, 1, 2].map((c) => Math.abs(rows[2]![3 * i + c]!))),
      );
      expect([...attribution!]).toEqual(expected);
      picture.dispose();
    }
    network.dispose();
  });

  it('is 2 q x for a quadratic network', async () => {
    const rows = randomRows(5, 3, 4);
    const network = quadraticNetwork(5, rows);
    const picture = photo(5);
    const { gradient } = await result(vanillaGradient, network, { x: picture, target: 1 });
    const values = picture.dataSync();
    gradient!.forEach((value, i) => expect(value).toBeCloseTo(2 * rows[1]![i]! * values[i]!, 5));
    picture.dispose();
    network.dispose();
  });

  it('of the cross-entropy is minus that of the logit plus the average of all logits, by probability', async () => {
    const run = (target: number, objective: 'logit' | 'log-probability' | 'probability') =>
      result(vanillaGradient, tiny, { x, target, params: { objective } });
    const { gradient: raise, logits } = await run(TARGET, 'log-probability');
    const probabilities = softmax(logits!);
    const each = await Promise.all([...logits!].map((_, k) => run(k, 'logit')));
    const { gradient: probability } = await run(TARGET, 'probability');
    raise!.forEach((value, i) => {
      const average = each.reduce((sum, { gradient }, k) => sum + probabilities[k]! * gradient![i]!, 0);
      expect(-value).toBeCloseTo(-each[TARGET]!.gradient![i]! + average, 5);
      expect(probability![i]).toBeCloseTo(probabilities[TARGET]! * value, 5);
    });
  });

  it('does not mix the pictures of a batch', () => {
    tf.tidy(() => {
      const other = photo(32, 9);
      const aim = { objective: 'margin', target: TARGET, scale: 1 } as const;
      const together = objectiveGradient(tiny, tf.concat([x, other], 0), aim);
      const [first, second] = tf.split(together.gradient, 2);
      [
        [first!, x],
        [second!, other],
      ].forEach(([part, alone]) => {
        const expected = objectiveGradient(tiny, alone as tf.Tensor4D, aim).gradient.dataSync();
        part!.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6));
      });
    });
  });

  it('shows an empty map, and says so, where the gradient is zero', async () => {
    const network = constantNetwork(6, [0, 1, 2]);
    const picture = photo(6);
    const frame = await result(vanillaGradient, network, { x: picture, target: 0 });
    expect(frame.scalars.zeroGradient).toBe(1);
    expect(new Set([...frame.attribution!, ...frame.gradient!].map(Math.abs))).toEqual(new Set([0]));
    expect(Object.values(frame.scalars).every(Number.isFinite)).toBe(true);
    picture.dispose();
    network.dispose();
    const tinyFrame = await result(vanillaGradient, tiny, { x, target: TARGET });
    expect(tinyFrame.scalars).not.toHaveProperty('zeroGradient');
  });

  it('needs a picture', async () => {
    await expect(result(vanillaGradient, tiny, {})).rejects.toMatchObject({ code: 'bad-parameter' });
  });
});
