import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as tf from '@tensorflow/tfjs-core';
import type { Frame } from '../../../../../src/core/records/frame';
import type { Engine } from '../../../../../src/engine/worker/engine';
import type { RunRequest, RunResult } from '../../../../../src/engine/protocol/protocol';
import type { RunStanding } from '../../../../../src/engine/protocol/run-standing';
import { CLASS_VISUALISATION } from '../../../../../src/methods/visualisation/class-visualisation.params';
import { PGD_LINF } from '../../../../../src/methods/adversarial/pgd.params';
import { resolveParams } from '../../../../../src/methods/catalog/resolve-params';
import { methodById } from '../../../../../src/methods/registry';
import { useBackend, type NodeBackend } from '../../../../../testing/backends';
import { collect, toyEngine, toyImage, toyRequest } from '../../../../../testing/toy-engine';

const STEPS = 16;
const BROKEN_OFF = 9;

const visualisation = (params: object): Partial<RunRequest> => ({
  method: CLASS_VISUALISATION.id,
  params: resolveParams(CLASS_VISUALISATION, { ...params, iterations: STEPS }),
});
const WAYS: Readonly<Record<string, Partial<RunRequest>>> = {
  'the course’s steps': visualisation({ preset: 'rdfia' }),
  'a photo': visualisation({ preset: 'from-image' }),
  momentum: visualisation({ optimiser: 'momentum', stepSize: 0.5 }),
  'Adam on pixels': visualisation({ optimiser: 'adam', stepSize: 0.05, viewNoise: 0.1 }),
  'waves, Adam, sizes and angles': visualisation({ preset: 'lucid' }),
  'phases, Nadam and crops': visualisation({ preset: 'maco' }),
  'waves near a photo': visualisation({ preset: 'accentuation' }),
  'a dream between two sizes': visualisation({ preset: 'deep-dream', octaves: 3, layer: 1, jitter: 3 }),
  'pictures side by side, and two things raised': visualisation({
    ...{ pictures: 2, diversityLayer: 1, also: 'channel', alsoLayer: 1, jitter: 3 },
  }),
  'sliders that moved': {
    ...visualisation({ preset: 'rdfia' }),
    changes: [
      { step: 7, params: { stepSize: 9, jitter: 3 } },
      { step: BROKEN_OFF, params: { lambda: 0.01 } },
      { step: 12, params: { blurEvery: 2 } },
    ],
  },
  'an attack from a random start': {
    method: PGD_LINF.id,
    params: resolveParams(PGD_LINF, {
      steps: STEPS,
      randomStart: true,
      stopRule: 'never',
      copies: 1,
      through: 'noise',
    }),
  },
};

/** What a run comes to, where it stood on the way, and its frames. */
async function runOf(engine: Engine, request: RunRequest) {
  const { frames, sink } = collect();
  const standings: RunStanding[] = [];
  const outcome = await engine.run(1, request, sink, (standing) => standings.push(structuredClone(standing)));
  if (!('result' in outcome)) throw new Error(JSON.stringify(outcome));
  return { result: outcome.result, standings, frames };
}

const bytesOf = ({ pixels, logits, input, scalars, recipe }: RunResult) => ({
  pixels: [...pixels],
  logits: [...logits],
  input: [...input],
  scalars,
  recipe,
});

describe.each<NodeBackend>(['cpu', 'wasm'])('a run that is gone on with, on %s', (backend) => {
  // Plain JavaScript is slow, and does all of these alike.
  const ways = Object.entries(WAYS).filter(([name]) => backend === 'wasm' || name.startsWith('Adam'));
  let engine: Engine;
  beforeAll(async () => {
    await useBackend(backend);
    engine = await toyEngine(methodById(CLASS_VISUALISATION.id), { methodById });
  });
  afterAll(() => engine.close());

  it.each(ways)('comes to the same last bit: %s', async (_, way) => {
    const request = toyRequest({ image: toyImage(90), frameEvery: 1, ...way });
    const straight = await runOf(engine, request);
    const broken = await runOf(engine, { ...request, stopAfter: BROKEN_OFF });
    const standing = broken.standings.at(-1)!;
    expect(standing.state.step).toBe(BROKEN_OFF);
    const before = tf.memory().numTensors;
    const rest = await runOf(engine, { ...request, from: standing });
    expect(tf.memory().numTensors).toBe(before);
    const after = (frames: readonly Frame[]) =>
      frames
        .filter(({ step }) => step > BROKEN_OFF)
        .map(({ step, pixels, companions = [], opacity = [] }) => [
          step,
          ...pixels!,
          ...companions,
          ...opacity,
        ]);
    expect(rest.frames[0]!.step).toBe(BROKEN_OFF);
    expect(after(rest.frames)).toEqual(after(straight.frames));
    expect(bytesOf(rest.result)).toEqual(bytesOf(straight.result));
  });
});
