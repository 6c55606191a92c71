import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/random/seeded-random';
import { diversityCotangent, diversityValue } from '../../../src/methods/diversity-objective';
import { traceGradient } from '../../../src/methods/objective-gradient';
import { camLayerAt } from '../../../src/methods/saliency/class-activation/cam-layers';
import { classVisualisation } from '../../../src/methods/visualisation/class-visualisation';
import {
  activationValue,
  classValue,
  nodeOf,
  type Raisable,
  type WeightedObjective,
} from '../../../src/methods/weighted-objective';
import { createNetwork } from '../../../src/networks/executor/executor';
import type { Network } from '../../../src/networks/executor/network';
import { useBackend } from '../../../testing/backends';
import { tinyNetwork } from '../../../testing/tiny-network';
import { frames, result } from './drive';

const TARGET = 2;
const SIDE = 32;
let network: Network;
beforeAll(async () => {
  await useBackend('wasm');
  const { graph, weights } = tinyNetwork({ size: SIDE });
  network = createNetwork(graph, weights);
});

const normals = (seed: number, shape: [number, number, number, number]): tf.Tensor4D =>
  tf.tensor4d(createRandom(seed).normals(shape.reduce((product, side) => product * side)), shape);
const dot = (a: tf.Tensor, b: tf.Tensor): number => tf.sum(tf.mul(a, b)).dataSync()[0]!;
const scalar = (value: tf.Scalar): number => value.dataSync()[0]!;

/** The value of what is raised for a picture, as a frame tells it. */
function valueAt(objective: Raisable, x: tf.Tensor4D): number {
  const trace = network.forward(x);
  const ofLayers = scalar(activationValue(objective, trace));
  const value = ofLayers + classValue(objective, trace.logits.dataSync(), TARGET, 'softmax');
  trace.dispose();
  return value;
}

describe('several things raised at once', () => {
  const channel = () =>
    ({ node: camLayerAt(network.graph, 1).id, channel: 4, places: 'all', sign: 1 }) as const;
  const both = (): WeightedObjective => ({
    terms: [
      { weight: 1, objective: 'logit' },
      { weight: 0.5, objective: 'log-probability', target: 5 },
      { weight: -2, objective: channel() },
      { weight: 3, objective: { ...channel(), channel: null } },
    ],
  });

  it('have the slope of their weighted sum: finite differences along three directions', () => {
    for (const seed of [1, 2, 3]) {
      tf.tidy(() => {
        const x = normals(7, [1, SIDE, SIDE, 3]);
        const way = normals(seed, [1, SIDE, SIDE, 3]);
        const trace = network.forward(x);
        const slope = dot(
          traceGradient(network, trace, { objective: both(), target: TARGET, scale: 1 }),
          way,
        );
        trace.dispose();
        const along = 1e-3;
        const ahead = valueAt(both(), tf.add(x, tf.mul(way, along)));
        const behind = valueAt(both(), tf.sub(x, tf.mul(way, along)));
        expect(Math.abs((ahead - behind) / (2 * along) - slope)).toBeLessThan(0.03 * Math.abs(slope) + 0.02);
      });
    }
  });

  it('take a picture no further than they need: to one layer where all are of it, else to the logits', () => {
    expect(
      nodeOf({
        terms: [
          { weight: 1, objective: channel() },
          { weight: 2, objective: { ...channel(), channel: 1 } },
        ],
      }),
    ).toBe(channel().node);
    expect(nodeOf(both())).toBeUndefined();
    expect(nodeOf('logit')).toBeUndefined();
    expect(nodeOf(channel())).toBe(channel().node);
  });

  it('a second class of weight 1 beside itself climbs twice the slope; the objective told is the sum', async () => {
    const params = { iterations: 4, lambda: 0, jitter: 0, blurEvery: 0, clamp: false };
    const once = await result(classVisualisation, network, {
      target: TARGET,
      params: { ...params, stepSize: 2 },
    });
    const twice = await result(classVisualisation, network, {
      target: TARGET,
      params: { ...params, stepSize: 1, also: 'class', alsoClass: TARGET, alsoWeight: 1 },
    });
    expect(twice.pixels).toEqual(once.pixels);
    expect(twice.scalars['objective']).toBeCloseTo(2 * once.scalars['objective']!, 3);
    const low = {
      ...params,
      stepSize: 0.5,
      also: 'channel',
      alsoLayer: 1,
      alsoChannel: 4,
      alsoWeight: -5,
    } as const;
    const all = await frames(classVisualisation, network, { params: low });
    expect(all.at(-1)!.scalars['objective']).toBeGreaterThan(all[0]!.scalars['objective']!);
  });

  it('are up to four, each by its weight, in any order; what stands behind an empty place does not act', async () => {
    const params = { iterations: 4, lambda: 0, jitter: 0, blurEvery: 0, clamp: false };
    const run = (change: object) =>
      result(classVisualisation, network, { target: TARGET, params: { ...params, stepSize: 1, ...change } });
    const channel = (key: string) => ({
      ...{ [key]: 'channel', [`${key}Layer`]: 1, [`${key}Channel`]: 4, [`${key}Weight`]: 2 },
    });
    const logit = (key: string) => ({ [key]: 'class', [`${key}Class`]: 5, [`${key}Weight`]: -0.5 });
    const once = await run({ ...channel('also'), ...logit('third'), ...logit('fourth') });
    const again = await run({ ...logit('also'), ...logit('third'), ...channel('fourth') });
    expect(again.pixels).toEqual(once.pixels);
    const doubled = await run({ ...channel('also'), ...logit('third'), thirdWeight: -1 });
    expect(doubled.pixels).toEqual(once.pixels);
    expect(once.pixels).not.toEqual((await run({ ...channel('also'), ...logit('third') })).pixels);
    const alone = await run({});
    expect((await run({ ...logit('third'), ...channel('fourth') })).pixels).toEqual(alone.pixels);
    await expect(
      run({ ...logit('also'), ...channel('third'), fourth: 'class', fourthClass: 10 }),
    ).rejects.toMatchObject({
      code: 'bad-parameter',
    });
  });

  it('says which classes there are where the second is none of them', async () => {
    const params = { also: 'class', alsoClass: 10 } as const;
    await expect(result(classVisualisation, network, { params })).rejects.toMatchObject({
      code: 'bad-parameter',
    });
  });
});

