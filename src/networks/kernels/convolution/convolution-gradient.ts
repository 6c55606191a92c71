import * as tf from '@tensorflow/tfjs-core';
import type { Padding, Pair } from '../../graph/graph';
import { convolution, type Filter } from './convolution';
import { gathersTaps, gatherTaps } from './gather-taps';
import { interleave } from './interleave';
import { correlatedBack } from './correlated-back';

type Shape4 = [number, number, number, number];

/** A convolution's gradient to compute: `dy` is `[N, OH, OW, O]`, `kernel` HWIO, `inputShape` `[N, H, W, I]`. */
export interface ConvolutionGradient {
  readonly dy: tf.Tensor4D;
  readonly kernel: tf.Tensor4D;
  readonly inputShape: Shape4;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilations: Pair;
  /** Keeps a tensor derived from this kernel for the next time. */
  readonly prepared: (kind: string, make: () => tf.Tensor) => tf.Tensor;
}

/**
 * Gradient of a convolution with respect to its input, `inputShape`, itself written as a forward convolution: that is the
 * kernel every backend has made fast. Caller disposes.
 * The arithmetic is laid out in Dumoulin and Visin 2016, https://arxiv.org/abs/1603.07285.
 */
export function convolutionInputGradient(gradient: ConvolutionGradient): tf.Tensor4D {
  const [sh, sw] = gradient.strides;
  const gathered = writesFewerTaps(gradient) ? gatheredTaps(gradient) : null;
  if (gathered) return gathered;
  if (sh === 1 && sw === 1) return fullCorrelation(gradient);
  if (sh === sw) return subPixelPhases(gradient, sh);
  return transposed(gradient);
}

/**
 * Whether every window's share of the input is smaller than the window itself would be, written out, on a backend that writes
 * them out. A convolution of one pixel is a product already.
 */
function writesFewerTaps({ kernel, strides }: ConvolutionGradient): boolean {
  const [kh, kw, inputs, outputs] = kernel.shape;
  return gathersTaps() && inputs <= outputs && (kh * kw > 1 || strides[0] * strides[1] > 1);
}

/** One product makes what each window sends back to each of its pixels; they are then added up pixel by pixel. */
function gatheredTaps(gradient: ConvolutionGradient): tf.Tensor4D | null {
  const { dy, kernel, inputShape, strides, dilations, padding, prepared } = gradient;
  const [kh, kw, inputs, outputs] = kernel.shape;
  const taps = prepared('taps', () => {
    const last = tf.transpose(kernel, [3, 0, 1, 2]);
    return tf.reshape(last, [1, 1, outputs, kh * kw * inputs]);
  }) as tf.Tensor4D;
  const columns = tf.conv2d(dy, taps, 1, 'valid');
  try {
    return gatherTaps(columns, {
      taps: [kh, kw],
      strides,
      dilations,
      top: padding[0],
      left: padding[3],
      height: inputShape[1],
      width: inputShape[2],
      channels: inputs,
    });
  } finally {
    columns.dispose();
  }
}

/** A kernel derived from the given one. */
function derived(
  kind: string,
  shape: Shape4,
  prepared: ConvolutionGradient['prepared'],
  source: () => tf.Tensor4D,
): Filter {
  return {
    shape,
    plain: () => prepared(kind, source) as tf.Tensor4D,
    source,
    keep: (form, make) => prepared(`${form}:${kind}`, make),
  };
}

const ONE: Pair = [1, 1];

/** Stride 1: correlate `dy` with the kernel rotated by 180 degrees, in and out swapped. */
function fullCorrelation({
  dy,
  kernel,
  inputShape,
  padding,
  dilations,
  prepared,
}: ConvolutionGradient): tf.Tensor4D {
  const [kh, kw, inputs, outputs] = kernel.shape;
  const rotated = derived('rotated', [kh, kw, outputs, inputs], prepared, () => rotate(kernel));
  const reach: Pair = [dilations[0] * (kh - 1), dilations[1] * (kw - 1)];
  return correlatedBack(inputShape, reach, padding, (pad) =>
    convolution(dy, rotated, {
      strides: ONE,
      padding: pad,
      dilations,
      activation: 'linear',
      backward: true,
    }),
  );
}

