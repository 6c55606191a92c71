import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random/seeded-random';
import { meanStep } from '../../../../src/methods/ascent/parts/mean-step';
import { classVisualisation } from '../../../../src/methods/visualisation/class-visualisation';
import {
  octavePicture,
  octaveSizes,
} from '../../../../src/methods/visualisation/parameterisations/octave-picture';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import { toGreyLevels } from '../../../../src/networks/kernels/picture/pixel-ball';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { frames, photo } from '../drive';

const SIZE = { width: 28, height: 20 };
const grey = (): tf.Tensor4D => tf.fill([1, 20, 28, 3], 0.25);

describe('deep dream’s octaves', () => {
  beforeAll(() => useBackend('wasm'));

  it('grow by the scale up to the picture’s own size, and are never smaller than a quarter of it', () => {
    expect(octaveSizes({ width: 224, height: 224 }, 4, 1.4)).toEqual(
      [82, 114, 160, 224].map((side) => ({ width: side, height: side })),
    );
    expect(octaveSizes({ width: 100, height: 80 }, 3, 4)[0]).toEqual({ width: 25, height: 20 });
  });

  it('carry the detail of one to the next: what is even stays what it was, whatever the size', () => {
    tf.tidy(() => {
      const picture = octavePicture(grey, octaveSizes(SIZE, 3, 1.4));
      const start = picture.start();
      expect(start.view!.shape).toEqual([1, 10, 14, 3]);
      expect(start.x.shape).toEqual([1, 20, 28, 3]);
      const moved = picture.moved(start, tf.fill(start.variable.shape, 0.5), []);
      const next = picture.arrive(moved, 1)!;
      expect(next.view!.shape).toEqual([1, 14, 20, 3]);
      expect(picture.arrive(next, 1)).toBeNull();
      const last = picture.arrive(next, 2)!;
      for (const { x, view } of [moved, next, last])
        for (const each of [x, view!]) {
          const [least, most] = [tf.min(each).dataSync()[0]!, tf.max(each).dataSync()[0]!];
          expect([least, most]).toEqual([expect.closeTo(0.75, 5), expect.closeTo(0.75, 5)]);
        }
      // Projections act on the picture at that size, and the detail is what they leave of it.
      const held = picture.moved(last, tf.fill(last.variable.shape, 9), [(z) => tf.minimum(z, 1)]);
      expect(tf.max(held.variable).dataSync()[0]).toBeCloseTo(0.75, 5);
      picture.dispose!();
    });
  });

  it('a step by the slope’s mean size changes pixels by so many grey levels in the mean, straight up the slope', () => {
    tf.tidy(() => {
      const gradient = tf.tensor4d(createRandom(2).normals(60), [1, 4, 5, 3]);
      const slope = { scale: 64, x: gradient, logits: null, copies: [], beside: null, memory: [] };
      const stride = meanStep(1.5)({ ...slope, times: (weight) => tf.mul(gradient, weight) });
      if (!('move' in stride)) throw new Error('not a stride');
      const change = toGreyLevels(stride.move).dataSync<'float32'>();
      expect(change.reduce((sum, value) => sum + Math.abs(value), 0) / change.length).toBeCloseTo(1.5, 5);
      const flat = meanStep(1.5)({ ...slope, times: () => tf.zerosLike(gradient) });
      expect('move' in flat && [...flat.move.dataSync()].every((value) => value === 0)).toBe(true);
    });
  });

  it('show the network each size for as many steps, raise what the layer sees, and free what they held', async () => {
    const { graph, weights } = tinyNetwork({ size: 64 });
    const network = createNetwork(graph, weights);
    const seen: number[] = [];
    const watched: Network = {
      ...network,
      forward(x, options) {
        if (options?.until !== undefined) seen.push(x.shape[1]);
        return network.forward(x, options);
      },
    };
    const x = photo(64);
    const drive = {
      x,
      params: { preset: 'deep-dream', iterations: 12, layer: 1, octaves: 3, jitter: 4 },
    } as const;
    await frames(classVisualisation, watched, drive);
    const before = tf.memory().numTensors;
    seen.length = 0;
    const all = await frames(classVisualisation, watched, drive);
    expect(tf.memory().numTensors).toBe(before);
    expect(seen).toEqual([33, 46, 64].flatMap((side) => [side, side, side, side]));
    expect(all.every(({ width, height }) => width === 64 && height === 64)).toBe(true);
    expect(all.at(-1)!.scalars['activation']).toBeGreaterThan(2 * all[0]!.scalars['activation']!);
    x.dispose();
    network.dispose();
  });
});