describe('diversity', () => {
  it('is minus the number of others for pictures alike, 0 for one alone, and least for those', () => {
    tf.tidy(() => {
      const one = normals(1, [1, 4, 4, 3]);
      expect(scalar(diversityValue(one))).toBeCloseTo(0, 5);
      expect(scalar(diversityValue(tf.concat([one, one, one])))).toBeCloseTo(-2, 5);
      // Channels that never go together: by hand, two Gram matrices with nothing in common.
      const apart = tf.tensor4d([1, 0, 2, 0, 0, 3, 0, 1], [2, 1, 2, 2]);
      expect(scalar(diversityValue(apart))).toBeCloseTo(0, 5);
      const unlike = scalar(diversityValue(normals(3, [3, 4, 4, 3])));
      expect(unlike).toBeGreaterThan(-2);
    });
  });

  it('has the slope of its value: finite differences; and none along a louder picture', () => {
    tf.tidy(() => {
      const at = normals(1, [3, 3, 4, 5]);
      for (const seed of [4, 5]) {
        const way = normals(seed, [3, 3, 4, 5]);
        const slope = dot(diversityCotangent(at), way);
        const along = 1e-2;
        const difference =
          scalar(diversityValue(tf.add(at, tf.mul(way, along)))) -
          scalar(diversityValue(tf.sub(at, tf.mul(way, along))));
        expect(difference / (2 * along)).toBeCloseTo(slope, 3);
      }
      const louder = tf.mul(at, tf.tensor4d([0, 1, 0], [3, 1, 1, 1]));
      expect(dot(diversityCotangent(at), louder)).toBeCloseTo(0, 5);
    });
  });

  it('keeps pictures side by side unlike; without it each goes its own way, the first that of a picture alone', async () => {
    const params = { iterations: 8, stepSize: 20, lambda: 0, jitter: 0, blurEvery: 0 };
    const alone = await result(classVisualisation, network, { params });
    const apart = { ...params, pictures: 3, diversity: 0 };
    await result(classVisualisation, network, { params: apart });
    const before = tf.memory().numTensors;
    const plain = await result(classVisualisation, network, { params: apart });
    expect(plain.pixels).toEqual(alone.pixels);
    expect(plain.companions).toHaveLength(2 * alone.pixels!.length);
    const diverse = { ...apart, diversity: 20, diversityLayer: 1 };
    const both = await frames(classVisualisation, network, { params: diverse });
    expect(tf.memory().numTensors).toBe(before);
    // What a frame tells of layers is the diversity, by its weight.
    const [first, last] = [both[0]!, both.at(-1)!].map(({ scalars }) => scalars['activation']! / 20);
    expect(last).toBeGreaterThan(first!);
    for (const parameterisation of ['fourier', 'maco'] as const) {
      const waves = {
        ...diverse,
        iterations: 2,
        parameterisation,
        optimiser: 'adam',
        stepSize: 0.05,
        crops: 2,
      } as const;
      const frame = await result(classVisualisation, network, { params: waves });
      expect(frame.companions).toHaveLength(2 * alone.pixels!.length);
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});
