import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createRandom } from '../../../src/core/random/seeded-random';
import type { Frame } from '../../../src/core/records/frame';
import type { ParamValues } from '../../../src/methods/catalog/params';
import { resolveParams } from '../../../src/methods/catalog/resolve-params';
import { methodById } from '../../../src/methods/registry';
import { createNetwork } from '../../../src/networks/executor/executor';
import type { AnswerKind } from '../../../src/core/statistics/answers';
import type { Network } from '../../../src/networks/executor/network';
import { useBackend } from '../../../testing/backends';
import { tinyNetwork } from '../../../testing/tiny-network';
import { constantNetwork, linearNetwork } from '../../../testing/toy-networks';
import { photo } from './drive';

/** One run to be repeated bit for bit. */
interface Case {
  readonly method: 'targeted-gradient' | 'class-visualization';
  readonly params?: Readonly<Record<string, number | string | boolean>>;
  /** What is moved, by the checkpoint from which on it acts. */
  readonly moves?: Readonly<Record<number, ParamValues>>;
  readonly network?: AnswerKind | 'constant' | 'broken';
  readonly target?: number;
  readonly seed?: number;
  readonly gradientScale?: number;
  /** Shows every k-th step; 0 for none but what a method shows unasked. */
  readonly every?: number;
  readonly stopAt?: number;
  readonly noPhoto?: true;
}

const climb = (params: Case['params'] = {}, rest: Partial<Case> = {}): Case => ({
  method: 'class-visualization',
  params: { iterations: 11, ...params },
  ...rest,
});
const fool = (params: Case['params'] = {}, rest: Partial<Case> = {}): Case => ({
  method: 'targeted-gradient',
  // As it was when these were written down.
  params: { cut: 0, ...params },
  target: 6,
  ...rest,
});

const VISUALISATION: Readonly<Record<string, Case>> = {
  defaults: climb(),
  'another seed and class': climb({}, { seed: 7, target: 6 }),
  CS231n: climb({ preset: 'cs231n', iterations: 11 }),
  'from the picture': climb({ preset: 'from-image' }),
  'from a picture that is not there': climb({ start: 'image' }, { noPhoto: true }),
  'penalty on the length': climb({ penalty: 'norm', lambda: 0.8 }),
  'penalty on the length, unclamped': climb({ penalty: 'norm', lambda: 3, clamp: false }),
  'strong squared penalty': climb({ lambda: 0.05, clamp: false }),
  'pinned at the bounds': climb({ lambda: 1, stepSize: 100 }),
  'no penalty': climb({ lambda: 0 }),
  'bare ascent': climb({ lambda: 0, jitter: 0, blurEvery: 0, clamp: false }),
  'jitter wider than the picture': climb({ jitter: 32 }),
  'wide blur, often': climb({ blurEvery: 3, blurSigma: 1.3, jitter: 5 }),
  'blur of no width': climb({ blurSigma: 0, blurEvery: 1 }),
  margin: climb({ objective: 'margin' }),
  'log-probability': climb({ objective: 'log-probability', stepSize: 50 }),
  labels: climb({ objective: 'log-probability' }, { network: 'sigmoid' }),
  'two sides': climb({ objective: 'margin' }, { network: 'binary', target: 1 }),
  'half precision': climb({ penalty: 'norm', lambda: 0.4 }, { gradientScale: 4096 }),
  'no gradient': climb({}, { network: 'constant', target: 1 }),
  'every fifth frame': climb({}, { every: 5 }),
  'no frame asked for': climb({}, { every: 0 }),
  stopped: climb({}, { stopAt: 4 }),
  'stopped at a frame not shown': climb({}, { stopAt: 7, every: 5 }),
  'stopped at once': climb({}, { stopAt: 0 }),
  'everything moved': climb(
    {},
    {
      moves: {
        2: { stepSize: 20, lambda: 0.02 },
        4: { penalty: 'norm', jitter: 3 },
        6: { blurEvery: 2, blurSigma: 0.9, clamp: false },
        8: { objective: 'margin', iterations: 15 },
        10: { clamp: true, jitter: 0 },
      },
    },
  ),
  shortened: climb({}, { moves: { 3: { iterations: 6 } } }),
  'shortened below where it stands': climb({}, { moves: { 6: { iterations: 4 } } }),
  'moved, then stopped unseen': climb(
    {},
    { moves: { 7: { lambda: 0.3, objective: 'margin' } }, stopAt: 7, every: 5 },
  ),
};

