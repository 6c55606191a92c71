import * as tf from '@tensorflow/tfjs-core';

/** What one kind of kernel took in a pass: its own time, without that of kernels it calls. */
export interface KernelTime {
  readonly kernel: string;
  readonly calls: number;
  readonly milliseconds: number;
}

interface WebglBackend {
  readonly gpgpu?: { readonly gl: WebGL2RenderingContext };
}

/**
 * Times every kernel of some work on the current backend, slowest kind first. A GPU is waited for after each kernel, by reading
 * one pixel of its output, so the sum is more than the work takes; WebGPU cannot be waited for and is not timed so.
 */
export async function profiled(work: () => Promise<unknown>): Promise<KernelTime[]> {
  const times = new Map<string, { calls: number; milliseconds: number }>();
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
      const from = performance.now();
      try {
        return kernelFunc(given);
      } finally {
        wait();
        const whole = performance.now() - from;
        const own = whole - (within.pop() ?? 0);
        if (within.length > 0) within[within.length - 1] = (within.at(-1) ?? 0) + whole;
        const entry = times.get(kernelName) ?? { calls: 0, milliseconds: 0 };
        times.set(kernelName, { calls: entry.calls + 1, milliseconds: entry.milliseconds + own });
      }
    };
    undo.push(() => (config.kernelFunc = kernelFunc));
  }
  try {
    await work();
  } finally {
    for (const restore of undo) restore();
  }
  return [...times]
    .map(([kernel, time]) => ({ kernel, ...time }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}
