import type * as tf from '@tensorflow/tfjs-core';
import {
  backend_util,
  getBackend,
  type KernelFunc,
  MaxPoolGrad,
  registerKernel,
} from '@tensorflow/tfjs-core';
import { maxPoolGradientWasm } from './max-pool-gradient-wasm';
import { maxPoolGradientWebgl } from './max-pool-gradient-webgl';

/** A max pool whose gradient is wanted: `dy` and `output` are `[N, OH, OW, C]`, `input` is `[N, H, W, C]`. */
export interface MaxPoolGradient {
  readonly dy: tf.TensorInfo;
  readonly input: tf.TensorInfo;
  readonly output: tf.TensorInfo;
  readonly window: tf.backend_util.Conv2DInfo;
}

const OWN_KERNEL = 'LucarneMaxPoolGrad';

/** Each is given the backend it is named after. */
const OWN: Readonly<Record<string, (gradient: MaxPoolGradient, backend: object) => tf.TensorInfo>> = {
  wasm: maxPoolGradientWasm,
  webgl: maxPoolGradientWebgl,
};

/** Backends that have theirs: TF.js warns of a second time. */
const registered = new Set<string>();

/**
 * Name of the kernel that takes a max pool's gradient on the current backend. All of them give a tied window's gradient to
 * the first of its maxima in row-major order, as PyTorch does. TF.js 4.22's own does so on the CPU, takes the last on
 * WebGL, and on WASM is slow and loses windows whose maximum is negative.
 */
export function maxPoolGradientKernel(): string {
  const backendName = getBackend();
  const gradient = OWN[backendName];
  if (!gradient) return MaxPoolGrad;
  if (!registered.has(backendName)) {
    const kernelFunc: KernelFunc = ({ inputs, backend, attrs }) => {
      const { dy, input, output } = inputs;
      if (!dy || !input || !output) throw new Error(`${OWN_KERNEL} takes dy, input and output`);
      const window = backend_util.computePool2DInfo(
        input.shape as [number, number, number, number],
        attrs?.['filterSize'] as [number, number],
        attrs?.['strides'] as [number, number],
        1,
        attrs?.['pad'] as tf.backend_util.ExplicitPadding,
      );
      return gradient({ dy, input, output, window }, backend);
    };
    registerKernel({ kernelName: OWN_KERNEL, backendName, kernelFunc });
    registered.add(backendName);
  }
  return OWN_KERNEL;
}
