import type { PixelImage } from '../../core/pictures/pixel-image';
import { cosine } from '../../core/statistics/cosine';
import { createRandom } from '../../core/random/seeded-random';
import type { LabClient } from '../../engine/page/lab-client';
import { resultOf } from '../../engine/page/result-of-run';
import { BACKENDS, type BackendId, type BackendInfo, type RunResult } from '../../engine/protocol/protocol';
import { METHODS } from '../../methods/catalog/catalog';
import type { Exercise } from '../../methods/catalog/params';
import { resolveParams } from '../../methods/catalog/resolve-params';

/** Steps a second of an exercise, with nobody looking and with every frame shown. */
export interface Rate {
  readonly hidden: number;
  readonly shown: number;
}

/** One network on one backend of this device. Times are medians in milliseconds. */
export interface DeviceRow {
  readonly backend: BackendId;
  /** An emulated GPU. */
  readonly software: boolean;
  readonly network: string;
  readonly title: string;
  readonly size: readonly [number, number];
  /** A picture's logits, asked for from the page. */
  readonly forwardMs: number;
  /** A saliency map of one gradient, from the picture to the map. */
  readonly gradientMs: number;
  /** None where a gradient takes so long that a run would take minutes. */
  readonly exercises: Readonly<Partial<Record<Exercise, Rate>>>;
  /** Cosine of that gradient with the one in plain JavaScript, which is timed last: null until then, or where that fails. */
  readonly agreement: number | null;
}

/** Where the cosine is lower, a device computes something else: half precision, or a driver at fault. */
export const AGREES = 0.999;

/** What is being timed, and how much of the whole is behind. */
export interface BenchProgress {
  readonly backend: BackendId;
  readonly title: string;
  /** 0..1. */
  readonly fraction: number;
}

export type BenchClient = Pick<LabClient, 'networks' | 'load' | 'backend' | 'classify' | 'run'>;

export interface DeviceBenchOptions {
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BenchProgress) => void;
  /** Each row as it comes, and again once its agreement is known. */
  readonly onRow: (row: DeviceRow) => void;
}

/** What a step of each exercise is timed with; the settings keep a run going to its last step. */
const RUNS: readonly {
  readonly exercise: Exercise;
  readonly method: string;
  readonly steps: string;
  readonly params: Readonly<Record<string, number | string>>;
}[] = [
  { exercise: 'saliency', method: 'smooth-grad', steps: 'samples', params: {} },
  {
    exercise: 'fooling',
    method: 'targeted-gradient',
    steps: 'maxSteps',
    params: { stepSize: 0.01, stopRule: 'probability', confidence: 0.99 },
  },
  { exercise: 'visualization', method: 'class-visualization', steps: 'iterations', params: {} },
];
const REPEATS = 5;
const RUN_MS = 1000;
const TOO_SLOW_MS = 2000;
/** Only the last frame. */
const RAREST = Number.MAX_SAFE_INTEGER;

/** The backends this device offers, the fastest kinds first. */
export function backendsOf({ gpus = {} }: BackendInfo): BackendId[] {
  return BACKENDS.filter((id) => (id === 'webgpu' || id === 'webgl' ? gpus[id] !== undefined : true));
}

/**
 * Times every loaded network on every backend, one after the other, and puts the engine back where it was, also when
 * aborted: then it rejects with an AbortError. A backend that fails is left out.
 */
export async function benchDevice(client: BenchClient, options: DeviceBenchOptions): Promise<void> {
  const { signal, onProgress, onRow } = options;
  const before = await client.backend();
  const backends = backendsOf(before);
  const networks = client.networks().filter(({ loaded }) => loaded);
  const count = backends.length * networks.length;
  const found: { row: DeviceRow; gradient: Float32Array }[] = [];
  let done = 0;
  try {
    for (const backend of backends) {
      for (const { id, title } of networks) {
        signal.throwIfAborted();
        onProgress({ backend, title, fraction: done++ / count });
        try {
          const { gpus } = await client.backend(backend, { signal });
          const software =
            (backend === 'webgpu' || backend === 'webgl') && (gpus?.[backend]?.software ?? false);
          const { gradient, ...times } = await benchNetwork(client, id, options);
          const row = { backend, software, ...times, agreement: null };
          found.push({ row, gradient });
          onRow(row);
          if (backend !== 'cpu') continue;
          for (const one of found.filter(({ row: { network } }) => network === id))
            onRow({ ...one.row, agreement: cosine(one.gradient, gradient) });
        } catch {
          signal.throwIfAborted();
        }
      }
    }
  } finally {
    await putBack(client, before);
  }
}

