import * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../../../core/records/lab-error';
import { contextLost } from '../../protocol/errors';
import { isSoftwareRenderer, tidyRenderer } from '../../protocol/renderer';
import { phrase } from '../../../words/say';

/** A GPU as WebGPU offers it, before anything is loaded or started. */
export interface WebgpuOffer {
  readonly adapter: GPUAdapter;
  readonly renderer: string;
  readonly software: boolean;
}

/** A WebGPU device of our own with TF.js's webgpu backend on it. Owned by whoever opened it. */
export interface WebgpuSession extends Pick<WebgpuOffer, 'renderer' | 'software'> {
  /** Rejects with `context-lost` or `out-of-memory` when the device goes away by itself; otherwise never settles. */
  readonly lost: Promise<never>;
  /** Resolves once the GPU has finished the step before the one just queued, so that no more than two are under way. */
  waitForGpu(): Promise<void>;
  /** Takes the backend out of TF.js and gives the GPU's memory back. */
  close(): void;
}

/** The GPU that this thread can have over WebGPU; null where there is none. Never throws. */
export async function findWebgpu(): Promise<WebgpuOffer | null> {
  // Absent outside secure contexts and in older browsers, whatever the types say.
  const gpu = (navigator as Partial<Navigator>).gpu;
  try {
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return null;
    const info = adapter.info as Partial<GPUAdapterInfo> | undefined;
    return { adapter, renderer: adapterName(info), software: isSoftwareAdapter(adapter, info) };
  } catch {
    return null;
  }
}

/** A readable name out of what browsers tell: the description where there is one, else vendor and architecture. */
export function adapterName(info: Partial<GPUAdapterInfo> | undefined): string {
  if (info?.description) return tidyRenderer(info.description);
  const words = [info?.vendor, info?.architecture].filter(Boolean).join(' ');
  return words ? tidyRenderer(words) : 'the GPU';
}

/** Whether an adapter computes on the processor. */
export function isSoftwareAdapter(adapter: object, info: Partial<GPUAdapterInfo> | undefined): boolean {
  // Browsers moved this flag from the adapter to its info.
  const moved = (adapter as { isFallbackAdapter?: boolean }).isFallbackAdapter === true;
  return (
    moved || info?.isFallbackAdapter === true || isSoftwareRenderer(Object.values(wordsOf(info)).join(' '))
  );
}

function wordsOf(info: Partial<GPUAdapterInfo> | undefined) {
  return { vendor: info?.vendor, architecture: info?.architecture, description: info?.description };
}

/** Limits that TF.js's programs want as high as the GPU has them. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

/** Opens a device, puts TF.js's webgpu backend on it and makes it the current one. Throws `backend-unavailable`. */
export async function startWebgpu(offer: WebgpuOffer): Promise<WebgpuSession> {
  const { adapter, renderer, software } = offer;
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
  const device = await soon(adapter.requestDevice({ requiredLimits }));
  if (!device) throw webgpuUnavailable(renderer);
  const loss = watchLoss(device);
  const { lost } = loss;
  const close = (): void => {
    loss.quiet();
    forgetBackend();
    device.destroy();
  };
  // Importing it has registered a backend on a device of its own, which nobody would hear the loss of.
  forgetBackend();
  tf.registerBackend('webgpu', () => {
    const backend = new WebGPUBackend(device, adapter.info);
    const read = backend.read.bind(backend);
    // A lost device's readback rejects as if somebody had aborted it, and may do so before the loss is told.
    backend.read = async (dataId) => {
      try {
        return await read(dataId);
      } catch (thrown) {
        await Promise.race([lost, new Promise((resolve) => setTimeout(resolve, LOSS_GRACE_MS))]);
        throw thrown;
      }
    };
    return backend;
  });
  // A refused command is no exception in WebGPU: what depends on it reads as zeros.
  device.addEventListener('uncapturederror', ({ error }) => {
    loss.fail(error);
  });
  if (!(await tf.setBackend('webgpu'))) {
    close();
    throw webgpuUnavailable(renderer);
  }
  return { renderer, software, lost, waitForGpu: createPace(device.queue), close };
}

const LOSS_GRACE_MS = 200;
const DEVICE_DEADLINE_MS = 4_000;

/** A device, or null where none comes in time; one that comes later is given back. */
async function soon(asked: Promise<GPUDevice>): Promise<GPUDevice | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), DEVICE_DEADLINE_MS)));
  const device = await Promise.race([asked, late]).finally(() => clearTimeout(timer));
  if (!device)
    void asked.then(
      (unwanted) => unwanted.destroy(),
      () => undefined,
    );
  return device;
}

function watchLoss(device: GPUDevice) {
  let reject: (error: LabError) => void = () => undefined;
  let over = false;
  const lost = new Promise<never>((_, refuse) => (reject = refuse));
  lost.catch(() => undefined);
  void device.lost.then(() => {
    if (!over) reject(contextLost());
  });
  return {
    lost,
    fail(error: GPUError): void {
      if (over) return;
      const full = typeof GPUOutOfMemoryError !== 'undefined' && error instanceof GPUOutOfMemoryError;
      reject(full ? outOfMemory() : refused(error.message));
    },
    /** What comes after is our own doing. */
    quiet(): void {
      over = true;
    },
  };
}

function outOfMemory(): LabError {
  return new LabError(
    'out-of-memory',
    phrase('The graphics card has not enough memory for this network and this run.'),
    phrase('Close other tabs, choose a smaller network, or lower the number of samples; then run again.'),
  );
}

function refused(words: string): LabError {
  return new LabError(
    'context-lost',
    phrase('The graphics card refused a command over WebGPU ({words}).', {
      words: words.split('\n')[0] ?? '',
    }),
    phrase('The engine starts again by itself; choose WebGL or WASM if it comes back.'),
  );
}

/** What a person is told who asks for WebGPU in vain. */
export function webgpuUnavailable(renderer?: string): LabError {
  return new LabError(
    'backend-unavailable',
    renderer
      ? phrase('TF.js cannot compute on {renderer} over WebGPU.', { renderer })
      : phrase('This browser offers no WebGPU here.'),
    phrase('Choose another engine, or Auto.'),
  );
}

function forgetBackend(): void {
  const factory = tf.findBackendFactory('webgpu') as (() => unknown) | undefined;
  if (factory) tf.removeBackend('webgpu');
}

function createPace(queue: GPUQueue): () => Promise<void> {
  let before: Promise<void> = Promise.resolve();
  return async () => {
    const waitFor = before;
    before = queue.onSubmittedWorkDone();
    // A lost device is told by `lost`.
    before.catch(() => undefined);
    await waitFor.catch(() => undefined);
  };
}
