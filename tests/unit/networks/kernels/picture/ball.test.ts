import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { STD } from '../../../../../src/core/pictures/imagenet-colours';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import { fallbacksOf } from '../../../../../src/networks/kernels/kernel-fallbacks';
import { clampToPicture } from '../../../../../src/networks/kernels/picture/clamp';
import { movedFrom } from '../../../../../src/networks/kernels/picture/moved-from';
import {
  clampToBall,
  clampToBox,
  fromGreyLevels,
  signsInGreyLevels,
  toGreyLevels,
} from '../../../../../src/networks/kernels/picture/pixel-ball';
import { l2Norm } from '../../../../../src/tensors/norms';
import { useBackend } from '../../../../../testing/backends';

type Shape = [number, number, number, number];
// One pixel, fewer than a vector's worth, rows that end within one, and two pictures.
const SHAPES: readonly Shape[] = [
  [1, 1, 1, 3],
  [1, 1, 3, 3],
  [1, 5, 7, 3],
  [2, 3, 3, 3],
];
const RADIUS = 7.3;

describe.each(['cpu', 'wasm'] as const)('a step within a ball of pixels, on %s', (backend) => {
  it('goes up a slope however slight it is', async () => {
    await useBackend(backend);
    // A network that is sure of itself has such a slope. TensorFlow.js's own signs on WASM are 0 below 1.2e-7.
    const slight = [1e-6, 1e-8, 1e-20, -1e-8, -1e-30, 0];
    const taken = tf.tidy(() => {
      const level = fromGreyLevels(tf.ones([1, 1, 2, 3]));
      return tf.div(signsInGreyLevels(tf.tensor4d(slight, [1, 1, 2, 3]), 2), level).dataSync();
    });
    expect([...taken]).toEqual([2, 2, 2, -2, -2, 0]);
  });

  it.each(SHAPES)('is to the last bit what stock operators give: %i x %i x %i x %i', async (...shape) => {
    await useBackend(backend);
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const noise = (seed: number, size: number): tf.Tensor4D =>
        tf.tensor4d(
          createRandom(seed)
            .normals(tf.util.sizeFromShape(shape))
            .map((value, i) => (i % 5 === 0 ? 0 : size * value)),
          shape,
        );
      const [x, centre, move] = [noise(1, 3), noise(2, 2.9), noise(3, 0.01)];
      const level = tf.tensor1d(STD.map((std) => 1 / (255 * std)));
      const reach = tf.mul(tf.fill([3], RADIUS), level);
      const moved = tf.add<tf.Tensor4D>(x, tf.add(centre, move));
      const change = tf.sub(x, centre);
      const share = Math.min(1, (l2Norm(tf.div(change, level)).dataSync()[0] as number) / RADIUS);
      const pairs: Readonly<Record<string, readonly [tf.Tensor, tf.Tensor]>> = {
        fromGreyLevels: [fromGreyLevels(x), tf.mul(x, level)],
        toGreyLevels: [toGreyLevels(x), tf.div(x, level)],
        signs: [signsInGreyLevels(x, -1.7), tf.mul(tf.mul(tf.sign(x), -1.7), level)],
        box: [
          clampToBox(x, centre, RADIUS),
          tf.minimum(tf.maximum(x, tf.sub(centre, reach)), tf.add(centre, reach)),
        ],
        moved: [movedFrom(x, centre, move, false), moved],
        'moved and clamped': [movedFrom(x, centre, move, true), clampToPicture(moved)],
      };
      for (const [name, [own, stock]] of Object.entries(pairs))
        // A zero's sign is nobody's matter.
        expect([...tf.add(own, 0).dataSync()], name).toEqual([...tf.add(stock, 0).dataSync()]);
      const length = l2Norm(toGreyLevels(tf.sub(clampToBall(x, centre, RADIUS), centre))).dataSync()[0];
      expect(length).toBeCloseTo(share < 1 ? share * RADIUS : RADIUS, 3);
    });
    expect(tf.memory().numTensors).toBe(before);
    const gaveWay = fallbacksOf(tf.backend()).map(({ kernel }) => kernel);
    for (const kernel of ['ball', 'SignStep', 'HeldInBox', 'MovedFrom'])
      expect(gaveWay).not.toContain(kernel);
  });
});
