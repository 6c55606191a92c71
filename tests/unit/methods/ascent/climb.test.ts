import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random/seeded-random';
import type { Regulariser, StepParts, Transform } from '../../../../src/methods/ascent/ascent';
import { climb, passThrough } from '../../../../src/methods/ascent/climb';
import { gradientStep } from '../../../../src/methods/ascent/parts/gradient-step';
import { jitter } from '../../../../src/methods/ascent/parts/jitter';
import { lengthRegulariser } from '../../../../src/methods/ascent/parts/length-regulariser';
import { pixels } from '../../../../src/methods/ascent/parts/pixels';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import { clampToPicture } from '../../../../src/networks/kernels/picture/clamp';
import { gaussianBlur } from '../../../../src/tensors/gaussian-blur';
import { useBackend } from '../../../../testing/backends';
import { gaveWay } from '../../../../testing/gave-way';
import { tinyNetwork } from '../../../../testing/tiny-network';

/** The kernels under test. */
const OWN = /^(picture|Roll|ClimbPicture|PerChannel)$/;

// Odd, so that no row is whole vectors.
const SIZE = 33;

describe.each(['cpu', 'wasm'] as const)('a step of plain ascent on %s', (backend) => {
  let network: Network;
  let x: tf.Tensor4D;
  beforeAll(async () => {
    await useBackend(backend);
    const { graph, weights } = tinyNetwork({ size: SIZE });
    network = createNetwork(graph, weights);
    x = tf.tensor4d(
      createRandom(4)
        .normals(SIZE * SIZE * 3)
        .map((value) => 1.5 * value),
      [1, SIZE, SIZE, 3],
    );
    // What the first backward pass prepares stays.
    await stepped({ optimiser: gradientStep(1) }, [], true, 1);
  });
  afterAll(() => {
    network.dispose();
    x.dispose();
  });

  /** The picture after a step, its parts taken as they are, or each without what one pass could take them by. */
  const stepped = async (
    parts: StepParts,
    regularisers: readonly Regulariser[],
    onePass: boolean,
    scale: number,
  ) => {
    const { transforms = [] } = parts;
    const bare = transforms.map(({ apply, pullBack }): Transform => ({ apply, pullBack }));
    const way = {
      aim: { objective: 'logit', target: 2, scale } as const,
      parameterisation: pixels(() => x),
      regularisers,
    };
    const pass = passThrough(network, x, transforms);
    const next = climb(
      network,
      { x, variable: x },
      { ...pass, logits: null, copies: [], beside: null, around: null },
      onePass ? parts : { ...parts, transforms: bare },
      way,
    );
    const values = await next.x.data();
    tf.dispose([next.x]);
    pass.dispose();
    return [...values];
  };

  it.each([
    [
      'as by default',
      [jitter(16, createRandom(2))],
      [lengthRegulariser('squared', 1e-3)],
      [clampToPicture],
      1,
    ],
    [
      'blurred after',
      [jitter(7, createRandom(3))],
      [lengthRegulariser('squared', 0.3)],
      [clampToPicture, (z: tf.Tensor4D) => gaussianBlur(z, 0.5)],
      1,
    ],
    [
      'blurred, not clamped',
      [jitter(5, createRandom(1))],
      [lengthRegulariser('squared', 0)],
      [(z: tf.Tensor4D) => gaussianBlur(z, 0.5)],
      1,
    ],
    [
      'not clamped, half precision',
      [jitter(40, createRandom(9))],
      [lengthRegulariser('squared', 0.01)],
      [],
      4096,
    ],
  ] as const)(
    'gives in one pass what its parts give one by one, to the last bit: %s',
    async (_, transforms, regularisers, projections, scale) => {
      const parts: StepParts = { transforms, optimiser: gradientStep(5), projections };
      const before = tf.memory().numTensors;
      const whole = await stepped(parts, regularisers, true, scale);
      expect(whole).toEqual(await stepped(parts, regularisers, false, scale));
      expect(whole).not.toEqual([...(await x.data())]);
      expect(tf.memory().numTensors).toBe(before);
      expect(gaveWay(OWN)).toEqual([]);
    },
  );

  it('charges the length itself part by part', async () => {
    const parts: StepParts = { transforms: [], optimiser: gradientStep(5), projections: [clampToPicture] };
    const charged = await stepped(parts, [lengthRegulariser('norm', 3)], true, 1);
    const free = await stepped(parts, [], true, 1);
    expect(Math.hypot(...charged)).toBeLessThan(Math.hypot(...free));
  });
});
