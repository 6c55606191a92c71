import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Frame } from '../../../../src/core/records/frame';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import { defaultParams } from '../../../../src/methods/catalog/resolve-params';
import type { Param, ParamValue, ParamValues } from '../../../../src/methods/catalog/params';
import { methodById } from '../../../../src/methods/registry';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { photo, start } from '../drive';

const SIZE = 16;
const ATTACKS = METHODS.filter((method) => method.exercise === 'fooling').filter(({ params }) =>
  Object.values(params).some(({ live }) => live),
);
/** What the tiny network reads the test photo as, and another class. */
const [READ, OTHER] = [3, 8];
/** The step from which on a row is moved. */
const MOVED_AT = 2;

/** How long a run is, by the names that rows have for it. */
const LENGTHS = ['steps', 'maxSteps', 'queries'];
/** Runs that go on for a while: small steps, and nothing that ends them. */
const ENDLESS: ParamValues = { stopRule: 'never', maxSteps: 8, steps: 8, queries: 8 };
/** What else a row needs to act: a rule is asked whether it holds, and a bound is met. */
const BESIDE: Readonly<Record<string, ParamValues>> = {
  stopRule: { confidence: 0.05 },
  confidence: { stopRule: 'probability', confidence: 0.99 },
  clamp: { stepSize: 100 },
};

const hasOption = (param: Param, value: string): boolean =>
  param.kind === 'choice' && param.options.some((option) => option.value === value);

function movedValue(key: string, param: Param, from: ParamValue): ParamValue {
  if (LENGTHS.includes(key)) return 4;
  if (key === 'confidence') return 0.05;
  if (key === 'stopRule') return hasOption(param, 'probability') ? 'probability' : 'rounded';
  if (param.kind === 'boolean') return !from;
  if (param.kind === 'colour') return '#102030';
  if (param.kind === 'choice') return param.options.find(({ value }) => value !== from)!.value;
  if (param.kind === 'text') return `${String(from)}!`;
  return from === 0 ? param.max : Math.min(param.max, 10 * Number(from));
}

/** Of a table only what a method has, each as near as its row allows. */
function own(params: Readonly<Record<string, Param>>, values: ParamValues): ParamValues {
  const near = Object.entries(values).flatMap(([key, value]) => {
    const param = params[key];
    if (!param) return [];
    if (param.kind === 'number') return [[key, Math.max(param.min, Number(value))] as const];
    const has = param.kind === 'boolean' || hasOption(param, String(value));
    return has ? [[key, value] as const] : [];
  });
  return Object.fromEntries(near);
}

/** A run as it is told from outside: its frames, with what the network was asked about before each. */
async function told(run: AsyncGenerator<Frame>, asked: number[]): Promise<string[]> {
  const all: string[] = [];
  for await (const { step, steps, pixels, scalars } of run)
    all.push(JSON.stringify([step, steps, [...pixels!], scalars, asked.splice(0)]));
  return all;
}

let network: Network;
let x: tf.Tensor4D;
beforeAll(async () => {
  await useBackend('cpu');
  const { graph, weights } = tinyNetwork({ size: SIZE, classes: 10 });
  network = createNetwork(graph, weights);
  x = photo(SIZE);
});
afterAll(() => {
  network.dispose();
  x.dispose();
});

describe.each(ATTACKS.map((method) => [method.id, method] as const))('%s', (id, method) => {
  const { params: table } = method;
  const live = Object.entries(table).filter(([, param]) => param.live);
  it.each(live)('“%s” acts on the run under way, and only from then on', async (key, param) => {
    const base = own(table, { aim: 'towards', ...ENDLESS, stepSize: 0.01, ...BESIDE[key] });
    const full = { ...defaultParams(table), ...base };
    const value = movedValue(key, param, full[key] as ParamValue);
    const run = (moveAt: number): Promise<string[]> => {
      let step = 0;
      const asked: number[] = [];
      const watched: Network = {
        ...network,
        logits(z) {
          asked.push(tf.tidy(() => tf.sum(tf.square(z)).dataSync()[0]!));
          return network.logits(z);
        },
      };
      const frames = start(methodById(id), watched, {
        x,
        // What is read already ends a run by the rule that it fools.
        target: method.aim(full) === 'away' || value === 'rounded' ? READ : OTHER,
        checkpoint: (steps) => {
          step = steps;
          return Promise.resolve('go');
        },
        params: () => (step >= moveAt ? { ...full, [key]: value } : full),
      });
      return told(frames, asked);
    };
    const still = await run(Infinity);
    // An attack of one step can be held before it.
    const moveAt = still.length > MOVED_AT + 1 ? MOVED_AT : 0;
    const moved = await run(moveAt);
    expect(moved).not.toEqual(still);
    expect(moved.slice(0, moveAt)).toEqual(still.slice(0, moveAt));
  });
});
