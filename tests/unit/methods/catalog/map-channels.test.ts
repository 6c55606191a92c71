import type * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownReduction } from '../../../../src/canvas/map-values';
import type { ParamValues } from '../../../../src/methods/catalog/params';
import { methodById } from '../../../../src/methods/registry';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import { methodsFor } from '../../../../src/page/settings/settings-schema';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { tinyTransformer } from '../../../../testing/tiny-transformer';
import { photo, result } from '../drive';

/** Few samples; a method takes of these the ones it has. */
const SHORT = { samples: 3, steps: 3, tolerance: 0, patch: 12, stride: 10, masks: 4 };
const MAPS = methodsFor('saliency');

describe('the catalogue says of every map what its frames show', () => {
  let tiny: Network;
  let transformer: Network;
  let x: tf.Tensor4D;
  beforeAll(async () => {
    await useBackend('wasm');
    const [plain, attentive] = [tinyNetwork(), tinyTransformer()];
    tiny = createNetwork(plain.graph, plain.weights);
    transformer = createNetwork(attentive.graph, attentive.weights);
    x = photo(32);
  });
  afterAll(() => {
    tiny.dispose();
    transformer.dispose();
    x.dispose();
  });

  const cases = MAPS.flatMap(({ id, params }): [string, ParamValues][] => {
    const short = Object.fromEntries(Object.entries(SHORT).filter(([key]) => key in params));
    const averages = params.average?.kind === 'choice' ? params.average.options : [];
    return averages.length > 0
      ? averages.map(({ value }) => [id, { ...short, average: value }])
      : [[id, short]];
  });
  it.each(cases)('%s %o', async (id, params) => {
    const info = MAPS.find((method) => method.id === id);
    const network = info?.needs === 'attention' ? transformer : tiny;
    const frame = await result(methodById(id), network, { x, target: 3, params });
    const channels = info?.channels ?? null;
    expect(ownReduction(frame)).toBe(channels);
    // Shares of a score have a sign of their own; sizes do not.
    if (channels) expect(frame.signed === true).toBe(channels === 'sum');
  });
});
