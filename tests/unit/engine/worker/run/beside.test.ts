import { beforeAll, describe, expect, it } from 'vitest';
import * as tf from '@tensorflow/tfjs-core';
import type { NetworkGraph } from '../../../../../src/networks/graph/graph';
import { PGD_LINF } from '../../../../../src/methods/adversarial/pgd.params';
import { resolveParams } from '../../../../../src/methods/catalog/resolve-params';
import { methodById } from '../../../../../src/methods/registry';
import { useBackend } from '../../../../../testing/backends';
import { tinyNetwork } from '../../../../../testing/tiny-network';
import { collect, toyEngine, toyRequest } from '../../../../../testing/toy-engine';
import { said } from '../../../../../testing/said';

beforeAll(() => useBackend('wasm'));

/** An engine with a second network of other weights, another size and the same classes the other way round. */
async function engineOfTwo(change: Partial<NetworkGraph> = {}) {
  const engine = await toyEngine(methodById(PGD_LINF.id), { methodById });
  const { graph, weights } = tinyNetwork({ size: 40, seed: 2 });
  const names = graph.classes.map(({ name }) => name).reverse();
  const classes = names.map((name, index) => ({ index, name }));
  await engine.load(
    { graph: { ...graph, id: 'second', title: 'Second', classes, ...change }, weights },
    'other hash',
  );
  return engine;
}
const STRANGE = Array.from({ length: 10 }, (_, index) => ({ index, name: `another ${index}` }));
const params = { ...resolveParams(PGD_LINF, { epsilon: 64, stepSize: 8, steps: 60 }) };
const request = toyRequest({
  method: PGD_LINF.id,
  params,
  target: 5,
  beside: { network: 'second', weights: 'other hash' },
});

describe('a run on two networks', () => {
  it('aims at the class of the same name on the second, and ends where the bytes fool both', async () => {
    const engine = await engineOfTwo();
    const before = tf.memory().numTensors;
    const outcome = await engine.run(1, request, collect().sink);
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
    const { pixels, scalars, recipe, top } = outcome.result;
    expect(scalars).toMatchObject({ roundedFooled: 1, besideFooled: 1 });
    expect(top[0]?.name).toBe('class 5');
    expect(recipe.beside).toEqual({ network: 'second', weights: 'other hash' });
    expect(pixels).toHaveLength(32 * 32 * 4);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ['has no class', { classes: STRANGE }, request],
    ['cannot be its own second network', {}, { ...request, beside: { network: 'tiny' } }],
    [
      'cannot fool a second network as well',
      {},
      { ...request, method: 'simba', params: resolveParams(methodById('simba')) },
    ],
    ['There is no network “third”', {}, { ...request, beside: { network: 'third' } }],
  ])('is refused in a sentence: %s', async (sentence, change, asked) => {
    const engine = await engineOfTwo(change);
    const outcome = await engine.run(1, asked, collect().sink);
    expect(said(outcome)).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining(sentence) as string },
    });
  });
});
