import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { smoothGrad } from '../../../../../src/methods/saliency/gradient/smooth-grad';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import type { Network } from '../../../../../src/networks/executor/network';
import { useBackend } from '../../../../../testing/backends';
import { tinyNetwork } from '../../../../../testing/tiny-network';
import { photo, result } from '../../drive';

const SAMPLES = 8;

/** The standard deviation of what reaches a network, over the mean of three colours where it reads that alone. */
async function spreadRead(grey: boolean): Promise<{ readonly read: number; readonly sigma: number }> {
  const { graph, weights } = tinyNetwork();
  const own = createNetwork({ ...graph, input: { ...graph.input, ...(grey ? { grey } : {}) } }, weights);
  const x = photo(32);
  const seen: number[] = [];
  const network: Network = {
    ...own,
    forward(copies, options) {
      if (copies.shape[0] === SAMPLES)
        seen.push(
          ...tf.tidy(() => {
            const noise = tf.sub(copies, x);
            return (grey ? tf.mean(noise, 3) : noise).dataSync();
          }),
        );
      return own.forward(copies, options);
    },
  };
  const { scalars } = await result(smoothGrad, network, { x, params: { samples: SAMPLES, batch: SAMPLES } });
  own.dispose();
  x.dispose();
  const read = Math.sqrt(seen.reduce((sum, value) => sum + value * value, 0) / seen.length);
  return { read, sigma: scalars['sigma'] ?? 0 };
}

describe('SmoothGrad', () => {
  beforeAll(() => useBackend('cpu'));

  it.each([false, true])('adds noise of its σ to what the network reads, in grey: %s', async (grey) => {
    const { read, sigma } = await spreadRead(grey);
    expect(sigma).toBeGreaterThan(0);
    expect(read / sigma).toBeGreaterThan(0.96);
    expect(read / sigma).toBeLessThan(1.04);
  });
});
