import { isMilestone } from '../../../core/records/milestones';
import type { ParamChange } from '../../../core/records/recipe';
import type { ParamValues } from '../../../methods/catalog/params';
import type { Stand } from '../../../methods/method';
import type { RunCommand } from '../../protocol/run-command';
import type { StandingKeeper } from './standing-keeper';

/** Thrown through a method when its run is cancelled. Never leaves the engine. */
export class RunCancelled extends Error {
  override readonly name = 'RunCancelled';
}

/** A run's wheel: what the person wants of it, asked by the method between steps. */
export interface RunControl {
  command(command: RunCommand): void;
  /** As they act now: a command's come to act at the next checkpoint, so that a run can be made again step by step. */
  params(): ParamValues;
  /** Changes that have come to act, in order. */
  readonly changes: readonly ParamChange[];
  checkpoint(steps: number, stand?: Stand): Promise<'go' | 'stop'>;
  /** Lets what was moved until here act, where the run would end. */
  catchUp(steps: number): void;
  /** Hands over where the run stands that ends here. */
  leave(steps: number, stand: Stand): Promise<void>;
  /** Lets messages in between the passes of one long step. Throws RunCancelled where one of them cancelled the run. */
  turn(): Promise<void>;
  wantsFrame(step: number, steps: number): boolean;
  readonly cancelled: boolean;
  /** Resolves once the run is cancelled; otherwise never settles. */
  readonly whenCancelled: Promise<void>;
  readonly stopping: boolean;
  /** Told to stand aside for another run. */
  readonly parking: boolean;
  /** Resolves once the run stands still between two steps, and stands aside. */
  whenParked(): Promise<void>;
  /** Show every k-th step; 0 for as many as can be looked at. */
  readonly frameEvery: number;
  /** Milliseconds spent waiting while paused. */
  readonly pausedMs: number;
}

export interface RunControlOptions {
  readonly params: ParamValues;
  /** Changes to make again, in order of their steps. */
  readonly changes?: readonly ParamChange[] | undefined;
  readonly stopAfter?: number | undefined;
  /** Steps that had been taken where the run goes on; the changes before act from the beginning. */
  readonly from?: number | undefined;
  /** Told where the run stands, as often as it wants to know. */
  readonly keeper?: StandingKeeper | undefined;
  /** Whether a parameter may be moved while the run goes on. */
  readonly isLive: (key: string) => boolean;
  readonly frameEvery: number;
  /** Milliseconds from any origin. */
  readonly now: () => number;
  /** Resolves in a later task. */
  readonly nextTask: () => Promise<void>;
  /** Resolves when the device has caught up enough for another step. */
  readonly waitForGpu: () => Promise<void>;
  /** Whether the last frame sent was looked at. */
  readonly viewerReady: () => boolean;
}

/** Longest the run may hold its thread without letting a message in. */
const TURN_MS = 8;
const FRAME_MS = 1000 / 12;

