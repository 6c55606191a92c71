import { beforeAll, describe, expect, it } from 'vitest';
import { createFrameGate } from '../../../../../src/engine/worker/run/frame-gate';
import { createMacrotask } from '../../../../../src/engine/worker/run/macrotask';
import {
  createRunControl,
  RunCancelled,
  type RunControlOptions,
} from '../../../../../src/engine/worker/run/run-control';
import type { Frame } from '../../../../../src/core/records/frame';
import { useBackend } from '../../../../../testing/backends';
import { collect, countingMethod, toyEngine, toyRequest, until } from '../../../../../testing/toy-engine';

beforeAll(() => useBackend('cpu'));

function control(change: Partial<RunControlOptions> = {}) {
  return createRunControl({
    params: {},
    isLive: () => true,
    frameEvery: 0,
    now: () => 0,
    nextTask: () => Promise.resolve(),
    waitForGpu: () => Promise.resolve(),
    viewerReady: () => true,
    ...change,
  });
}

describe('a turn within a step', () => {
  it('lets messages in as a checkpoint does, ends a cancelled run, and hears nothing else', async () => {
    let time = 0;
    let turns = 0;
    const run = control({
      now: () => time,
      nextTask: async () => {
        turns += 1;
      },
    });
    for (let ms = 1; ms <= 24; ms++) {
      time = ms;
      await run.turn();
    }
    expect(turns).toBe(3);
    run.command({ type: 'pause' });
    run.command({ type: 'params', params: { stepSize: 2 } });
    await run.turn();
    expect(run.params()).toEqual({});
    run.command({ type: 'cancel' });
    await expect(run.turn()).rejects.toBeInstanceOf(RunCancelled);
  });
});

describe('the checkpoint', () => {
  it('lets messages in once eight milliseconds have gone, and not before', async () => {
    let time = 0;
    let turns = 0;
    const run = control({
      now: () => time,
      nextTask: async () => {
        turns += 1;
      },
    });
    for (let ms = 1; ms <= 24; ms++) {
      time = ms;
      await run.checkpoint(ms);
    }
    expect(turns).toBe(3);
  });

  it('is a later task, not a microtask', async () => {
    const nextTask = createMacrotask();
    const timer = { fired: false };
    setTimeout(() => (timer.fired = true));
    for (let k = 0; k < 1000; k++) await Promise.resolve();
    expect(timer.fired).toBe(false);
    for (let tasks = 0; tasks < 1_000_000 && !timer.fired; tasks++) await nextTask();
    expect(timer.fired).toBe(true);
  });

  it('rejects once cancelled and says stop once stopped, even while paused', async () => {
    const stopped = control();
    stopped.wantsFrame(0, 9);
    stopped.command({ type: 'pause' });
    const held = stopped.checkpoint(1);
    stopped.command({ type: 'stop' });
    expect(await held).toBe('stop');
    const cancelled = control();
    cancelled.wantsFrame(0, 9);
    cancelled.command({ type: 'pause' });
    const waiting = cancelled.checkpoint(1);
    cancelled.command({ type: 'cancel' });
    await expect(waiting).rejects.toBeInstanceOf(RunCancelled);
  });
});

describe('frames wanted', () => {
  it('every k-th step, the first and the last', () => {
    const run = control({ frameEvery: 4 });
    const wanted = Array.from({ length: 11 }, (_, step) => step).filter((step) => run.wantsFrame(step, 10));
    expect(wanted).toEqual([0, 4, 8, 10]);
    run.command({ type: 'frameEvery', every: 5 });
    expect(run.wantsFrame(5, 10)).toBe(true);
    expect(run.wantsFrame(4, 10)).toBe(false);
  });

  it('about twelve a second with stride 0, none while the viewer is busy, milestones and the last always', () => {
    let time = 0;
    let ready = true;
    const run = control({ now: () => time, viewerReady: () => ready });
    let shown = 0;
    for (let step = 2501; step < 3500; step++) {
      time = step;
      if (run.wantsFrame(step, 9001)) shown += 1;
    }
    expect(shown).toBeGreaterThanOrEqual(10);
    expect(shown).toBeLessThanOrEqual(12);
    ready = false;
    time += 1000;
    const wanted = [999, 1000, 1001, 5000, 8000, 9001].filter((step) => run.wantsFrame(step, 9001));
    expect(wanted).toEqual([1000, 5000, 9001]);
  });
});

