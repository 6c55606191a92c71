import * as tf from '@tensorflow/tfjs-core';
import * as Comlink from 'comlink';
import { createBackendSessions } from '../../src/engine/worker/backends/backend-sessions';
import { createMacrotask } from '../../src/engine/worker/run/macrotask';
import { fillMissingKernels } from '../../src/engine/worker/backends/missing-kernels';
import { startWasm } from '../../src/engine/worker/backends/processor-backends';
import type { BackendId, Gpu, PreprocessingOption } from '../../src/engine/protocol/protocol';
import type { ImportedNetwork } from '../../src/networks/graph/graph';
import { threadsOf } from '../../src/engine/worker/backends/wasm-threads';
import { readModelFiles } from '../../src/networks/storage/weights';
import { tinyNetwork } from '../../testing/tiny-network';
import { SEEDED_NETWORKS } from '../seeded-networks';
import { TINY_SIDE } from '../tiny-side';
import { counted, type Counts } from './counters';
import { type ExerciseCounts, exerciseCounts, type ExerciseJob, exerciseProfile } from './exercises';
import { type KernelTime, profiled } from './profile';
import { createRivals, type Pass, type Rivals } from './rivals';

export interface StartedBackend {
  readonly id: BackendId;
  readonly threads: number;
  readonly floatBits: 16 | 32;
}
export interface LoadedNetwork {
  readonly title: string;
  readonly size: readonly [number, number];
  readonly parameters: number;
}

const nextTask = createMacrotask();
const sessions = createBackendSessions(nextTask, () => undefined);
let imported: ImportedNetwork | null = null;
let rivals: Rivals | null = null;
let floatBits: 16 | 32 = 32;

function loaded(): ImportedNetwork {
  if (!imported) throw new Error('No network has been loaded.');
  return imported;
}

const onBackend = async (): Promise<Rivals> => (rivals ??= await createRivals(loaded()));

const bench = {
  /** The backends there are here, the GPUs by name. */
  async available(): Promise<{ id: BackendId; gpu: Gpu | null }[]> {
    const gpus = await sessions.gpus();
    return [
      { id: 'wasm', gpu: null },
      ...(['webgpu', 'webgl'] as const).flatMap((id) => {
        const gpu = gpus[id];
        return gpu ? [{ id, gpu }] : [];
      }),
      { id: 'cpu', gpu: null },
    ];
  },

  /** Starts a backend as the product does; with `threads`, WASM on so many. Once a worker. */
  async start(id: BackendId, threads: number | null): Promise<StartedBackend> {
    if (id === 'wasm' && threads !== null) {
      await startWasm(threads);
      await fillMissingKernels('wasm');
    } else await sessions.start(id);
    floatBits = id === 'webgl' && !tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED') ? 16 : 32;
    return { id, threads: threadsOf(tf.backend()), floatBits };
  },

  /** Reads a network from its files, or makes the generated one where there are none. */
  async load(
    id: string,
    files: readonly File[],
    preprocessing: PreprocessingOption | null,
  ): Promise<LoadedNetwork> {
    const reading = preprocessing === null ? {} : { preprocessing };
    imported =
      files.length === 0
        ? (SEEDED_NETWORKS[id]?.() ?? tinyNetwork({ size: TINY_SIDE }))
        : (await readModelFiles(files, { id, ...reading })).network;
    const { graph, weights } = imported;
    const parameters = [...weights.values()].reduce(
      (sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1),
      0,
    );
    return { title: graph.title, size: graph.input.size, parameters };
  },

  /** Milliseconds of a pass: the mean of `count` in a row. */
  async time(pass: Pass, count: number): Promise<number> {
    const timed = await onBackend();
    const from = performance.now();
    for (let i = 0; i < count; i++) await timed.run(pass);
    return (performance.now() - from) / count;
  },

  async count(pass: Pass): Promise<Counts> {
    const timed = await onBackend();
    return counted(() => timed.run(pass));
  },

  /** Kernel times of the fastest of some repeats. */
  async profile(pass: Pass, repeats: number, byShape = false): Promise<KernelTime[]> {
    const timed = await onBackend();
    let best: KernelTime[] = [];
    let least = Infinity;
    for (let i = 0; i < repeats; i++) {
      const from = performance.now();
      const times = await profiled(() => timed.run(pass), byShape);
      if (performance.now() - from < least) best = times;
      least = Math.min(least, performance.now() - from);
    }
    return best;
  },

  async question() {
    return (await onBackend()).question();
  },
  async compareStock() {
    return (await onBackend()).compareStock();
  },
  async compareExact(gradient: readonly number[]) {
    return (await onBackend()).compareExact(gradient);
  },

  /** Runs an exercise on the product's engine; the networks being timed are put away first. */
  async exercise(job: ExerciseJob): Promise<ExerciseCounts> {
    return exerciseCounts(job, loaded(), place());
  },

  /** Kernel times of some steps of an exercise, as `exercise` runs it. */
  async exerciseProfile(job: Parameters<typeof exerciseProfile>[0]) {
    return exerciseProfile(job, loaded(), place());
  },
};

function place() {
  rivals?.dispose();
  rivals = null;
  const backend = { id: tf.getBackend() as BackendId, floatBits };
  return { backend, nextTask, waitForGpu: () => sessions.waitForGpu(), lost: sessions.lost() };
}

export type EngineBench = typeof bench;

Comlink.expose(bench);