const FOOLING: Readonly<Record<string, Case>> = {
  defaults: fool(),
  'a class out of reach': fool({ maxSteps: 10 }, { target: 8 }),
  CS231n: fool({ preset: 'cs231n' }),
  RDFIA: fool({ preset: 'rdfia' }),
  'small steps until the file fools': fool({ stepSize: 0.02 }, { target: 5, every: 20 }),
  'small steps until it comes first': fool({ stepSize: 0.02, stopRule: 'top1' }, { target: 5, every: 20 }),
  'until a probability': fool({ stopRule: 'probability', confidence: 0.4, stepSize: 0.2 }),
  'until a probability, unseen': fool({ stopRule: 'probability', confidence: 0.4 }, { every: 0 }),
  'huge steps, clamped': fool({
    stepSize: 30,
    stopRule: 'probability',
    confidence: 0.99,
    maxSteps: 8,
  }),
  'huge steps, unclamped': fool({
    stepSize: 30,
    stopRule: 'probability',
    confidence: 0.99,
    maxSteps: 8,
    clamp: false,
  }),
  margin: fool({ objective: 'margin', stepSize: 0.2 }),
  'log-probability': fool({ objective: 'log-probability', stepSize: 0.2 }),
  'already read': fool({}, { target: 3 }),
  'given up': fool({ maxSteps: 6, stepSize: 0.01 }),
  'given up, unseen': fool({ maxSteps: 6, stepSize: 0.01 }, { every: 0 }),
  labels: fool({}, { network: 'sigmoid', target: 8 }),
  'two sides': fool({ stepSize: 2 }, { network: 'binary', target: 0 }),
  'half precision': fool({ stepSize: 0.3 }, { gradientScale: 4096 }),
  'no gradient': fool({}, { network: 'constant', target: 1 }),
  'gradient is not a number': fool({}, { network: 'broken', target: 1 }),
  'no picture': fool({}, { noPhoto: true }),
  'every fifth frame': fool({ stepSize: 0.2 }, { every: 5 }),
  'no frame asked for': fool({ stepSize: 0.2 }, { every: 0 }),
  stopped: fool({ stepSize: 0.01 }, { stopAt: 4, every: 3 }),
  'stopped at once': fool({}, { stopAt: 0 }),
  'everything moved': fool(
    { stepSize: 0.02, stopRule: 'probability', confidence: 0.99 },
    {
      moves: {
        2: { stepSize: 0.2, objective: 'margin' },
        4: { clamp: false },
        6: { objective: 'log-probability', maxSteps: 40 },
        9: { clamp: true, confidence: 0.3 },
        11: { stopRule: 'rounded' },
      },
    },
  ),
  'rule moved where it already holds': fool(
    { stopRule: 'probability', confidence: 0.99, stepSize: 0.2 },
    { moves: { 20: { stopRule: 'top1' } }, every: 4 },
  ),
  'shortened below where it stands': fool(
    { stepSize: 0.01, maxSteps: 12 },
    { moves: { 6: { maxSteps: 4 } } },
  ),
};

const SIZE = 16;
const digest = (...parts: (string | ArrayBufferView)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(
      typeof part === 'string' ? part : new Uint8Array(part.buffer, part.byteOffset, part.byteLength),
    );
  }
  return hash.digest('hex').slice(0, 16);
};
const digestOf = ({ pixels, logits, scalars, width, height }: Frame): string =>
  digest(pixels!, logits!, JSON.stringify([width, height, scalars]));

