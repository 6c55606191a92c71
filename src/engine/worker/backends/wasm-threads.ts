import * as tf from '@tensorflow/tfjs-core';
import {
  threadPoolOf,
  assignThreadPool,
  startThreadPool,
} from '../../../networks/kernels/threads/thread-pool';
import type { ThreadFacts } from './thread-count';
import { createSharedBackend } from './wasm-shared-backend';

/** Preference TF.js gives its WASM backend where nobody chooses. */
const PRIORITY = 2;

/** The facts of the thread this runs in. */
export function threadFacts(): ThreadFacts {
  return {
    crossOriginIsolated: globalThis.crossOriginIsolated,
    inWorker: 'WorkerGlobalScope' in globalThis,
    hardwareConcurrency: navigator.hardwareConcurrency,
  };
}

let offered = false;

/** Has the WASM backend, registered and not started yet, start on `count` threads; where that fails it starts without any. */
export function offerThreads(count: number): void {
  if (offered) return;
  offered = true;
  const single = tf.findBackendFactory('wasm');
  const start = async (): Promise<tf.KernelBackend> => {
    try {
      const backend = await createSharedBackend();
      assignThreadPool(backend, await startThreadPool(backend, count));
      return backend;
    } catch {
      return single();
    }
  };
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', start, PRIORITY);
}

/** Threads that a backend computes on. */
export function threadsOf(backend: tf.KernelBackend): number {
  return threadPoolOf(backend)?.threads ?? 1;
}
