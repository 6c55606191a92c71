import { createHash } from 'node:crypto';
import type * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Frame } from '../../../../src/core/records/frame';
import { classVisualisation } from '../../../../src/methods/visualisation/class-visualisation';
import { VISUALISATION_PRESETS } from '../../../../src/methods/visualisation/visualisation-presets';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { frames, photo } from '../drive';

const SIZE = 24;
let network: Network;
let x: tf.Tensor4D;
beforeAll(async () => {
  await useBackend('cpu');
  const { graph, weights } = tinyNetwork({ size: SIZE });
  network = createNetwork(graph, weights);
  x = photo(SIZE);
});
afterAll(() => {
  network.dispose();
  x.dispose();
});

const hash = ({ step, pixels, logits }: Frame): string =>
  createHash('sha256')
    .update(pixels!)
    .update(new Uint8Array(logits!.buffer))
    .update(String(step))
    .digest('hex');

it.each(VISUALISATION_PRESETS.map(({ id }) => id))(
  'on the CPU the preset %s gives the same bytes for the same seed, whatever is shown on the way, paused or not',
  async (preset) => {
    const drive = { x, seed: 3, params: { preset, iterations: 6 } };
    const all = await frames(classVisualisation, network, drive);
    expect(all.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const few = await frames(classVisualisation, network, {
      ...drive,
      wantsFrame: (step) => step === 4,
      checkpoint: () => new Promise((resolve) => setTimeout(resolve, 1, 'go')),
    });
    expect(few.map(hash)).toEqual([all[0]!, all[4]!, all[6]!].map(hash));
    const other = await frames(classVisualisation, network, { ...drive, seed: 4 });
    expect(hash(other.at(-1)!)).not.toBe(hash(all.at(-1)!));
  },
);