/**
 * Stride s: input pixel `s * q + r` only ever meets kernel taps `s * m + r`, so each phase `r` is a small stride-1
 * convolution of `dy`. All phases are the output channels of one convolution, interleaved by depth-to-space.
 */
function subPixelPhases(gradient: ConvolutionGradient, stride: number): tf.Tensor4D {
  const { dy, kernel, inputShape, padding: before, prepared } = gradient;
  const [kh, kw, inputs, outputs] = kernel.shape;
  const taps: Pair = [Math.ceil(kh / stride), Math.ceil(kw / stride)];
  const shape: Shape4 = [...taps, outputs, stride * stride * inputs];
  const phases = derived(`phases${stride}`, shape, prepared, () => phaseKernel(kernel, stride));
  const [top, , , left] = before;
  const vertical = phaseRange(inputShape[1], top, stride, dy.shape[1]);
  const horizontal = phaseRange(inputShape[2], left, stride, dy.shape[2]);
  const whole = vertical.rows === dy.shape[1] && horizontal.rows === dy.shape[2];
  const used = whole ? dy : tf.slice(dy, [0, 0, 0, 0], [-1, vertical.rows, horizontal.rows, -1]);
  const padding: Padding = [taps[0] - 1, horizontal.after, vertical.after, taps[1] - 1];
  const options = { strides: ONE, padding, dilations: ONE, activation: 'linear', backward: true } as const;
  const blocks = convolution(used, phases, options);
  return interleave(blocks, { stride, top, left, height: inputShape[1], width: inputShape[2] });
}

/** How many rows of `dy` reach the input, and the padding after them that makes `ceil((before + size) / stride)` rows. */
function phaseRange(size: number, before: number, stride: number, outputs: number) {
  const wanted = Math.ceil((before + size) / stride);
  const rows = Math.min(outputs, wanted);
  return { rows, after: Math.max(0, wanted - rows) };
}

/** `[kh, kw, I, O]` to `[ceil(kh/s), ceil(kw/s), O, s * s * I]`, one block of output channels a phase. */
function phaseKernel(kernel: tf.Tensor4D, stride: number): tf.Tensor4D {
  const [kh, kw, inputs, outputs] = kernel.shape;
  const taps = [Math.ceil(kh / stride), Math.ceil(kw / stride)] as const;
  const padded = tf.pad(kernel, [
    [0, taps[0] * stride - kh],
    [0, taps[1] * stride - kw],
    [0, 0],
    [0, 0],
  ]);
  const blocks: tf.Tensor4D[] = [];
  for (let row = 0; row < stride; row++) {
    for (let column = 0; column < stride; column++) {
      const end = [taps[0] * stride, taps[1] * stride, inputs, outputs];
      blocks.push(rotate(tf.stridedSlice(padded, [row, column, 0, 0], end, [stride, stride, 1, 1])));
    }
  }
  return tf.concat(blocks, 3);
}

function rotate(kernel: tf.Tensor): tf.Tensor4D {
  return tf.transpose(tf.reverse(kernel as tf.Tensor4D, [0, 1]), [0, 1, 3, 2]);
}

/** Unequal strides: the stock transposed convolution over the padded input, then the padding cut away. */
function transposed({ dy, kernel, inputShape, strides, padding }: ConvolutionGradient): tf.Tensor4D {
  const [top, right, bottom, left] = padding;
  const [n, height, width, channels] = inputShape;
  const padded: Shape4 = [n, height + top + bottom, width + left + right, channels];
  const dx = tf.conv2dTranspose(dy, kernel, padded, [...strides], 'valid');
  return tf.slice(dx, [0, top, left, 0], inputShape);
}
