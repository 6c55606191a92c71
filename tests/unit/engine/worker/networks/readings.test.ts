import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { PREPROCESSING_NAMES, PREPROCESSINGS } from '../../../../../src/core/records/preprocessings';
import { logitsOf } from '../../../../../src/engine/worker/networks/classify';
import { readings } from '../../../../../src/engine/worker/networks/readings';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { useBackend } from '../../../../../testing/backends';
import { linearNetwork } from '../../../../../testing/networks';
import { makeTestPhoto } from '../../../../../testing/test-photo';

describe('what is read in a picture prepared in other ways', () => {
  beforeAll(() => useBackend('cpu'));

  it.each(PREPROCESSING_NAMES)(
    'is what the network loaded that way reads, from one that wants %s',
    async (own) => {
      const image = makeTestPhoto(3, 2, 2);
      const before = tf.memory().numTensors;
      const network = createNetwork(...both(own));
      const read = await readings(
        network,
        image,
        PREPROCESSING_NAMES.map((name) => PREPROCESSINGS[name]),
      );
      network.dispose();
      for (const [i, name] of PREPROCESSING_NAMES.entries()) {
        const other = createNetwork(...both(name));
        const expected = await logitsOf(other, image);
        other.dispose();
        const size = Math.max(...expected.map(Math.abs));
        read[i]?.logits.forEach((logit, k) => {
          expect(Math.abs(logit - (expected[k] ?? NaN)) / size).toBeLessThan(1e-4);
        });
      }
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});

function both(name: (typeof PREPROCESSING_NAMES)[number]): Parameters<typeof createNetwork> {
  const { graph, weights } = linearNetwork(PREPROCESSINGS[name]);
  return [graph, weights];
}
