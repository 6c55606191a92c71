import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HIGHEST, LOWEST } from '../../../../src/networks/kernels/picture/clamp';
import { createRandom } from '../../../../src/core/random/seeded-random';
import { defaultParams } from '../../../../src/methods/catalog/resolve-params';
import {
  CLASS_VISUALISATION,
  type ClassVisualisationParams,
} from '../../../../src/methods/visualisation/class-visualisation.params';
import { classVisualisation } from '../../../../src/methods/visualisation/class-visualisation';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { frames, photo, result } from '../drive';
import { constantNetwork, linearNetwork, randomRows } from '../../../../testing/toy-networks';
import { sayWords } from '../../../../src/words/say';

const SIZE = 12;
const STILL = { jitter: 0, blurEvery: 0, clamp: false } as const;
const TAPS = [0.00026387, 0.10645077, 0.78657073, 0.10645077, 0.00026387];

/** Value of pixel (y, x), channel c, of a flat picture; the index may lie beyond an edge. */
type Pick = (z: ArrayLike<number>, y: number, x: number, c: number) => number;
const wrapped: Pick = (z, y, x, c) => z[(((y + 2 * SIZE) % SIZE) * SIZE + ((x + 2 * SIZE) % SIZE)) * 3 + c]!;
const mirrored: Pick = (z, y, x, c) => {
  const inside = (i: number): number => (i < 0 ? -1 - i : i >= SIZE ? 2 * SIZE - 1 - i : i);
  return z[(inside(y) * SIZE + inside(x)) * 3 + c]!;
};
const picture = (value: (y: number, x: number, c: number) => number): number[] =>
  Array.from({ length: SIZE * SIZE * 3 }, (_, i) =>
    value(Math.floor(i / 3 / SIZE), Math.floor(i / 3) % SIZE, i % 3),
  );

interface Controls {
  readonly stepSize: number;
  readonly lambda: number;
  readonly jitter: number;
  readonly blurEvery: number;
}

/** The handouts' loop in plain arithmetic for s_y = row * x: the rolled picture that each step differentiates. */
function handout(row: Float32Array, seed: number, steps: number, at: (t: number) => Controls): number[][] {
  const random = createRandom(seed);
  const seen: number[][] = [];
  let z: number[] = [...random.normals(row.length)];
  for (let t = 0; t < steps; t++) {
    const { stepSize, lambda, jitter, blurEvery } = at(t);
    const [ox, oy] = [random.integer(0, jitter), random.integer(0, jitter)];
    const rolled = picture((y, x, c) => wrapped(z, y - oy, x - ox, c));
    seen.push(rolled);
    const stepped = rolled.map((value, i) => value + stepSize * (row[i]! - 2 * lambda * value));
    const clamped = picture((y, x, c) => wrapped(stepped, y + oy, x + ox, c)).map((value, i) =>
      Math.min(Math.max(value, LOWEST[i % 3]!), HIGHEST[i % 3]!),
    );
    z = t % blurEvery === 0 ? blurred(clamped) : clamped;
  }
  return seen;
}

function blurred(z: number[]): number[] {
  const across = picture((y, x, c) =>
    TAPS.reduce((sum, tap, j) => sum + tap * mirrored(z, y, x + j - 2, c), 0),
  );
  return picture((y, x, c) => TAPS.reduce((sum, tap, i) => sum + tap * mirrored(across, y + i - 2, x, c), 0));
}

function expectSame(seen: readonly Float32Array[], expected: readonly number[][]): void {
  expect(seen).toHaveLength(expected.length);
  const worst = seen.map((z, t) => Math.max(...z.map((value, i) => Math.abs(value - expected[t]![i]!))));
  expect(Math.max(...worst)).toBeLessThan(1e-4);
}

const DEFAULTS = defaultParams(CLASS_VISUALISATION.params) as ClassVisualisationParams;

