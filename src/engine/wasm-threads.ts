import * as tf from '@tensorflow/tfjs-core';
import type { ThreadFacts } from './thread-count';
import { createThreadedBackend, setThreads } from './wasm-threaded-backend';

/** Preference TF.js gives its WASM backend where nobody chooses. */
const PRIORITY = 2;
/** Threads must be so many times faster than one to be used: they take the processors from all else. */
const WORTH = 1.2;
/** Enough to meet what else the machine does, and done within a tenth of a second. */
const CONVOLUTIONS = 20;

/** The facts of the thread this runs in. */
export function threadFacts(): ThreadFacts {
  return {
    crossOriginIsolated: globalThis.crossOriginIsolated,
    inWorker: 'WorkerGlobalScope' in globalThis,
    hardwareConcurrency: navigator.hardwareConcurrency,
  };
}

let offered = false;

/** Readies the WASM backend, registered and not started yet, for `count` threads; where that fails it starts without any. */
export function offerThreads(count: number): void {
  if (offered) return;
  offered = true;
  const single = tf.findBackendFactory('wasm');
  const start = async (): Promise<tf.KernelBackend> => {
    try {
      const backend = await createThreadedBackend(count);
      ready.set(backend, count);
      return backend;
    } catch {
      return single();
    }
  };
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', start, PRIORITY);
}

/** Backends whose threads nobody has tried yet, and how many they have. */
const ready = new WeakMap<tf.KernelBackend, number>();

/**
 * Lets the current backend compute on its threads if that is faster here and now, once. On a busy machine it is not: they
 * wait for each other at the end of every layer, so the one that something else keeps off its processor holds up all.
 */
export function tryThreads(now: () => number): void {
  const alone = ready.has(tf.backend()) ? convolving(now) : 0;
  if (takeThreads() && alone < WORTH * convolving(now)) setThreads(tf.backend(), 1);
}

/** Lets the current backend compute on its threads, once. Gives whether it has any. */
export function takeThreads(): boolean {
  const backend = tf.backend();
  const count = ready.get(backend);
  if (count === undefined) return false;
  ready.delete(backend);
  setThreads(backend, count);
  return true;
}

/** Milliseconds for a few convolutions such as a classifier's. */
function convolving(now: () => number): number {
  return tf.tidy(() => {
    const x = tf.ones<tf.Rank.R4>([1, 28, 28, 64]);
    const kernel = tf.ones<tf.Rank.R4>([3, 3, 64, 64]);
    const once = (): void => tf.conv2d(x, kernel, 1, 'same').dispose();
    once();
    const startedAt = now();
    for (let k = 0; k < CONVOLUTIONS; k++) once();
    return now() - startedAt;
  });
}
