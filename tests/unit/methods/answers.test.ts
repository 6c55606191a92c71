import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probabilitiesOf } from '../../../src/core/statistics/answers';
import { rgbaToZScore } from '../../../src/networks/kernels/picture/round-to-bytes';
import { targetedGradient } from '../../../src/methods/adversarial/targeted-gradient';
import { integratedGradients } from '../../../src/methods/saliency/gradient/integrated-gradients';
import { occlusion } from '../../../src/methods/saliency/perturbation/occlusion';
import { vanillaGradient } from '../../../src/methods/saliency/gradient/vanilla-gradient';
import { classVisualisation } from '../../../src/methods/visualisation/class-visualisation';
import { createNetwork } from '../../../src/networks/executor/executor';
import type { NetworkGraph } from '../../../src/networks/graph/graph';
import type { Network } from '../../../src/networks/executor/network';
import { useBackend } from '../../../testing/backends';
import { tinyNetwork } from '../../../testing/tiny-network';
import { photo, result } from './drive';

/** The tiny network with one output, both sides of it, or with three labels. */
function network(kind: 'binary' | 'sigmoid'): Network {
  const { graph, weights } = tinyNetwork({ classes: kind === 'binary' ? 1 : 3 });
  const nodes = graph.nodes.filter(({ op }) => op !== 'softmax');
  const sides: NetworkGraph['nodes'] = [
    { id: 'flat', op: 'flatten', inputs: ['logits'] },
    { id: 'sides', op: 'complement', inputs: ['flat'] },
  ];
  const own: NetworkGraph =
    kind === 'binary'
      ? { ...graph, output: { kind }, nodes: [...nodes, ...sides], logits: 'sides' }
      : { ...graph, output: { kind }, nodes };
  return createNetwork(own, weights);
}

describe('methods on outputs that are no softmax', () => {
  let x: tf.Tensor4D;
  let two: Network;
  let labels: Network;
  beforeAll(async () => {
    await useBackend('wasm');
    x = photo(32);
    two = network('binary');
    labels = network('sigmoid');
  });
  afterAll(() => {
    tf.dispose(x);
    two.dispose();
    labels.dispose();
  });

  it('a map of one side is minus that of the other, and their probabilities share the whole', async () => {
    const own = await result(vanillaGradient, two, { x, target: 0 });
    const other = await result(vanillaGradient, two, { x, target: 1 });
    own.gradient!.forEach((value, i) => expect(other.gradient![i]).toBeCloseTo(-value, 6));
    expect(own.scalars.probability! + other.scalars.probability!).toBeCloseTo(1, 6);
    expect(own.scalars.logit).toBeCloseTo(-other.scalars.logit!, 6);
    expect(own.scalars).toMatchObject({ rival: 1, rivalProbability: other.scalars.probability });
  });

  it.each([0, 1])('one output is fooled towards side %i, to what is then over a half', async (target) => {
    const fooled = await result(targetedGradient, two, { x, target, params: { maxSteps: 100 } });
    const shown = tf.tidy(() => two.logits(rgbaToZScore(fooled.pixels!, 32, 32)).dataSync<'float32'>());
    expect(fooled.scalars).toMatchObject({ roundedFooled: 1, rival: 1 - target });
    expect(probabilitiesOf(shown, 'binary')[target]).toBeGreaterThan(0.5);
  });

  it.each([1, 2])('a label is fooled once it is read itself, whatever others are: %i', async (target) => {
    const fooled = await result(targetedGradient, labels, { x, target, params: { maxSteps: 200 } });
    expect(fooled.scalars.probability).toBeGreaterThan(0.5);
    expect(fooled.scalars.roundedFooled).toBe(1);
    expect(fooled.scalars).not.toHaveProperty('rival');
  });

  it.each(['binary', 'sigmoid'] as const)(
    '%s: integrated gradients of a probability are complete',
    async (kind) => {
      const net = kind === 'binary' ? two : labels;
      const { scalars } = await result(integratedGradients, net, {
        x,
        target: 1,
        params: { objective: 'probability', steps: 100, tolerance: 0 },
      });
      expect(scalars.completenessGap).toBeLessThan(0.02);
      expect(scalars.scoreDifference).toBeCloseTo(scalars.probability! - scalars.baselineScore!, 5);
    },
  );

  it('hiding parts of the picture is measured by the probability of the label alone', async () => {
    const { scalars, attribution } = await result(occlusion, labels, {
      x,
      target: 2,
      params: { objective: 'probability' },
    });
    expect(scalars.probability).toBeGreaterThan(0);
    expect(attribution!.every((value) => Math.abs(value) <= 1)).toBe(true);
    expect(attribution!.some((value) => value !== 0)).toBe(true);
  });

  it.each([0, 1])('a class visualisation raises side %i', async (target) => {
    const seen = await result(classVisualisation, two, { target, params: { iterations: 30, lambda: 0 } });
    expect(seen.scalars.logit).toBeGreaterThan(0);
    expect(seen.scalars.probability).toBeGreaterThan(seen.scalars.rivalProbability!);
  });
});
