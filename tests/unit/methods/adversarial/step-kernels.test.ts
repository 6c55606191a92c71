import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectiveGradient } from '../../../../src/methods/objective-gradient';
import { methodById } from '../../../../src/methods/registry';
import { type TinyOnPhotos, tinyOnPhotos } from '../../../../testing/tiny-on-photos';
import { start } from '../drive';

const TARGET = 3;
const RENAMES = new Set<string>([tf.Identity, tf.Reshape, tf.ExpandDims]);

/** Kernels that some work runs, those that only rename a tensor aside. */
async function kernelsOf(work: () => Promise<void>): Promise<number> {
  let count = 0;
  const configs = tf.getKernelsForBackend(tf.getBackend()).filter((one) => !RENAMES.has(one.kernelName));
  const before = configs.map(({ kernelFunc }) => kernelFunc);
  for (const config of configs) {
    const { kernelFunc } = config;
    config.kernelFunc = (given) => {
      count++;
      return kernelFunc(given);
    };
  }
  try {
    await work();
  } finally {
    configs.forEach((config, i) => (config.kernelFunc = before[i]!));
  }
  return count;
}

// Length, cut, step, move and what is left of the move; a ball has its own projection, Euclidean ones a dozen numbers.
describe.each([
  ['targeted-gradient', 'maxSteps', { stopRule: 'probability', confidence: 0.99, stepSize: 1e-3 }, 5],
  ['pgd-linf', 'steps', { stopRule: 'never', randomStart: false }, 6],
  ['pgd-l2', 'steps', { stopRule: 'never', randomStart: false }, 21],
] as const)('a step of %s on WASM', (id, key, params, most) => {
  let given: TinyOnPhotos;
  beforeAll(async () => (given = await tinyOnPhotos(8)));
  afterAll(() => given.dispose());

  it(`runs ${most} kernels at most besides those of its gradient`, async () => {
    const { tiny, x } = given;
    const method = methodById(id);
    const run = async (steps: number): Promise<void> => {
      const frames = start(method, tiny, {
        x,
        target: TARGET,
        params: { ...params, [key]: steps },
        wantsFrame: (step, all) => step >= all,
      });
      let last = 0;
      for await (const { step } of frames) last = step;
      expect(last).toBe(steps);
    };
    await run(2);
    const gradient = await kernelsOf(() => {
      const aim = { objective: 'log-probability', target: TARGET, scale: 1 } as const;
      tf.dispose(objectiveGradient(tiny, x, aim));
      return Promise.resolve();
    });
    const step = ((await kernelsOf(() => run(12))) - (await kernelsOf(() => run(4)))) / 8;
    expect(step - gradient).toBeGreaterThan(0);
    expect(step - gradient).toBeLessThanOrEqual(most);
  });
});