/** A fresh control, running. Commands take effect at the next checkpoint. */
export function createRunControl(options: RunControlOptions): RunControl {
  const { now, nextTask, waitForGpu: pace, viewerReady, isLive, stopAfter = Infinity, keeper } = options;
  let { params, frameEvery } = options;
  let state: 'running' | 'stopping' | 'cancelled' = 'running';
  let planned = options.changes ?? [];
  let wanted: ParamValues | null = null;
  const changes: ParamChange[] = [];
  let paused = false;
  let parking = false;
  let standing = false;
  let tellParked: (() => void)[] = [];
  let allowedSteps = 0;
  let lastStepShown = false;
  let lastTurn = now();
  let lastFrame = -Infinity;
  let pausedMs = 0;
  let wake: (() => void) | null = null;
  let tellCancelled: () => void = () => undefined;
  const whenCancelled = new Promise<void>((resolve) => (tellCancelled = resolve));

  const held = (): boolean => state === 'running' && paused && allowedSteps === 0;
  const throwIfCancelled = (): void => {
    if (state === 'cancelled') throw new RunCancelled('The run was cancelled.');
  };

  /** Lets the live ones of these parameters act, and notes which of them that changed. */
  const adopt = (steps: number, next: ParamValues): void => {
    const moved = Object.entries(next).filter(([key, value]) => isLive(key) && params[key] !== value);
    if (moved.length === 0) return;
    params = { ...params, ...Object.fromEntries(moved) };
    changes.push({ step: steps, params: Object.fromEntries(moved) });
  };
  const catchUp = (steps: number): void => {
    while (planned[0] && planned[0].step <= steps) {
      adopt(steps, planned[0].params);
      planned = planned.slice(1);
    }
    if (wanted) adopt(steps, wanted);
    wanted = null;
  };

  for (const { step, params: moved } of planned.filter(({ step: at }) => at < (options.from ?? 0)))
    adopt(step, moved);
  planned = planned.filter(({ step }) => step >= (options.from ?? 0));

  const apply = (command: RunCommand): void => {
    switch (command.type) {
      case 'park':
      case 'pause':
        parking ||= command.type === 'park';
        if (paused) return;
        paused = true;
        // What is on screen while paused should be the step the run stands at, so one unseen step is followed by a seen one.
        allowedSteps = lastStepShown ? 0 : 1;
        return;
      case 'resume':
        parking = false;
        paused = false;
        return;
      case 'step':
        parking = false;
        allowedSteps = paused ? allowedSteps + 1 : 1;
        paused = true;
        return;
      case 'stop':
        parking = false;
        if (state === 'running') state = 'stopping';
        return;
      case 'cancel':
        state = 'cancelled';
        tellCancelled();
        return;
      case 'params':
        wanted = command.params;
        planned = [];
        return;
      case 'keep':
        keeper?.ask();
        return;
      case 'frameEvery':
        frameEvery = command.every;
        return;
      default:
        command satisfies never;
    }
  };

  return {
    command(command) {
      apply(command);
      wake?.();
    },

    params: () => params,
    changes,

    async turn() {
      throwIfCancelled();
      await pace();
      if (now() - lastTurn >= TURN_MS) {
        await nextTask();
        lastTurn = now();
      }
      throwIfCancelled();
    },

    catchUp,

    async leave(steps, stand) {
      await keeper?.ending(steps, stand, { changes, planned });
    },

    async checkpoint(steps, stand) {
      throwIfCancelled();
      await pace();
      if (held() || now() - lastTurn >= TURN_MS) {
        await nextTask();
        lastTurn = now();
      }
      const pausedAt = now();
      if (stand) await keeper?.[held() ? 'resting' : 'passing'](steps, stand, { changes, planned });
      while (held()) {
        standing = true;
        if (parking) {
          for (const tell of tellParked) tell();
          tellParked = [];
        }
        await new Promise<void>((resolve) => (wake = resolve));
        wake = null;
      }
      standing = false;
      pausedMs += now() - pausedAt;
      throwIfCancelled();
      if (allowedSteps > 0) allowedSteps -= 1;
      catchUp(steps);
      if (state === 'running' && steps >= stopAfter) state = 'stopping';
      if (state === 'stopping' && stand) await keeper?.ending(steps, stand, { changes, planned });
      return state === 'stopping' ? 'stop' : 'go';
    },

    wantsFrame(step, steps) {
      const forced = step >= steps || paused || state !== 'running' || step === 0;
      const seen = (): boolean => viewerReady() && now() - lastFrame >= FRAME_MS;
      const due = frameEvery > 0 ? step % frameEvery === 0 : isMilestone(step) || seen();
      lastStepShown = forced || due;
      if (lastStepShown) lastFrame = now();
      return lastStepShown;
    },

    whenCancelled,
    get cancelled() {
      return state === 'cancelled';
    },
    get stopping() {
      return state === 'stopping';
    },
    get frameEvery() {
      return frameEvery;
    },
    get parking() {
      return parking;
    },
    async whenParked() {
      if (!parking || !standing) await new Promise<void>((resolve) => tellParked.push(resolve));
    },
    get pausedMs() {
      return pausedMs;
    },
  };
}
