import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { argMax } from '../../../../src/core/statistics/softmax';
import { universalLinf } from '../../../../src/methods/adversarial/universal/universal';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import {
  packRgba,
  rgbaToZScore,
  roundToBytes,
} from '../../../../src/networks/kernels/picture/round-to-bytes';
import { STD } from '../../../../src/core/pictures/imagenet-colours';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { linearNetwork, randomRows } from '../../../../testing/toy-networks';
import { frames, photo, result } from '../drive';

const SIZE = 16;
const bytesOf = (z: tf.Tensor4D): Uint8ClampedArray => packRgba(tf.tidy(() => roundToBytes(z).dataSync()));

describe('one change for many photos', () => {
  let tiny: Network;
  let x: tf.Tensor4D;
  let others: tf.Tensor4D[];
  const read = (z: tf.Tensor4D): number => argMax(tf.tidy(() => tiny.logits(z).dataSync()));
  beforeAll(async () => {
    await useBackend('wasm');
    const { graph, weights } = tinyNetwork({ size: SIZE });
    tiny = createNetwork(graph, weights);
    x = photo(SIZE, 1);
    others = [2, 3, 4, 5, 6, 7, 8].map((seed) => photo(SIZE, seed));
  });
  afterAll(() => {
    tiny.dispose();
    tf.dispose([x, ...others]);
  });

  it('stays within ε of the photo shown at every step', async () => {
    const params = { epsilon: 5, stepSize: 3, steps: 8, learnt: 4, stopRule: 'never' } as const;
    const before = bytesOf(x);
    const all = await frames(universalLinf, tiny, { x, others, target: read(x), params });
    for (const { pixels, scalars } of all) {
      const farthest = Math.max(...[...pixels!].map((value, i) => Math.abs(value - before[i]!)));
      expect(farthest).toBeLessThanOrEqual(5);
      expect(scalars).toMatchObject({ photos: 4, untouched: 4, linf: farthest });
    }
    expect(all.at(-1)!.scalars.linf).toBeGreaterThan(3);
    expect(all.at(-1)!.scalars.queries).toBe(8 * 4);
  });

  it('counts what it says: the very same change, put on each photo, fools as many', async () => {
    const params = { epsilon: 128, stepSize: 4, steps: 12, learnt: 5, stopRule: 'never' } as const;
    // Mid grey and nothing clipped, so that the change can be read off the photo shown.
    const grey = rgbaToZScore(new Uint8Array(SIZE * SIZE * 4).fill(128), SIZE, SIZE);
    const first = await frames(universalLinf, tiny, { x: grey, others, target: read(grey), params });
    for (const { pixels, scalars } of [first[3]!, first.at(-1)!]) {
      const fooled = [grey, ...others].map((z) => {
        const photoBytes = bytesOf(z);
        const changed = photoBytes.map((value, i) => value + (i % 4 === 3 ? 0 : pixels![i]! - 128));
        const again = rgbaToZScore(changed, SIZE, SIZE);
        const isFooled = read(again) !== read(z);
        again.dispose();
        return Number(isFooled);
      });
      const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
      expect(scalars.photosFooled).toBe(sum(fooled.slice(0, 5)));
      expect(scalars.untouchedFooled).toBe(sum(fooled.slice(5)));
      expect(scalars.roundedFooled).toBe(fooled[0]);
    }
    grey.dispose();
  });

  it('comes to fool every photo it is made on, and ends there', async () => {
    const params = { epsilon: 60, stepSize: 6, steps: 200, learnt: 4 } as const;
    const last = await result(universalLinf, tiny, { x, others, target: read(x), params });
    expect(last.scalars).toMatchObject({ photos: 4, photosFooled: 4, roundedFooled: 1 });
    expect(last.step).toBeLessThan(200);
    const towards = { ...params, aim: 'towards', learnt: 2 } as const;
    const led = await result(universalLinf, tiny, { x, others, target: 3, params: towards });
    expect(led.scalars).toMatchObject({ photosFooled: 2, roundedFooled: 1 });
    expect(argMax(led.logits!)).toBe(3);
  });

  it('steps as the summed gradients of a straight network say, over pixels, and is PGD on one photo', async () => {
    const rows = randomRows(SIZE, 2, 3) as [Float32Array, Float32Array];
    const network = linearNetwork(SIZE, rows, [1e4, 0]);
    const params = { epsilon: 8, stepSize: 5, steps: 1, aim: 'towards' } as const;
    const grey = rgbaToZScore(new Uint8Array(SIZE * SIZE * 4).fill(128), SIZE, SIZE);
    const last = await result(universalLinf, network, { x: grey, others, target: 1, params });
    for (let i = 0; i < 3 * SIZE * SIZE; i++) {
      const slope = (rows[1][i]! - rows[0][i]!) / STD[i % 3]!;
      expect(last.pixels![4 * Math.floor(i / 3) + (i % 3)]).toBe(128 + 5 * Math.sign(slope));
    }
    const alone = await result(universalLinf, network, { x: grey, target: 1, params });
    expect([...alone.pixels!]).toEqual([...last.pixels!]);
    expect(alone.scalars).toMatchObject({ photos: 1 });
    expect(alone.scalars).not.toHaveProperty('untouched');
    grey.dispose();
    network.dispose();
  });
});