describe('the gate', () => {
  const frame = (step: number): Frame => ({ step, steps: 9, width: 1, height: 1, scalars: {} });

  it('drops middle frames while one is un-acknowledged, and keeps the newest', async () => {
    const shown: number[] = [];
    const acks: (() => void)[] = [];
    const gate = createFrameGate(({ step }) => {
      shown.push(step);
      return new Promise((resolve) => acks.push(resolve));
    });
    for (let step = 1; step <= 5; step++) gate.offer(frame(step));
    expect(shown).toEqual([1]);
    acks.shift()!();
    await until(() => shown.length === 2);
    expect(shown).toEqual([1, 5]);
    expect(gate.offered).toBe(5);
  });

  it('shows nothing more once closed, and survives a sink that fails', async () => {
    const shown: number[] = [];
    const gate = createFrameGate(async ({ step }) => {
      shown.push(step);
      throw new Error('the page is gone');
    });
    gate.offer(frame(1));
    await gate.settled();
    expect(gate.idle).toBe(true);
    gate.offer(frame(2));
    gate.close();
    gate.offer(frame(3));
    expect(shown).toEqual([1, 2]);
  });

  it('waits for a slow viewer, however long, until it is closed', async () => {
    const gate = createFrameGate(() => new Promise(() => undefined));
    gate.offer(frame(1));
    let settled = false;
    const waiting = gate.settled().then(() => (settled = true));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(settled).toBe(false);
    gate.close();
    await waiting;
    expect(gate.idle).toBe(false);
  });
});

describe('steering a run', () => {
  it('pauses on a step that is shown, steps one at a time, resumes', async () => {
    const { method, diary } = countingMethod();
    let time = 0;
    const engine = await toyEngine(method, { now: () => time });
    const { frames, sink } = collect();
    const run = engine.run(1, toyRequest({ params: { iterations: 50 }, frameEvery: 1000 }), sink);
    void engine.command(1, { type: 'pause' });
    await until(() => frames.length > 0);
    /** Half a second by the engine's clock, and time for what should not happen. */
    const rest = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      time += 500;
    };
    await rest();
    expect(diary.steps).toBe(1);
    expect(frames.map(({ step }) => step)).toEqual([1]);
    void engine.command(1, { type: 'step' });
    await until(() => frames.length === 2);
    await rest();
    expect(diary.steps).toBe(2);
    expect(frames.at(-1)!.step).toBe(2);
    void engine.command(1, { type: 'resume' });
    const outcome = await run;
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    expect(outcome.result.steps).toBe(50);
    // The rests are not the run's own time, and nothing else took any.
    expect(outcome.result.timings.totalMs).toBe(0);
    expect(frames.map(({ step }) => step)).toEqual([1, 2, 50]);
  });

  it('takes new parameters at the next step, and says which', async () => {
    const { method, diary } = countingMethod((_, __, step) => {
      if (step === 3) void engine.command(1, { type: 'params', params: { iterations: 5, rate: 9 } });
    });
    const engine = await toyEngine(method);
    const outcome = await engine.run(1, toyRequest({ params: { iterations: 5, rate: 1 } }), collect().sink);
    expect(diary.params.map(({ rate }) => rate)).toEqual([1, 1, 1, 9, 9]);
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    expect(outcome.result.recipe.params).toEqual({ iterations: 5, rate: 1 });
    expect(outcome.result.recipe.changes).toEqual([{ step: 3, params: { rate: 9 } }]);
  });

  it('does not wait for a viewer who never acknowledges: milestones go through, the outcome brings the last frame', async () => {
    const { method } = countingMethod();
    const engine = await toyEngine(method);
    const shown: number[] = [];
    const outcome = await engine.run(
      1,
      toyRequest({ params: { iterations: 200 }, frameEvery: 0 }),
      ({ step }) => {
        shown.push(step);
        return new Promise(() => undefined);
      },
    );
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    expect(shown).toEqual([1, 50, 200]);
    expect(outcome.last?.frame.step).toBe(200);
    expect(outcome.last?.frame.pixels).toBe(outcome.result.pixels);
  });

  it('with a stride is one step ahead of its viewer at most, and is cancelled all the same', async () => {
    const { method, diary } = countingMethod();
    const engine = await toyEngine(method);
    const shown: number[] = [];
    const run = engine.run(1, toyRequest({ frameEvery: 1 }), ({ step }) => {
      shown.push(step);
      return new Promise(() => undefined);
    });
    await until(() => diary.steps === 2);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(diary.steps).toBe(2);
    expect(shown).toEqual([1]);
    void engine.command(1, { type: 'cancel' });
    expect(await run).toEqual({ kind: 'cancelled' });
    expect(diary.freed).toBe(true);
  });
});
