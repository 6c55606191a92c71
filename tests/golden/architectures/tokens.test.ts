import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { resizeBilinear } from '../../../src/core/pictures/resize-bilinear';
import { readClassActivation } from '../../../src/methods/saliency/class-activation/class-activation';
import { attentionRollout } from '../../../src/methods/saliency/attention/attention-rollout';
import { camLayers } from '../../../src/methods/saliency/class-activation/cam-layers';
import { activationValue, cotangentsOf } from '../../../src/methods/weighted-objective';
import { createNetwork } from '../../../src/networks/executor/executor';
import { relativeError } from '../../../testing/agreement';
import { useBackend } from '../../../testing/backends';
import { result } from '../../unit/methods/drive';
import { architectureCases, hashedPicture, importCase } from './architecture-cases';

/** As models/zoo-check/tokens.py writes it: Grad-CAM is of the first of two blocks, before it is stretched and cut off below 0. */
interface TokenCase {
  readonly title: string;
  readonly grid: readonly [height: number, width: number];
  readonly target: number;
  readonly rollout: readonly number[];
  readonly cam: readonly number[];
}
const file = new URL('tokens.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly TokenCase[] };

const valueOf = (scalar: tf.Scalar): number => scalar.dataSync()[0]!;

describe.each(cases.map((one) => [one.title, one] as const))(
  'tokens of %s, as PyTorch has them',
  (title, one) => {
    const architecture = architectureCases().find((each) => each.title === title)!;
    const { size } = architecture;
    const grid = { height: one.grid[0], width: one.grid[1] };
    const whole = { height: size, width: size };
    const open = async () => {
      const { graph, weights } = await importCase(architecture, 'old');
      return {
        network: createNetwork(graph, weights),
        x: tf.tensor4d(hashedPicture(size), [1, size, size, 3]),
      };
    };
    beforeAll(() => useBackend('wasm'));

    it('attention rollout', async () => {
      const { network, x } = await open();
      const { attribution, scalars } = await result(attentionRollout, network, { x, target: one.target });
      const wanted = resizeBilinear(Float32Array.from(one.rollout), grid, whole);
      expect(relativeError(attribution!, wanted)).toBeLessThan(1e-5);
      expect(scalars).toMatchObject({ layerHeight: grid.height, layerWidth: grid.width, attentionLayers: 2 });
      network.dispose();
      x.dispose();
    });

    it('a channel raised is the mean over patches, a neuron the one in their middle, and a token of no place hears nothing', async () => {
      const { network, x } = await open();
      const [layer] = camLayers(network.graph);
      const { id: node, tokens } = layer!;
      const objective = { node, tokens: tokens!, channel: 3, sign: 1 } as const;
      const trace = network.forward(x);
      const { first } = tokens!;
      const values = tf.tidy(() => {
        const value = trace.activation(node) as tf.Tensor3D;
        const count = grid.height * grid.width;
        const channel = tf.slice(value, [0, first, 3], [1, count, 1]);
        const middle = Math.floor(grid.height / 2) * grid.width + Math.floor(grid.width / 2);
        const back = cotangentsOf({ ...objective, places: 'middle' }, network, trace, 0).get(node)!;
        return {
          mean: [
            tf.mean(channel).dataSync()[0],
            valueOf(activationValue({ ...objective, places: 'all' }, trace)),
          ],
          neuron: [
            channel.dataSync()[middle],
            valueOf(activationValue({ ...objective, places: 'middle' }, trace)),
          ],
          shapes: [value.shape, back.shape],
          heard: [...tf.slice(tf.max(back, -1), [0, 0], [1, first]).dataSync()],
          total: tf.sum(back).dataSync()[0],
        };
      });
      expect(values.mean[1]).toBeCloseTo(values.mean[0]!, 5);
      expect(values.neuron[1]).toBeCloseTo(values.neuron[0]!, 5);
      expect(values.shapes[1]).toEqual(values.shapes[0]);
      expect(values.heard.every((value) => value === 0)).toBe(true);
      expect(values.total).toBeCloseTo(1, 5);
      trace.dispose();
      network.dispose();
      x.dispose();
    });

    it('Grad-CAM', async () => {
      const { network, x } = await open();
      const aim = { objective: 'logit', target: one.target, scale: 1 } as const;
      const { map, scalars } = await readClassActivation(network, x, aim, 0);
      const positive = Float32Array.from(one.cam, (value) => Math.max(0, value));
      expect(relativeError(map, resizeBilinear(positive, grid, whole))).toBeLessThan(1e-4);
      expect(scalars).toMatchObject({ layerHeight: grid.height, layerWidth: grid.width });
      network.dispose();
      x.dispose();
    });
  },
);