function makeNetwork(kind: Case['network'] = 'softmax'): Network {
  if (kind === 'constant') return constantNetwork(SIZE, [1, 0]);
  if (kind === 'broken') {
    const row = new Float32Array(SIZE * SIZE * 3);
    return linearNetwork(SIZE, [row, row.map((_, i) => (i === 5 ? NaN : 1))]);
  }
  const { graph, weights } = tinyNetwork({ size: SIZE, classes: kind === 'binary' ? 2 : 10 });
  return createNetwork({ ...graph, output: { kind } }, weights);
}

/** Everything that can be told of a run from outside: its frames, what it asked for, and when. */
async function told(given: Case, x: tf.Tensor4D): Promise<unknown> {
  const method = methodById(given.method);
  const network = makeNetwork(given.network);
  const random = createRandom(given.seed ?? 1);
  const { every = 1, stopAt = Infinity, moves = {} } = given;
  let params = resolveParams(method, given.params);
  const order: string[] = [];
  const note = <F extends (...given: never[]) => unknown>(mark: string, call: F): F =>
    ((...args) => (order.push(mark), call(...args))) as F;
  const watched: Network = {
    ...network,
    forward: note('forward', (z, options) => network.forward(z, options)),
    backward: note('backward', (trace, cotangents, options) => network.backward(trace, cotangents, options)),
    logits: note('classify', (z) => network.logits(z)),
  };
  const reads = vi.spyOn(tf.Tensor.prototype, 'data');
  const frames: Record<string, string> = {};
  let last: Frame | null = null;
  let error: string | null = null;
  try {
    const run = method.run(watched, given.noPhoto ? null : x, {
      target: given.target ?? 1,
      others: [],
      random,
      gradientScale: given.gradientScale ?? 1,
      params: () => params,
      checkpoint: async (steps) => {
        order.push(`checkpoint ${steps}`);
        params = { ...params, ...moves[steps] };
        return steps >= stopAt ? 'stop' : 'go';
      },
      turn: () => Promise.resolve(),
      atOnce: (asked) => Promise.resolve(asked),
      wantsFrame: (step, steps) => {
        order.push(`wants ${step}/${steps}`);
        return every > 0 && step % every === 0;
      },
    });
    for await (const frame of run) {
      order.push('frame');
      frames[`${Object.keys(frames).length}: step ${frame.step} of ${frame.steps}`] = digestOf(frame);
      last = frame;
    }
  } catch (thrown) {
    error = (thrown as { code?: string }).code ?? String(thrown);
  }
  const count = (mark: string): number => order.filter((entry) => entry === mark).length;
  const turns = order.filter((entry) => /^(checkpoint|wants|frame)/u.test(entry));
  const seen = {
    frames,
    last: last?.scalars ?? null,
    error,
    turns: digest(turns.join('\n')),
    passes: `${count('forward')} forward, ${count('backward')} backward, ${count('classify')} classified`,
    reads: reads.mock.calls.length,
    nextDraw: random.uniform(),
  };
  reads.mockRestore();
  network.dispose();
  return seen;
}

let x: tf.Tensor4D;
beforeAll(async () => {
  await useBackend('cpu');
  x = photo(SIZE);
});
afterAll(() => {
  x.dispose();
});

/**
 * Results of the two ascents as they were when each had a loop of its own, bit for bit, on the backend of plain arithmetic:
 * the digest of every frame's bytes, logits and scalars, and in which order a run asked its context for what.
 */
it.each([
  ['visualisation', VISUALISATION],
  ['fooling', FOOLING],
] as const)('repeats every recorded run of %s to the last bit', { timeout: 120_000 }, async (name, cases) => {
  const results: Record<string, unknown> = {};
  for (const [title, given] of Object.entries(cases)) results[title] = await told(given, x);
  await expect(`${JSON.stringify(results, null, 2)}\n`).toMatchFileSnapshot(`${name}-results.json`);
});
