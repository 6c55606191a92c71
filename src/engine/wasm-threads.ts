import * as tf from '@tensorflow/tfjs-core';
import { convolution, type Filter } from '../networks/ops/convolution';
import { type Crew, crewOf, employ, hireCrew } from '../networks/ops/crew';
import type { ThreadFacts } from './thread-count';
import { createSharedBackend } from './wasm-shared-backend';

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
      const backend = await createSharedBackend();
      ready.set(backend, await hireCrew(backend, count));
      return backend;
    } catch {
      return single();
    }
  };
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', start, PRIORITY);
}

/** Crews that nobody has tried yet, by the backend they were hired for. */
const ready = new WeakMap<tf.KernelBackend, Crew>();

/** Threads that a backend computes on. */
export function threadsOf(backend: tf.KernelBackend): number {
  return crewOf(backend)?.threads ?? 1;
}

/** Lets the current backend compute on its threads if that is faster here and now, once. */
export function tryThreads(now: () => number): void {
  const backend = tf.backend();
  const crew = ready.get(backend);
  if (!crew) return;
  const alone = convolving(now);
  takeThreads();
  if (alone >= WORTH * convolving(now)) return;
  employ(backend, null);
  crew.dispose();
}

/** Lets the current backend compute on its threads, once, whether that is faster or not. */
export function takeThreads(): void {
  const crew = ready.get(tf.backend());
  if (crew) employ(tf.backend(), crew);
  ready.delete(tf.backend());
}

/** Milliseconds for a few convolutions such as a classifier's. */
function convolving(now: () => number): number {
  return tf.tidy(() => {
    const x = tf.ones<tf.Rank.R4>([1, 28, 28, 64]);
    const kernel = tf.ones<tf.Rank.R4>([3, 3, 64, 64]);
    const forms = new Map<string, tf.Tensor>();
    const source = (): tf.Tensor4D => kernel;
    const filter: Filter = {
      shape: kernel.shape,
      plain: source,
      source,
      keep(form, make) {
        const made = forms.get(form) ?? make();
        forms.set(form, made);
        return made;
      },
    };
    const geometry = {
      strides: [1, 1],
      padding: [1, 1, 1, 1],
      dilations: [1, 1],
      activation: 'linear',
    } as const;
    const once = (): void => convolution(x, filter, geometry).dispose();
    once();
    const startedAt = now();
    for (let k = 0; k < CONVOLUTIONS; k++) once();
    return now() - startedAt;
  });
}
