import * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../core/lab-error';
import { backendReason } from './backend-reason';
import { contextLost, toLabErrorData } from './errors';
import { measureStep } from './measure-step';
import type { BackendId, BackendInfo } from './protocol';
import { startCpu, startWasm } from './processor-backends';
import { openWebgl, startWebgl, type WebglSession } from './webgl-session';

/** An earlier Auto choice on this device, so that it need not be measured again. */
export interface RememberedChoice {
  readonly id: BackendId;
  /** What it holds for: browser version and GPU name. */
  readonly device: string;
  readonly measured: Readonly<Partial<Record<BackendId, number>>>;
}

export interface BackendWish {
  readonly id: BackendId | 'auto';
  readonly remembered?: RememberedChoice | undefined;
  /** Times the GPU was lost lately; from three on, Auto leaves WebGL alone. */
  readonly losses?: number | undefined;
}

/** A backend in use, and for an Auto choice what to remember of it. */
export interface BackendChoice {
  readonly info: BackendInfo;
  readonly remember: RememberedChoice | null;
}

/** The only owner of TF.js's backends in its thread. */
export interface Backends {
  /** Switches; on failure the one before is in use again. Throws `webgl-unavailable` or `backend-unavailable`. */
  use(wish: BackendWish, onMeasuring: () => void): Promise<BackendChoice>;
  current(): BackendInfo;
  pace(): Promise<void>;
  /** Rejects with `context-lost` when the GPU in use goes away. */
  readonly lost: Promise<never>;
  close(): void;
}

export const TOO_MANY_LOSSES = 3;
const MEASURE_DEADLINE_MS = 15_000;

/** Switches between backends, measuring where Auto is wished for. One for each thread. */
export function createBackends(now: () => number, nextTask: () => Promise<void>): Backends {
  let webgl: WebglSession | null = null;
  let info: BackendInfo | null = null;
  let tellLost: (error: LabError) => void = () => undefined;
  const lost = new Promise<never>((_, reject) => (tellLost = reject));
  lost.catch(() => undefined);

  const leaveWebgl = (): void => {
    webgl?.close();
    webgl = null;
  };
  const start = async (id: BackendId): Promise<void> => {
    if (id !== 'webgl') {
      await (id === 'wasm' ? startWasm() : startCpu());
      leaveWebgl();
      return;
    }
    if (webgl) {
      await tf.setBackend('webgl');
      return;
    }
    const session = await startWebgl(nextTask);
    webgl = session;
    session.lost.catch(() => {
      if (info?.id === 'webgl') tellLost(contextLost());
    });
  };

  /** Milliseconds, or null where the backend does not work. */
  const measure = async (id: BackendId): Promise<number | null> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await start(id);
      const tooLong = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('measured too long')), MEASURE_DEADLINE_MS);
      });
      return await Promise.race([measureStep(now), tooLong, ...(webgl ? [webgl.lost] : [])]);
    } catch {
      if (id === 'webgl') leaveWebgl();
      return null;
    } finally {
      clearTimeout(timer);
    }
  };

  const chooseMeasured = async (avoidWebgl: boolean, emulated: boolean) => {
    const measured: Partial<Record<BackendId, number>> = {};
    // WASM first: should WebGL win, it is then already the current one.
    for (const id of ['wasm', 'webgl'] as const) {
      if (id === 'webgl' && avoidWebgl) continue;
      // Emulated WebGL is 10 to 30 times slower than WASM, and compiling its programs to find that out takes seconds.
      if (id === 'webgl' && emulated && measured.wasm !== undefined) continue;
      const milliseconds = await measure(id);
      if (milliseconds !== null) measured[id] = milliseconds;
    }
    const ranked = Object.entries(measured).sort((a, b) => a[1] - b[1]) as [BackendId, number][];
    return { id: ranked[0]?.[0] ?? 'cpu', measured };
  };

  const describe = (
    id: BackendId,
    chosen: 'auto' | 'asked',
    gpu: { renderer: string; software: boolean } | null,
    measured: BackendInfo['measured'],
    losses?: number,
  ): BackendInfo => {
    const halfPrecision = id === 'webgl' && !tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED');
    const facts = {
      id,
      chosen,
      software: id === 'webgl' && (gpu?.software ?? false),
      floatBits: halfPrecision ? (16 as const) : (32 as const),
      ...(gpu ? { renderer: gpu.renderer } : {}),
    };
    const reason = backendReason({
      ...facts,
      software: gpu?.software ?? false,
      measured: measured ?? {},
      losses,
    });
    return { ...facts, reason, ...(measured ? { measured } : {}) };
  };

  const probeGpu = () => {
    if (webgl) return webgl;
    try {
      const { gl, renderer, software } = openWebgl();
      gl.getExtension('WEBGL_lose_context')?.loseContext();
      return { renderer, software };
    } catch {
      return null;
    }
  };

  const auto = async (wish: BackendWish, onMeasuring: () => void): Promise<BackendChoice> => {
    const gpu = probeGpu();
    const device = `${navigator.userAgent} | ${gpu?.renderer ?? 'no WebGL 2'}`;
    const avoidWebgl = (wish.losses ?? 0) >= TOO_MANY_LOSSES;
    const { remembered } = wish;
    if (remembered?.device === device && !avoidWebgl) {
      const works = await start(remembered.id).then(
        () => true,
        () => false,
      );
      if (works)
        return { info: describe(remembered.id, 'auto', gpu, remembered.measured), remember: remembered };
    }
    onMeasuring();
    const { id, measured } = await chooseMeasured(avoidWebgl, gpu?.software ?? false);
    await start(id);
    return {
      info: describe(id, 'auto', gpu, measured, avoidWebgl ? wish.losses : undefined),
      remember: avoidWebgl ? null : { id, device, measured },
    };
  };

  return {
    async use(wish, onMeasuring) {
      const before = info;
      try {
        let choice: BackendChoice;
        if (wish.id === 'auto') choice = await auto(wish, onMeasuring);
        else {
          const gpu = probeGpu();
          await start(wish.id);
          choice = { info: describe(wish.id, 'asked', gpu, undefined), remember: null };
        }
        info = choice.info;
        return choice;
      } catch (thrown) {
        if (before) await start(before.id);
        if (thrown instanceof LabError) throw thrown;
        throw new LabError(
          'backend-unavailable',
          toLabErrorData(thrown).message,
          'Choose another engine, or Auto.',
        );
      }
    },
    current() {
      if (!info)
        throw new LabError('backend-unavailable', 'No engine has started yet.', 'Wait until it is ready.');
      return info;
    },
    pace: () => webgl?.pace() ?? Promise.resolve(),
    lost,
    close: leaveWebgl,
  };
}
