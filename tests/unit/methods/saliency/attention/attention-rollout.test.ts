import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attentionRollout, rollout } from '../../../../../src/methods/saliency/attention/attention-rollout';
import { attentionOf, camLayers } from '../../../../../src/methods/saliency/class-activation/cam-layers';
import { gradCam } from '../../../../../src/methods/saliency/class-activation/grad-cam';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { useBackend } from '../../../../../testing/backends';
import { tinyNetwork } from '../../../../../testing/tiny-network';
import { tinyTransformer } from '../../../../../testing/tiny-transformer';
import { photo, result } from '../../drive';

const TOKENS = 7;

/** Rows that sum to 1. */
function attention(seed: number): tf.Tensor2D {
  return tf.softmax(tf.mul(tf.randomNormal([TOKENS, TOKENS], 0, 1, 'float32', seed), 3));
}

describe('attention rollout', () => {
  beforeAll(() => useBackend('wasm'));
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  it('shares out all that each token gathers: its rows sum to 1', () => {
    const rows = tf.sum(rollout([attention(1), attention(2), attention(3)]), 1).dataSync();
    rows.forEach((sum) => expect(sum).toBeCloseTo(1, 5));
  });

  it('of layers that attend to themselves alone leaves every token where it is', () => {
    const stay = tf.eye(TOKENS);
    expect([...rollout([stay, stay]).dataSync()]).toEqual([...stay.dataSync()]);
  });

  it('of layers that attend to all alike gives every other token the same', () => {
    const even = tf.fill<tf.Rank.R2>([TOKENS, TOKENS], 1 / TOKENS);
    const [own = 0, ...others] = rollout([even, even, even]).dataSync();
    for (const value of others.slice(0, TOKENS - 1)) expect(value).toBeCloseTo(others[0]!, 6);
    expect(own).toBeGreaterThan(others[0]!);
  });

  it('hears the last layer first: the class token gathers what the tokens it attends to had gathered before', () => {
    // In the first layer token 1 looks at token 2, in the second token 0 at token 1.
    const looks = (from: number, at: number): tf.Tensor2D => {
      const rows = tf.eye(TOKENS).arraySync();
      rows[from]![from] = 0;
      rows[from]![at] = 1;
      return tf.tensor2d(rows);
    };
    const row = (layers: tf.Tensor2D[]): number[] => Array.from(rollout(layers).dataSync()).slice(0, 3);
    expect(row([looks(1, 2), looks(0, 1)])).toEqual([0.5, 0.25, 0.25]);
    expect(row([looks(0, 1), looks(1, 2)])).toEqual([0.5, 0.5, 0]);
  });

  it('is the same for every class, and adds up to no more than all there is', async () => {
    const { graph, weights } = tinyTransformer();
    const network = createNetwork(graph, weights);
    const x = photo(32);
    const [one, other] = [
      await result(attentionRollout, network, { x, target: 1 }),
      await result(attentionRollout, network, { x, target: 2 }),
    ];
    expect(one.attribution).toEqual(other.attribution);
    expect(one.scalars).toMatchObject({ layerHeight: 4, layerWidth: 4, attentionLayers: 2 });
    const mean = one.attribution!.reduce((sum, value) => sum + value, 0) / one.attribution!.length;
    expect(mean * 16).toBeGreaterThan(0.2);
    expect(mean * 16).toBeLessThan(1);
    network.dispose();
  });

  it('says what it needs where a network has no attention', async () => {
    const { graph, weights } = tinyNetwork();
    const network = createNetwork(graph, weights);
    expect(attentionOf(graph, weights)).toBeNull();
    await expect(result(attentionRollout, network, { x: photo(32) })).rejects.toMatchObject({
      code: 'bad-parameter',
      message: expect.stringContaining('attends to every other') as string,
    });
    network.dispose();
  });
});

describe('maps of tokens', () => {
  beforeAll(() => useBackend('wasm'));

  it('are of those sums whose patches the class token still hears, on the grid of the patches', () => {
    const { graph, weights } = tinyTransformer();
    const rows = camLayers(graph, weights);
    expect(rows.map(({ id }) => id)).toEqual(['block1', 'middle0', 'patches']);
    expect(rows.map(({ size, channels }) => [size, channels])).toEqual(Array(3).fill([[4, 4], 8]));
    expect(rows[0]!.tokens).toEqual({ map: 'patches', first: 1 });
    expect(attentionOf(graph, weights)?.layers).toEqual(['attention0', 'attention1']);
  });

  it('leave the class token out: Grad-CAM does not change with what is there', async () => {
    const { graph, weights } = tinyTransformer();
    const network = createNetwork(graph, weights);
    const x = photo(32);
    const { attribution } = await result(gradCam, network, { x, target: 3 });
    const trace = network.forward(x);
    const dy = tf.cast(tf.oneHot(tf.tensor1d([3], 'int32'), 10), 'float32');
    const back = network.backward(trace, new Map([['logits', dy]]), { activations: ['block1'] });
    const [a, g] = [trace.activation('block1').dataSync(), back.activations.get('block1')!.dataSync()];
    const alpha = Array.from({ length: 8 }, (_, c) => {
      let sum = 0;
      for (let t = 1; t < 17; t++) sum += g[t * 8 + c]! / 16;
      return sum;
    });
    const corner = alpha.reduce((sum, weight, c) => sum + weight * a[8 + c]!, 0);
    expect(attribution![0]).toBeCloseTo(Math.max(0, corner), 6);
    expect(Math.max(...attribution!)).toBeGreaterThan(0);
    trace.dispose();
    network.dispose();
  });
});
