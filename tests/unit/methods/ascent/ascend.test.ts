import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random/seeded-random';
import type { Frame } from '../../../../src/core/records/frame';
import { ascend } from '../../../../src/methods/ascent/ascend';
import type { Ascent } from '../../../../src/methods/ascent/ascent';
import { changeFromStart } from '../../../../src/methods/ascent/parts/change-from-start';
import { gradientStep } from '../../../../src/methods/ascent/parts/gradient-step';
import { jitter } from '../../../../src/methods/ascent/parts/jitter';
import { lengthRegulariser } from '../../../../src/methods/ascent/parts/length-regulariser';
import { normalisedStep } from '../../../../src/methods/ascent/parts/normalised-step';
import type { Network } from '../../../../src/networks/executor/network';
import { useBackend } from '../../../../testing/backends';
import { linearNetwork, randomRows, type ToyNetwork } from '../../../../testing/toy-networks';
import { photo } from '../drive';

const SIZE = 8;
const STEPS = 5;

describe('an ascent', () => {
  let x: tf.Tensor4D;
  let network: ToyNetwork;
  let row: Float32Array;
  beforeAll(async () => {
    await useBackend('cpu');
    x = photo(SIZE);
    row = randomRows(SIZE, 1, 5)[0]!;
    network = linearNetwork(SIZE, [new Float32Array(row.length), row]);
  });
  afterAll(() => {
    x.dispose();
    network.dispose();
  });

  const bare = (parts: Partial<Ascent<null>>): Ascent<null> => ({
    parameterisation: changeFromStart(x),
    objective: () => 'logit',
    parts: () => ({ optimiser: gradientStep(0.1) }),
    steps: () => STEPS,
    report: () => ({}),
    ...parts,
  });
  const run = (ascent: Ascent<null>, scale = 1, on: Network = network): AsyncGenerator<Frame> => {
    network.seen.length = 0;
    return ascend(
      on,
      {
        target: 1,
        others: [],
        random: createRandom(1),
        gradientScale: scale,
        params: () => null,
        checkpoint: () => Promise.resolve('go'),
        turn: () => Promise.resolve(),
        atOnce: (asked) => Promise.resolve(asked),
        wantsFrame: () => false,
      },
      ascent,
    );
  };
  const all = async (frames: AsyncGenerator<Frame>): Promise<Frame[]> => {
    const told: Frame[] = [];
    for await (const frame of frames) told.push(frame);
    return told;
  };

  it.each([
    ['gradient', 1],
    ['normalised', 1],
    ['normalised', 4096],
  ] as const)(
    'climbs objective less regularisers through the transforms: %s steps, scale %d',
    async (kind, scale) => {
      const lambda = 0.2;
      const random = createRandom(7);
      const ascent = bare({
        regularisers: () => [lengthRegulariser('squared', lambda), lengthRegulariser('squared', lambda)],
        parts: () => ({
          transforms: [jitter(3, random), jitter(5, random)],
          optimiser: kind === 'gradient' ? gradientStep(0.1) : normalisedStep(0.1),
        }),
      });
      const frames = await all(run(ascent, scale));
      const again = createRandom(7);
      let z: number[] = [...x.dataSync()];
      const tensor = (values: ArrayLike<number>) =>
        tf.tensor4d(Float32Array.from(values), [1, SIZE, SIZE, 3]);
      for (let step = 0; step < STEPS; step++) {
        const shakes = [jitter(3, again), jitter(5, again)];
        z = tf.tidy(() => {
          const view = shakes.reduce((picture, { apply }) => apply(picture), tensor(z));
          expect(tf.max(tf.abs(tf.sub(view, tensor(network.seen[step]!)))).dataSync()[0]).toBeLessThan(1e-4);
          const slope = tf.sub<tf.Tensor4D>(tensor(row), tf.mul(view, 4 * lambda));
          const length = kind === 'gradient' ? 1 : tf.norm(slope);
          const back = shakes.reduceRight((gradient, { pullBack }) => pullBack(gradient), slope);
          return [...tf.add(tensor(z), tf.mul(tf.div(back, length), 0.1)).dataSync()];
        });
      }
      expect(network.seen).toHaveLength(STEPS);
      expect(frames.map(({ step }) => step)).toEqual([0, STEPS]);
      const { objective, logit, l2 } = frames.at(-1)!.scalars;
      expect(objective).toBeCloseTo(logit! - 2 * lambda * l2! ** 2, 3);
    },
  );

  it('moves a variable that is not the picture up the variable’s own slope', async () => {
    // x = start + 3 v, so that dJ / dv is 3 times dJ / dx, and a step of v is worth 3 of x.
    const parameterisation: Ascent<null>['parameterisation'] = {
      start: () => ({ x: tf.clone(x), variable: tf.zerosLike(x) }),
      pullBack: (gradient) => tf.mul(gradient, 3),
      moved({ variable }, move) {
        const next = tf.add<tf.Tensor4D>(variable, move);
        return { x: tf.add(x, tf.mul(next, 3)), variable: next };
      },
    };
    await all(run(bare({ parameterisation })));
    const [first, second] = network.seen;
    for (let i = 0; i < row.length; i++)
      expect(second![i]! - first![i]!).toBeCloseTo(0.1 * 3 * 3 * row[i]!, 4);
  });

  it('tells its optimiser what was read of the iterate, where a goal had it read', async () => {
    const told: (number | undefined)[] = [];
    const parts: Ascent<null>['parts'] = () => ({
      optimiser(slope) {
        told.push(slope.logits?.[1]);
        return gradientStep(0.1)();
      },
    });
    const goal: NonNullable<Ascent<null>['goal']> = {
      reached: async () => false,
      scalars: async ({ logits }) => ({ own: logits[1]! }),
    };
    const frames = await all(run(bare({ parts, goal })));
    expect(told).toHaveLength(STEPS);
    network.seen.slice(0, STEPS).forEach((seen, step) => {
      expect(told[step]).toBeCloseTo(
        seen.reduce((sum, value, i) => sum + value * row[i]!, 0),
        3,
      );
    });
    expect(frames).toHaveLength(1);
    told.length = 0;
    await all(run(bare({ parts })));
    expect(told).toEqual(new Array(STEPS).fill(undefined));
  });

  it('tells the length of the change and that of the picture apart, under names of their own', async () => {
    const lambda = 0.5;
    const regularisers = () => [lengthRegulariser('norm', lambda, 'length')];
    const frames = await all(run(bare({ regularisers })));
    const { floatL2, length, logit, objective } = frames.at(-1)!.scalars;
    const start = [...x.dataSync()];
    let z = start;
    for (let step = 0; step < STEPS; step++) {
      const size = Math.hypot(...z);
      z = z.map((value, i) => value + 0.1 * (row[i]! - (lambda * value) / size));
    }
    expect(floatL2).toBeCloseTo(Math.hypot(...z.map((value, i) => value - start[i]!)), 4);
    // The picture is measured as it is shown, in 8 bits.
    expect(length).toBeCloseTo(Math.hypot(...z), 1);
    expect(objective).toBeCloseTo(logit! - lambda * length!, 3);
  });

  it('ends at its goal, judged by the pass that the step differentiates', async () => {
    const seen: number[] = [];
    const goal: NonNullable<Ascent<null>['goal']> = {
      reached: async ({ logits }) => (seen.push(logits[1]!), seen.length === 3),
      scalars: async ({ logits }) => ({ own: logits[1]! }),
    };
    const frames = await all(run(bare({ goal })));
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject({ step: 2, steps: STEPS, scalars: { own: seen[2] } });
    expect(network.seen).toHaveLength(3);
    expect(seen[2]).toBeGreaterThan(seen[0]!);
  });

  it('frees what it holds where a pass through the network fails', async () => {
    let passes = 0;
    const failing: Network = {
      ...network,
      forward(z) {
        if (++passes === 3) throw new Error('out of memory');
        return network.forward(z);
      },
    };
    const before = tf.memory().numTensors;
    await expect(all(run(bare({}), 1, failing))).rejects.toThrow('out of memory');
    expect(tf.memory().numTensors).toBe(before);
  });
});