async function putBack(client: BenchClient, before: BackendInfo): Promise<void> {
  const { id } = await client.backend(before.chosen === 'auto' ? 'auto' : before.id);
  if (id !== before.id) await client.backend(before.id);
}

async function benchNetwork(
  client: BenchClient,
  network: string,
  { now, signal }: DeviceBenchOptions,
): Promise<Omit<DeviceRow, 'backend' | 'software' | 'agreement'> & { readonly gradient: Float32Array }> {
  const { title, size } = await client.load({ id: network }, { signal });
  const image = noise(size);
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    // The first time prepares.
    await work();
    const times: number[] = [];
    for (let i = 0; i < REPEATS; i++) {
      signal.throwIfAborted();
      const from = now();
      await work();
      times.push(now() - from);
      if (i === 0 && now() - from > TOO_SLOW_MS) break;
    }
    return median(times);
  };
  const forwardMs = await timed(() => client.classify(network, image, signal));
  const resultBy = (method: string, params: object, shown: boolean): Promise<RunResult> =>
    timedRun(client, { network, image, method, params, shown }, signal);
  const rate = async (...asked: Parameters<typeof resultBy>): Promise<number> => {
    const { steps, timings } = await resultBy(...asked);
    return (1000 * steps) / timings.totalMs;
  };
  let gradient: Float32Array = new Float32Array();
  const gradientMs = await timed(async () => {
    gradient = (await resultBy('vanilla-gradient', {}, false)).raw ?? gradient;
  });

  const exercises: Partial<Record<Exercise, Rate>> = {};
  if (gradientMs < TOO_SLOW_MS) {
    const count = Math.max(3, Math.min(200, Math.round(RUN_MS / gradientMs)));
    for (const { exercise, method, steps, params } of RUNS) {
      await rate(method, { ...params, [steps]: 2 }, false);
      const given = { ...params, [steps]: count };
      exercises[exercise] = {
        hidden: await rate(method, given, false),
        shown: await rate(method, given, true),
      };
    }
  }
  return { network, title, size, forwardMs, gradientMs, exercises, gradient };
}

interface TimedRun {
  readonly network: string;
  readonly image: PixelImage;
  readonly method: string;
  readonly params: object;
  readonly shown: boolean;
}

/** One run to its end. Rejects where it fails or is aborted. */
async function timedRun(
  client: BenchClient,
  { network, image, method, params, shown }: TimedRun,
  signal: AbortSignal,
): Promise<RunResult> {
  const info = METHODS.find(({ id }) => id === method);
  if (!info) throw new Error(`There is no method “${method}”.`);
  signal.throwIfAborted();
  const handle = client.run(
    {
      network,
      method,
      image: { ...image, data: image.data.slice() },
      target: 0,
      params: resolveParams(info, { ...params }),
      seed: 0,
      fit: 'squash',
      frameEvery: shown ? 1 : RAREST,
    },
    () => undefined,
  );
  return resultOf(handle, signal);
}

/** A picture that no network was trained on and every device has alike. */
function noise([height, width]: readonly [number, number]): PixelImage {
  const random = createRandom(0);
  const data = new Uint8ClampedArray(height * width * 4).map((_, i) =>
    i % 4 === 3 ? 255 : random.integer(0, 255),
  );
  return { width, height, data };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** What tells one device's numbers from another's. */
export interface Device {
  readonly userAgent: string;
  readonly hardwareConcurrency: number;
  readonly crossOriginIsolated: boolean;
}

/** The results as a file's text. */
export function benchJson(rows: readonly DeviceRow[], device: Device): string {
  return `${JSON.stringify({ bench: 'device', ...device, rows }, null, 2)}\n`;
}
