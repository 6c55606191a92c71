import * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../../../core/records/lab-error';
import { convolutionModule } from '../../../networks/kernels/convolution/convolution-wasm-code';
import { type BackendFacts, backendReason } from '../../protocol/backend-reason';
import { type BackendWish, TOO_MANY_LOSSES } from '../../protocol/backend-wish';
import { createBackendSessions, type Gpus } from './backend-sessions';
import { toLabErrorData } from '../../protocol/errors';
import { fastest, type Measurement } from '../../protocol/measurement';
import { measureStep, type StepTime } from './measure-step';
import { type NetworkOutline, SMALL_OUTLINE } from '../networks/measuring-network';
import type { BackendId, BackendInfo } from '../../protocol/protocol';
import { deviceName, type RememberedChoice } from '../../protocol/remembered-choice';
import { threadsOf } from './wasm-threads';
import { phrase } from '../../../words/say';

/** A backend in use, and for an Auto choice what to remember of it. */
export interface BackendChoice {
  readonly info: BackendInfo;
  readonly remember: RememberedChoice | null;
}

/** The only owner of TF.js's backends in its thread. */
export interface Backends {
  /** Switches; on failure the one before is in use again. Throws `webgl-unavailable` or `backend-unavailable`. */
  use(wish: BackendWish, onMeasuring: () => void): Promise<BackendChoice>;
  /** The time of a step there, with the small network where none is given; null where it does not work. It stays the current one. */
  measure(id: BackendId, outline: NetworkOutline | null, deadlineMs: number): Promise<StepTime | null>;
  current(): BackendInfo;
  waitForGpu(): Promise<void>;
  /** Rejects with `context-lost` when the GPU in use goes away. */
  readonly lost: Promise<never>;
  close(): void;
}

/** The start waits for this: a GPU that has not compiled a small network by then is passed over. */
const START_DEADLINE_MS = 6_000;

/** Switches between backends, measuring where Auto is wished for. One for each thread. */
export function createBackends(now: () => number, nextTask: () => Promise<void>): Backends {
  let info: BackendInfo | null = null;
  let tellLost: (error: unknown) => void = () => undefined;
  const lost = new Promise<never>((_, reject) => (tellLost = reject));
  lost.catch(() => undefined);
  const sessions = createBackendSessions(nextTask, (id, error) => {
    if (info?.id === id) tellLost(error);
  });

  const measure: Backends['measure'] = async (id, outline, deadlineMs) => {
    const timing = async (): Promise<StepTime> => {
      await sessions.start(id);
      return Promise.race([
        measureStep(outline ?? SMALL_OUTLINE, { now, nextTask, deadlineMs }),
        sessions.lost(),
      ]);
    };
    try {
      const time = await timing();
      if (time.cut) sessions.close();
      return time;
    } catch {
      sessions.close();
      return null;
    }
  };

  const quickMeasurement = async (gpus: Gpus, avoidGpus: boolean): Promise<Measurement> => {
    const measured: Partial<Record<BackendId, number>> = {};
    const cut: BackendId[] = [];
    // WASM first: should a GPU win, it is then already the current one.
    for (const id of ['wasm', 'webgl', 'webgpu'] as const) {
      if (id !== 'wasm') {
        const gpu = gpus[id];
        // An emulated GPU is 10 to 30 times slower than WASM, and compiling its programs to find that out takes seconds.
        if (avoidGpus || !gpu || (gpu.software && measured.wasm !== undefined)) continue;
      }
      const time = await measure(id, null, START_DEADLINE_MS);
      if (time) measured[id] = time.milliseconds;
      if (time?.cut) cut.push(id);
    }
    return { measured, ...(cut.length > 0 ? { cut } : {}) };
  };

  const describe = (
    id: BackendId,
    chosen: 'auto' | 'asked',
    gpus: Gpus,
    measurement: Measurement | undefined,
    losses?: number,
  ): BackendInfo => {
    const halfPrecision = id === 'webgl' && !tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED');
    // WebGL's names are the fuller ones; where one of the two is emulated they differ, and each has its own.
    const own = id === 'webgpu' && gpus.webgpu?.software !== gpus.webgl?.software ? gpus.webgpu : gpus.webgl;
    const renderer = (own ?? gpus.webgpu)?.renderer;
    const { measured, cut, measuredOn } = measurement ?? {};
    const threads = id === 'wasm' ? threadsOf(tf.backend()) : 1;
    const stockKernels = id === 'wasm' && convolutionModule(tf.backend()) === null;
    const facts: BackendFacts = {
      id,
      chosen,
      software: (id === 'webgl' || id === 'webgpu') && (gpus[id]?.software ?? false),
      floatBits: halfPrecision ? 16 : 32,
      gpus,
      ...(threads > 1 ? { threads } : {}),
      ...(stockKernels ? { stockKernels } : {}),
      ...(renderer === undefined ? {} : { renderer }),
      ...(measured ? { measured } : {}),
      ...(cut ? { cut } : {}),
      ...(measuredOn === undefined ? {} : { measuredOn }),
    };
    return { ...facts, reason: backendReason(facts, losses) };
  };

  const auto = async (wish: BackendWish, onMeasuring: () => void): Promise<BackendChoice> => {
    const gpus = await sessions.gpus();
    const device = deviceName(gpus);
    const avoidGpus = (wish.losses ?? 0) >= TOO_MANY_LOSSES;
    const remembered = avoidGpus ? undefined : wish.remembered?.find((choice) => choice.device === device);
    if (remembered) {
      const works = await sessions.start(remembered.id).then(
        () => true,
        () => false,
      );
      if (works) return { info: describe(remembered.id, 'auto', gpus, remembered), remember: remembered };
    }
    onMeasuring();
    const measurement = await quickMeasurement(gpus, avoidGpus);
    const id = fastest(measurement) ?? 'cpu';
    await sessions.start(id);
    return {
      info: describe(id, 'auto', gpus, measurement, avoidGpus ? wish.losses : undefined),
      remember: avoidGpus ? null : { id, device, network: null, ...measurement },
    };
  };

  return {
    async use(wish, onMeasuring) {
      const before = info;
      try {
        let choice: BackendChoice;
        if (wish.id === 'auto') choice = await auto(wish, onMeasuring);
        else {
          const gpus = await sessions.gpus();
          await sessions.start(wish.id);
          const known = wish.remembered?.find(({ device }) => device === deviceName(gpus));
          choice = { info: describe(wish.id, 'asked', gpus, known), remember: null };
        }
        info = choice.info;
        return choice;
      } catch (thrown) {
        if (before) await sessions.start(before.id);
        if (thrown instanceof LabError) throw thrown;
        throw new LabError(
          'backend-unavailable',
          toLabErrorData(thrown).message,
          phrase('Choose another engine, or Auto.'),
        );
      }
    },
    measure,
    current() {
      if (!info)
        throw new LabError(
          'backend-unavailable',
          phrase('No engine has started yet.'),
          phrase('Wait until it is ready.'),
        );
      return info;
    },
    waitForGpu: () => sessions.waitForGpu(),
    lost,
    close() {
      sessions.close();
    },
  };
}
