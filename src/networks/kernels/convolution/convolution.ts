import * as tf from '@tensorflow/tfjs-core';
import { biasInPanels, FormUnavailable, inPanels, inTiles } from './convolution-forms';
import { algorithmFor } from './convolution-algorithm';
import { convolutionWasm } from './convolution-wasm';
import type { Convolution } from './convolution-work';
import { explicitPadding } from '../explicit-padding';
import { kernelRunner } from '../kernel-runner';

/** A convolution's kernel, and where tensors made of it are kept. */
export interface Filter {
  /** `[KH, KW, I, O]` */
  readonly shape: readonly [number, number, number, number];
  /** The kernel in that shape, kept; not to be disposed. */
  readonly plain: () => tf.Tensor4D;
  /** The same, or made anew for the `tidy` around the call. */
  readonly source: () => tf.Tensor4D;
  /** Makes a form of this filter the first time it is asked for. */
  readonly keep: (form: string, make: () => tf.Tensor) => tf.Tensor;
  /** By its own name, for layers may share a kernel and not a bias. */
  readonly bias?: { readonly name: string; readonly plain: () => tf.Tensor1D };
}

type Geometry = Omit<Convolution, 'taps' | 'outputs' | 'algorithm'>;

const run = kernelRunner<Convolution>('Convolution', { wasm: convolutionWasm });

/** Whether convolutions here are the lab's own. */
export function hasOwnConvolution(): boolean {
  return run.offered();
}

/** `[N, H, W, I]` by a filter to `[N, OH, OW, O]`: every convolution of the lab, forward and backward. Caller disposes. */
export function convolution(x: tf.Tensor4D, filter: Filter, geometry: Geometry): tf.Tensor4D {
  const own = run.offered() ? ownConvolution(x, filter, geometry) : null;
  if (own) return own;
  const { plain, bias } = filter;
  const { strides, padding, dilations, activation } = geometry;
  return tf.fused.conv2d({
    x,
    filter: plain(),
    strides: [...strides],
    pad: explicitPadding(padding),
    dilations: [...dilations],
    activation,
    ...(bias ? { bias: bias.plain() } : {}),
  });
}

/** By the lab's own kernel; null where it cannot, or could not just now. */
function ownConvolution(x: tf.Tensor4D, filter: Filter, geometry: Geometry): tf.Tensor4D | null {
  const { shape, source, keep, bias } = filter;
  const [kh, kw, , outputs] = shape;
  const algorithm = algorithmFor(x.shape, shape, geometry);
  try {
    const kernel =
      algorithm === 'winograd2'
        ? keep('tiles', () => inTiles(source()))
        : keep('panels', () => inPanels(source()));
    const panels = bias && keep(`bias ${bias.name}`, () => biasInPanels(bias.plain()));
    const inputs = { x, kernel, ...(panels ? { bias: panels } : {}) };
    return run(inputs, { ...geometry, taps: [kh, kw], outputs, algorithm }) as tf.Tensor4D | null;
  } catch (thrown) {
    if (thrown instanceof FormUnavailable) return null;
    throw thrown;
  }
}
