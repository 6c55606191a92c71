import * as tf from '@tensorflow/tfjs-core';
import type { Padding, Pair } from '../graph';
import { PANEL } from './convolution-kernels';
import { convolutionWasm } from './convolution-wasm';
import { explicitPadding, type FusedActivation } from './op';
import { ownKernel } from './own-kernel';

/** A convolution's geometry and what follows it. */
export interface Convolution {
  /** Height and width of the kernel. */
  readonly taps: Pair;
  readonly outputs: number;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilations: Pair;
  readonly activation: FusedActivation;
}

/** A kernel of the forms that backends want: each is made the first time it is asked for, and kept by who gives it. */
export interface Filter {
  /** `[KH, KW, I, O]` */
  readonly shape: readonly [number, number, number, number];
  /** In that shape. */
  readonly plain: () => tf.Tensor4D;
  /** As `inPanels` makes it. */
  readonly panels: () => tf.Tensor;
  readonly bias?: {
    readonly plain: () => tf.Tensor1D;
    /** Filled up to whole panels. */
    readonly panels: () => tf.Tensor;
  };
}

const run = ownKernel<Convolution>('Convolution', { wasm: convolutionWasm });

/** `[N, H, W, I]` by a filter to `[N, OH, OW, O]`: every convolution of the lab, forward and backward. Caller disposes. */
export function convolution(
  x: tf.Tensor4D,
  { shape, plain, panels, bias }: Filter,
  geometry: Omit<Convolution, 'taps' | 'outputs'>,
): tf.Tensor4D {
  if (run.offered()) {
    const [kh, kw, , outputs] = shape;
    const inputs = { x, panels: panels(), ...(bias ? { bias: bias.panels() } : {}) };
    const own = run(inputs, { ...geometry, taps: [kh, kw], outputs });
    if (own) return own as tf.Tensor4D;
  }
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

/** A kernel `[KH, KW, I, O]` as `[O / PANEL, KH * KW * I, PANEL]`, the outputs filled up with zeros. Caller disposes. */
export function inPanels(kernel: tf.Tensor4D): tf.Tensor3D {
  const [kh, kw, inputs, outputs] = kernel.shape;
  const panels = Math.ceil(outputs / PANEL);
  return tf.tidy(() => {
    const rows = tf.reshape(kernel, [kh * kw * inputs, outputs]);
    const filled = tf.pad(rows, [
      [0, 0],
      [0, panels * PANEL - outputs],
    ]);
    return tf.transpose(tf.reshape(filled, [kh * kw * inputs, panels, PANEL]), [1, 0, 2]);
  });
}

/** A bias filled up with zeros to whole panels. Caller disposes. */
export function biasInPanels(bias: tf.Tensor1D): tf.Tensor1D {
  return tf.pad(bias, [[0, Math.ceil(bias.size / PANEL) * PANEL - bias.size]]);
}