describe('class visualisation', () => {
  let tiny: Network;
  beforeAll(async () => {
    await useBackend('wasm');
    const { graph, weights } = tinyNetwork();
    tiny = createNetwork(graph, weights);
  });
  afterAll(() => {
    tiny.dispose();
  });

  it("does the handouts' steps in the handouts' order: roll, ascend, roll back, clamp, blur", async () => {
    const row = randomRows(SIZE, 1, 5)[0]!;
    const network = linearNetwork(SIZE, [new Float32Array(row.length), row]);
    const params = { stepSize: 0.3, lambda: 0.02, jitter: 7, blurEvery: 5 };
    await result(classVisualisation, network, { seed: 21, params: { ...params, iterations: 12 } });
    expectSame(
      network.seen,
      handout(row, 21, 12, () => params),
    );
    network.dispose();
  });

  it('leaves the picture alone where nothing pulls, except for the clamp', async () => {
    const network = constantNetwork(SIZE, [0, 1]);
    await result(classVisualisation, network, { params: { ...STILL, lambda: 0, iterations: 3 } });
    expect([...network.seen[2]!]).toEqual([...network.seen[0]!]);
    await result(classVisualisation, network, {
      params: { ...STILL, clamp: true, lambda: 0, iterations: 3 },
    });
    const clamped = [...network.seen[3]!].map((value, i) =>
      Math.min(Math.max(value, LOWEST[i % 3]!), HIGHEST[i % 3]!),
    );
    network.seen[5]!.forEach((value, i) => expect(value).toBeCloseTo(clamped[i]!, 6));
    network.dispose();
  });

  it('shrinks by 1 - 2 * eta * lambda at each step through the penalty alone', async () => {
    const network = constantNetwork(SIZE, [0, 1]);
    const params = { ...STILL, stepSize: 25, lambda: 1e-3, iterations: 20 };
    const all = await frames(classVisualisation, network, { params });
    network.seen.forEach((z, t) => {
      z.forEach((value, i) => expect(value).toBeCloseTo(0.95 ** t * network.seen[0]![i]!, 5));
    });
    expect(all.at(-1)!.scalars.shrink).toBeCloseTo(0.95, 9);
    network.dispose();
  });

  it('takes the plain length as a penalty where asked: each step shortens it by eta * lambda', async () => {
    const network = constantNetwork(SIZE, [0, 1]);
    const params = { ...STILL, stepSize: 10, lambda: 0.1, penalty: 'norm', iterations: 5 } as const;
    await result(classVisualisation, network, { params });
    const lengths = network.seen.map((z) => Math.hypot(...z));
    for (let t = 1; t < 5; t++) expect(lengths[t]).toBeCloseTo(lengths[t - 1]! - 1, 4);
    network.dispose();
  });

  it('warns where eta * lambda is 1 or more', () => {
    const caution = (stepSize: number, lambda: number, penalty: 'squared' | 'norm') =>
      classVisualisation.caution({ ...DEFAULTS, stepSize, lambda, penalty });
    expect(caution(5, 0.1, 'squared')).toBeNull();
    expect(sayWords(caution(10, 0.1, 'squared') ?? '')).toMatch(/flips/u);
    expect(caution(100, 0.1, 'norm')).toBeNull();
    // Adam’s steps do not shrink a picture so.
    expect(
      classVisualisation.caution({ ...DEFAULTS, optimiser: 'adam', stepSize: 10, lambda: 0.1 }),
    ).toBeNull();
  });

  it('blurs after the steps 0, 10 and 20 and at no other; never where the blur is off', async () => {
    const changes = async (blurEvery: number): Promise<number[]> => {
      const network = constantNetwork(SIZE, [0, 1]);
      await result(classVisualisation, network, {
        params: { ...STILL, lambda: 0, blurEvery, iterations: 23 },
      });
      network.dispose();
      return network.seen
        .slice(1)
        .flatMap((z, t) => (z.some((value, i) => value !== network.seen[t]![i]) ? [t] : []));
    };
    expect(await changes(10)).toEqual([0, 10, 20]);
    expect(await changes(0)).toEqual([]);
  });

  it('raises the logit at each of 20 small steps, and over seeds with the defaults', async () => {
    const logits: number[] = [];
    const watched: Network = {
      ...tiny,
      forward(x) {
        const trace = tiny.forward(x);
        logits.push(trace.logits.dataSync()[1]!);
        return trace;
      },
    };
    await result(classVisualisation, watched, {
      params: { ...STILL, lambda: 0, stepSize: 0.1, iterations: 21 },
    });
    for (let t = 1; t <= 20; t++) expect(logits[t]).toBeGreaterThan(logits[t - 1]!);
    for (const seed of [1, 2, 3]) {
      const all = await frames(classVisualisation, tiny, { seed, params: { iterations: 30 } });
      expect(all.at(-1)!.scalars.logit).toBeGreaterThan(all[0]!.scalars.logit!);
    }
  });

  it('follows controls moved on the way from the next step on', async () => {
    const row = randomRows(SIZE, 1, 5)[0]!;
    const network = linearNetwork(SIZE, [new Float32Array(row.length), row]);
    const at = (t: number) =>
      t < 4
        ? { stepSize: 0.3, lambda: 0.02, jitter: 7, blurEvery: 5 }
        : { stepSize: 0.6, lambda: 0.08, jitter: 2, blurEvery: 3 };
    const params = () => ({ ...at(network.seen.length), iterations: 10 });
    await result(classVisualisation, network, { seed: 4, params });
    expectSame(network.seen, handout(row, 4, 10, at));
    network.dispose();
  });

  it('is not changed by a pause', async () => {
    const run = (pause: number) =>
      result(classVisualisation, tiny, {
        params: { iterations: 6 },
        checkpoint: () => new Promise((resolve) => setTimeout(resolve, pause, 'go')),
      });
    expect([...(await run(8)).pixels!]).toEqual([...(await run(0)).pixels!]);
  });

  it('obeys an iteration count moved on the way, either way', async () => {
    for (const [later, end] of [
      [6, 6],
      [20, 20],
    ] as const) {
      let asked = 0;
      const checkpoint = async (): Promise<'go'> => (asked++, 'go');
      const params = () => ({ iterations: asked < 4 ? 10 : later });
      const last = await result(classVisualisation, tiny, { params, checkpoint, wantsFrame: () => false });
      expect(last).toMatchObject({ step: end, steps: end });
    }
  });

  it('starts from the picture where asked, and first shows the start', async () => {
    const x = photo(32);
    const all = await frames(classVisualisation, tiny, {
      x,
      params: { preset: 'from-image', iterations: 3 },
    });
    const shown = tf.tidy(() => tiny.logits(x).dataSync());
    expect(all.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    expect([...all[0]!.logits!]).toEqual([...shown]);
    x.dispose();
    const run = result(classVisualisation, tiny, { params: { start: 'image' } });
    await expect(run).rejects.toMatchObject({ code: 'bad-parameter' });
  });

  it('tells the objective and the length of the picture shown', async () => {
    const { scalars } = await result(classVisualisation, tiny, { params: { iterations: 3, lambda: 2e-3 } });
    expect(scalars.objective).toBeCloseTo(scalars.logit! - 2e-3 * scalars.l2! ** 2, 6);
    expect(scalars.l2).toBeGreaterThan(10);
    const margin = await result(classVisualisation, tiny, {
      params: { iterations: 3, lambda: 0, objective: 'margin' },
    });
    expect(margin.scalars.objective).toBeCloseTo(
      margin.scalars.logit! - margin.logits![margin.scalars.rival!]!,
      6,
    );
  });
});
