import * as tf from '@tensorflow/tfjs-core';
import { assignThreadPool, threadPoolOf } from '../../src/networks/kernels/threads/thread-pool';

/** What one kind of kernel took in a pass: its own time, without that of kernels it calls. */
export interface KernelTime {
  readonly kernel: string;
  readonly calls: number;
  readonly milliseconds: number;
  /** What of it threads shared. */
  readonly sharedMilliseconds: number;
}

interface WebglBackend {
  readonly gpgpu?: { readonly gl: WebGL2RenderingContext };
}

/**
 * Times every kernel of some work on the current backend, slowest kind first. A GPU is waited for after each kernel, by reading
 * one pixel of its output, so the sum is more than the work takes; WebGPU cannot be waited for and is not timed so. With
 * `byShape` a kernel's times are told apart by the shape of what it gives: layer by layer, but for layers of one shape.
 */
export async function profiled(work: () => Promise<unknown>, byShape = false): Promise<KernelTime[]> {
  const times = new Map<string, Omit<KernelTime, 'kernel'>>();
  const shared = watchedSharing();
  const within: number[] = [];
  const undo: (() => void)[] = [];
  const { gpgpu } = tf.backend() as unknown as WebglBackend;
  const pixel = new Float32Array(4);
  const wait = (): void => {
    gpgpu?.gl.readPixels(0, 0, 1, 1, gpgpu.gl.RGBA, gpgpu.gl.FLOAT, pixel);
  };
  for (const config of tf.getKernelsForBackend(tf.getBackend())) {
    const { kernelFunc, kernelName } = config;
    config.kernelFunc = (given) => {
      within.push(0);
      const sharedBefore = shared.milliseconds();
      const from = performance.now();
      let name = kernelName;
      try {
        const made = kernelFunc(given);
        if (byShape) name += ` ${[made].flat()[0]?.shape.join('x') ?? ''}`;
        return made;
      } finally {
        wait();
        const whole = performance.now() - from;
        const own = whole - (within.pop() ?? 0);
        if (within.length > 0) within[within.length - 1] = (within.at(-1) ?? 0) + whole;
        const entry = times.get(name) ?? { calls: 0, milliseconds: 0, sharedMilliseconds: 0 };
        times.set(name, {
          calls: entry.calls + 1,
          milliseconds: entry.milliseconds + own,
          sharedMilliseconds: entry.sharedMilliseconds + shared.milliseconds() - sharedBefore,
        });
      }
    };
    undo.push(() => (config.kernelFunc = kernelFunc));
  }
  try {
    await work();
  } finally {
    for (const restore of undo) restore();
    shared.end();
  }
  return [...times]
    .map(([kernel, time]) => ({ kernel, ...time }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}

/** Adds up the time that the backend's threads share, until `end`. */
function watchedSharing() {
  const backend = tf.backend();
  const pool = threadPoolOf(backend);
  let sum = 0;
  if (pool)
    assignThreadPool(backend, {
      ...pool,
      work(job, parts) {
        const from = performance.now();
        pool.work(job, parts);
        sum += performance.now() - from;
      },
    });
  return { milliseconds: () => sum, end: () => assignThreadPool(backend, pool) };
}
