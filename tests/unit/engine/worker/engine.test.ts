import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import type { Method } from '../../../../src/methods/method';
import type { ParamValues } from '../../../../src/methods/catalog/params';
import { methodById } from '../../../../src/methods/registry';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import { resolveParams } from '../../../../src/methods/catalog/resolve-params';
import type { FrameSink } from '../../../../src/engine/worker/run/frame-gate';
import { transferablesOf } from '../../../../src/engine/worker/run/frame-transfer';
import { useBackend } from '../../../../testing/backends';
import { networkFor } from '../../../../testing/network-for';
import { tinyNetwork } from '../../../../testing/tiny-network';
import {
  collect,
  countingMethod,
  toyEngine,
  toyImage,
  toyRequest,
  until,
} from '../../../../testing/toy-engine';

beforeAll(() => useBackend('cpu'));

/** Parameters that say how long a method takes. */
const LENGTHS = ['iterations', 'maxSteps', 'samples', 'masks', 'steps', 'queries', 'searches'];

describe('a run', () => {
  it('assembles the whole result', async () => {
    const { method } = countingMethod();
    const engine = await toyEngine({ ...method, needsPicture: () => true });
    const { frames, sink } = collect();
    const outcome = await engine.run(1, toyRequest({ imageName: 'cat.jpg' }), sink);
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    const { result } = outcome;
    expect(frames.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
    expect(result.steps).toBe(5);
    expect(result.pixels[0]).toBe(5);
    expect(result.input).toEqual(toyImage().data);
    expect(result.top).toHaveLength(10);
    const shown = await engine.classify('tiny', { width: 32, height: 32, data: result.pixels });
    expect(result.logits).toEqual(shown.logits);
    expect(result.probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    expect(result.recipe).toEqual({
      version: 1,
      network: 'tiny',
      weights: 'hash',
      method: 'count',
      params: { iterations: 5 },
      target: 3,
      targetName: 'class 3',
      seed: 7,
      fit: 'squash',
      backend: 'cpu',
      steps: 5,
      image: 'cat.jpg',
    });
    expect(result.timings.stepMs * 5).toBeCloseTo(result.timings.totalMs, 6);
  });

  it.each(METHODS.map(({ id }) => id))('of %s gives tensors back and shows its last step', async (id) => {
    const engine = await toyEngine(methodById(id), { methodById }, networkFor(id));
    const info = METHODS.find((method) => method.id === id)!;
    const params = { ...resolveParams(info) };
    for (const key of LENGTHS) if (key in params) params[key] = 2;
    const before = tf.memory().numTensors;
    const { frames, sink } = collect();
    const outcome = await engine.run(1, toyRequest({ method: id, params, target: 'second' }), sink);
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
    expect(frames.at(-1)!.step).toBe(outcome.result.steps);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(METHODS.map(({ id }) => id))(
    'of %s keeps its result though every frame is handed over',
    async (id) => {
      const engine = await toyEngine(methodById(id), { methodById }, networkFor(id));
      const info = METHODS.find((method) => method.id === id)!;
      const params = { ...resolveParams(info) };
      for (const key of LENGTHS) if (key in params) params[key] = 3;
      const arraysOf = (sink: FrameSink) =>
        engine.run(1, toyRequest({ method: id, params, target: 'second' }), sink).then((outcome) => {
          if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
          const { pixels, logits, attribution, raw, input } = outcome.result;
          return { pixels, logits, attribution, raw, input, frame: outcome.last?.frame };
        });
      const kept = await arraysOf(collect().sink);
      let handed = 0;
      const taken = await arraysOf(async (frame) => {
        structuredClone(frame, { transfer: transferablesOf(frame) });
        handed += 1;
        expect(frame.pixels).toHaveLength(0);
      });
      expect(handed).toBeGreaterThan(0);
      expect(taken).toEqual(kept);
      expect(taken.pixels.length).toBeGreaterThan(0);
    },
  );

  it('ends the one before first, which is cancelled and freed', async () => {
    const first = countingMethod(() => undefined);
    const second = countingMethod(() => expect(first.diary.freed).toBe(true));
    const engine = await toyEngine(first.method, {
      methodById: (id) => (id === 'first' ? first.method : second.method),
    });
    const before = tf.memory().numTensors;
    const one = engine.run(1, toyRequest({ method: 'first', params: { iterations: 1e9 } }), collect().sink);
    await until(() => first.diary.steps > 3);
    const two = engine.run(2, toyRequest({ method: 'second' }), collect().sink);
    expect(await one).toEqual({ kind: 'cancelled' });
    expect((await two).kind).toBe('done');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('drops commands that name another run', async () => {
    const { method } = countingMethod();
    const engine = await toyEngine(method);
    const run = engine.run(2, toyRequest(), collect().sink);
    void engine.command(1, { type: 'cancel' });
    expect((await run).kind).toBe('done');
  });

  it('is cancelled within one step and leaves no tensor', async () => {
    let cancelledAt = 0;
    const { method, diary } = countingMethod(async (_, __, step) => {
      // Longer than the turn that a run may take, so that every step lets messages in.
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (step === 3) {
        void engine.command(1, { type: 'cancel' });
        cancelledAt = step;
      }
    });
    const engine = await toyEngine(method);
    const before = tf.memory().numTensors;
    const outcome = await engine.run(1, toyRequest({ params: { iterations: 100 } }), collect().sink);
    expect(outcome).toEqual({ kind: 'cancelled' });
    expect(diary.steps).toBe(cancelledAt);
    expect(diary.freed).toBe(true);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('keeps its last frame when stopped', async () => {
    const { method } = countingMethod((_, __, step) => {
      if (step === 4) void engine.command(1, { type: 'stop' });
    });
    const engine = await toyEngine(method);
    const { frames, sink } = collect();
    const outcome = await engine.run(1, toyRequest({ params: { iterations: 100 }, frameEvery: 50 }), sink);
    if (outcome.kind !== 'stopped') throw new Error(outcome.kind);
    expect(outcome.result.steps).toBe(4);
    expect(outcome.result.pixels[0]).toBe(4);
    expect(frames.at(-1)!.step).toBe(4);
  });

  it('fails with the method’s own LabError, or a mapped one, and leaves no tensor', async () => {
    const own = countingMethod(() => {
      throw new LabError('zero-gradient', 'Flat.', 'Move.');
    });
    const foreign = countingMethod(() => {
      throw new RangeError('Array buffer allocation failed');
    });
    const engine = await toyEngine(own.method, {
      methodById: (id) => (id === 'own' ? own.method : foreign.method),
    });
    const before = tf.memory().numTensors;
    const failed = await engine.run(1, toyRequest({ method: 'own' }), collect().sink);
    expect(failed).toEqual({
      kind: 'failed',
      error: { code: 'zero-gradient', message: 'Flat.', nextStep: 'Move.' },
    });
    const starved = await engine.run(2, toyRequest({ method: 'foreign' }), collect().sink);
    expect(starved).toMatchObject({ kind: 'failed', error: { code: 'out-of-memory' } });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('ends with context-lost although the readback never settles', async () => {
    let lose: (error: LabError) => void = () => undefined;
    const lost = new Promise<never>((_, reject) => (lose = reject));
    const { method } = countingMethod((_, __, step) => {
      if (step !== 2) return;
      lose(new LabError('context-lost', 'Gone.', 'Again.'));
      return new Promise(() => undefined);
    });
    const engine = await toyEngine(method, { lost });
    expect(await engine.run(1, toyRequest(), collect().sink)).toMatchObject({
      kind: 'failed',
      error: { code: 'context-lost' },
    });
  });

  it.each([
    ['an unknown network', { network: 'nobody' }, 'network-unknown'],
    ['a picture of another size', { image: toyImage(1, 16) }, 'bad-parameter'],
    ['a class that is not there', { target: 10 }, 'bad-parameter'],
    ['a fractional class', { target: 0.5 }, 'bad-parameter'],
    ['second best without a picture', { target: 'second' as const, image: null }, 'bad-parameter'],
  ])('refuses %s', async (_, change, code) => {
    const engine = await toyEngine(countingMethod().method);
    const outcome = await engine.run(1, toyRequest(change), collect().sink);
    expect(outcome).toMatchObject({ kind: 'failed', error: { code } });
  });

  it('refuses to start without a picture where the method needs one', async () => {
    const needy: Method<ParamValues> = { ...countingMethod().method, needsPicture: () => true };
    const engine = await toyEngine(needy);
    const outcome = await engine.run(1, toyRequest({ image: null }), collect().sink);
    expect(outcome).toMatchObject({ kind: 'failed', error: { code: 'bad-parameter' } });
  });

  it('takes its target from the picture', async () => {
    const engine = await toyEngine(countingMethod().method);
    const { top } = await engine.classify('tiny', toyImage());
    const targetOf = async (change: object): Promise<number> => {
      const outcome = await engine.run(1, toyRequest(change), collect().sink);
      if (outcome.kind !== 'done') throw new Error(outcome.kind);
      return outcome.result.recipe.target;
    };
    expect(await targetOf({ target: 'top1' })).toBe(top[0]!.index);
    expect(await targetOf({ target: 'second' })).toBe(top[1]!.index);
    expect(await targetOf({ target: 'top1', image: null })).toBe(0);
  });

  it('from noise calls its first frame the input', async () => {
    const engine = await toyEngine(countingMethod().method);
    const outcome = await engine.run(1, toyRequest({ image: null }), collect().sink);
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    expect(outcome.result.input[0]).toBe(1);
    expect(outcome.result.pixels[0]).toBe(5);
  });

  it.each([
    [32, 1],
    [16, 4096],
  ] as const)('at %i bits scales objectives by %i', async (floatBits, scale) => {
    const { method, diary } = countingMethod();
    const engine = await toyEngine(method, { backend: () => ({ id: 'webgl', floatBits }) });
    await engine.run(1, toyRequest(), collect().sink);
    expect(diary.context!.gradientScale).toBe(scale);
  });
});

describe('the shelf of networks', () => {
  it('knows the same network again, and tells another one under the same name apart', async () => {
    const engine = await toyEngine(countingMethod().method);
    const before = tf.memory().numTensors;
    expect((await engine.load(tinyNetwork(), 'hash')).id).toBe('tiny');
    expect(tf.memory().numTensors).toBe(before);
    expect((await engine.load(tinyNetwork({ seed: 2 }), 'other')).id).toBe('tiny-2');
    expect((await engine.load(tinyNetwork({ seed: 2 }), 'other')).id).toBe('tiny-2');
    const { graph, weights } = tinyNetwork();
    const read = { ...graph.input.preprocessing, channels: 'BGR' as const };
    const reversed = { graph: { ...graph, input: { ...graph.input, preprocessing: read } }, weights };
    expect((await engine.load(reversed, 'hash')).id).toBe('tiny-3');
  });

  it('leaves nothing of an aborted load', async () => {
    const engine = await toyEngine(countingMethod().method);
    const before = tf.memory().numTensors;
    const signal = AbortSignal.abort();
    await expect(engine.load(tinyNetwork({ seed: 3 }), 'late', { signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(tf.memory().numTensors).toBe(before);
    await expect(engine.classify('tiny-2', toyImage())).rejects.toMatchObject({ code: 'network-unknown' });
  });

  it('moves with the backend, ending the run under way', async () => {
    const { method, diary } = countingMethod();
    const engine = await toyEngine(method);
    const expected = await engine.classify('tiny', toyImage());
    const run = engine.run(1, toyRequest({ params: { iterations: 1e9 } }), collect().sink);
    await until(() => diary.steps > 2);
    let between = -1;
    await engine.changeBackend(async () => {
      between = tf.memory().numTensors;
      await useBackend('wasm');
    });
    expect(await run).toEqual({ kind: 'cancelled' });
    expect(tf.getBackend()).toBe('wasm');
    expect(tf.memory().numTensors).toBeGreaterThan(between);
    const moved = await engine.classify('tiny', toyImage());
    moved.logits.forEach((logit, k) => expect(logit).toBeCloseTo(expected.logits[k]!, 4));
    await engine.changeBackend(() => useBackend('cpu'));
  });
});
