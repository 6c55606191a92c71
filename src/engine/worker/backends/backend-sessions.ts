import * as tf from '@tensorflow/tfjs-core';
import { fillMissingKernels } from './missing-kernels';
import { startCpu, startWasm } from './processor-backends';
import type { BackendId, Gpu, GpuBackendId } from '../../protocol/protocol';
import { openWebgl, startWebgl } from './webgl-session';
import { findWebgpu, startWebgpu, webgpuUnavailable } from './webgpu-session';

/** A GPU backend while it is open. */
interface GpuSession {
  readonly lost: Promise<never>;
  waitForGpu(): Promise<void>;
  close(): void;
}

/** The GPUs of this device by the way to reach them. */
export type Gpus = Readonly<Partial<Record<GpuBackendId, Gpu>>>;

/** TF.js's backends in this thread: at most one GPU is open at a time. */
export interface BackendSessions {
  /** Makes a backend the current one, with every kernel the lab needs. Throws a LabError, and leaves the one before. */
  start(id: BackendId): Promise<void>;
  /** What there is to compute on beside the processor; looked for once. */
  gpus(): Promise<Gpus>;
  /** Rejects when the GPU in use goes away; never settles where none is in use. */
  lost(): Promise<never>;
  waitForGpu(): Promise<void>;
  /** Lets go of an open GPU. */
  close(): void;
}

/** `onLost` hears why a GPU went away by itself. One for each thread. */
export function createBackendSessions(
  nextTask: () => Promise<void>,
  onLost: (id: GpuBackendId, error: unknown) => void,
): BackendSessions {
  let open: { readonly id: GpuBackendId; readonly session: GpuSession } | null = null;
  let found: Promise<Gpus> | null = null;

  const openGpu = async (id: GpuBackendId): Promise<GpuSession> => {
    if (id === 'webgl') return startWebgl(nextTask);
    const offer = await findWebgpu();
    if (!offer) throw webgpuUnavailable();
    return startWebgpu(offer);
  };
  const close = (): void => {
    open?.session.close();
    open = null;
  };

  return {
    async start(id) {
      if (id === open?.id) {
        await tf.setBackend(id);
        return;
      }
      if (id === 'wasm' || id === 'cpu') {
        await (id === 'wasm' ? startWasm() : startCpu());
        close();
      } else {
        const session = await openGpu(id);
        close();
        open = { id, session };
        session.lost.catch((error: unknown) => {
          if (open?.session === session) onLost(id, error);
        });
      }
      await fillMissingKernels(id);
    },
    gpus: () => (found ??= findGpus()),
    lost: () => open?.session.lost ?? new Promise(() => undefined),
    waitForGpu: () => open?.session.waitForGpu() ?? Promise.resolve(),
    close,
  };
}

async function findGpus(): Promise<Gpus> {
  const webgpu = await findWebgpu();
  const webgl = probeWebgl();
  return {
    ...(webgpu ? { webgpu: { renderer: webgpu.renderer, software: webgpu.software } } : {}),
    ...(webgl ? { webgl } : {}),
  };
}

function probeWebgl(): Gpu | null {
  try {
    const { gl, renderer, software } = openWebgl();
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    return { renderer, software };
  } catch {
    return null;
  }
}
