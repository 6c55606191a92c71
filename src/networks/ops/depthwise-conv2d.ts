import * as tf from '@tensorflow/tfjs-core';
import { unsupportedOp } from '../graph/failures';
import type { NodeOf } from '../graph/graph';
import {
  expectBias,
  expectChannels,
  expectMap,
  kernelOf,
  refuseStrides,
  windows,
} from '../graph/shape-checks';
import { sizeOf } from '../graph/shapes';
import { correlatedBack } from '../kernels/convolution/correlated-back';
import { interleave } from '../kernels/convolution/interleave';
import { depthwiseGradient } from '../kernels/depthwise/depthwise-gradient';
import { explicitPadding } from '../kernels/explicit-padding';
import { inputGradientInOnePass } from '../kernels/grouped-convolution/grouped-convolution';
import type { Op, OpContext } from './op';
import { phrase } from '../../words/say';

/** Depthwise 2-D convolution, kernel `[kh, kw, C, M]`: channel c makes outputs `c * M` to `c * M + M - 1`. */
export const depthwiseConv2d: Op<'depthwiseConv2d'> = {
  places: 'made',
  nonNegative: 'no',
  fuses: true,

  forward(node, [x], context, activation = 'linear') {
    if (!x) throw new Error('depthwiseConv2d takes one input');
    const bias = node.bias === undefined ? undefined : (context.weight(node.bias) as tf.Tensor1D);
    return tf.fused.depthwiseConv2d({
      x: x as tf.Tensor4D,
      filter: context.weight(node.kernel) as tf.Tensor4D,
      strides: [...node.strides],
      // The kernels all take explicit padding; only this function's type leaves it out.
      pad: explicitPadding(node.padding) as unknown as 'valid',
      dilations: [...node.dilations],
      activation,
      ...(bias ? { bias } : {}),
    });
  },

  vjp({ node, input, dy, context }) {
    const shape = input(0).shape as [number, number, number, number];
    const back = dy as tf.Tensor4D;
    const strided = Math.max(...node.strides) > 1 ? stridedBack(node, back, shape, context) : null;
    return [strided ?? correlateBack(node, back, shape, context)];
  },

  shape(node, [x = []], weight) {
    const [kh = 0, kw = 0, channels = 0, multiplier = 0] = kernelOf(node, weight, 4);
    expectBias(node, channels * multiplier, weight);
    expectMap(node, x);
    expectChannels(node, x, channels);
    refuseStrides(node);
    if (node.strides[0] !== node.strides[1]) {
      throw unsupportedOp(
        phrase('{id}: a depthwise convolution with strides {strides} is not supported.', {
          id: node.id,
          strides: node.strides.join('x'),
        }),
      );
    }
    return [...windows(node, x, [kh, kw], node.dilations), channels * multiplier];
  },
  work(node, { output, weight }) {
    const [height = 0, width = 0] = weight(node.kernel);
    return { multiplyAdds: sizeOf(output) * height * width, reads: 0 };
  },
};

type Shape4 = [number, number, number, number];
type DepthwiseNode = NodeOf<'depthwiseConv2d'>;

/** Tap by tap, or as a convolution in as many groups as channels, neither meeting a zero between what came back; null where there is none. */
function stridedBack(
  node: DepthwiseNode,
  dy: tf.Tensor4D,
  shape: Shape4,
  context: OpContext,
): tf.Tensor4D | null {
  const kernel = context.weight(node.kernel) as tf.Tensor4D;
  const [kh, kw, groups, multiplier] = kernel.shape;
  const { strides, padding, dilations } = node;
  const tapByTap =
    multiplier === 1 ? depthwiseGradient(dy, kernel, { strides, padding, dilations, shape }) : null;
  if (tapByTap) return tapByTap;
  const grouped = [kh, kw, 1, groups * multiplier] as const;
  const plain = (): tf.Tensor4D =>
    context.prepared(`groups:${node.kernel}`, () => tf.reshape(kernel, [...grouped])) as tf.Tensor4D;
  const keep = (form: string, make: () => tf.Tensor): tf.Tensor =>
    context.prepared(`${form}:${node.kernel}`, make);
  return inputGradientInOnePass(
    dy,
    { shape: grouped, plain, source: plain, keep },
    { ...node, groups },
    shape,
  );
}

/** Rotated-kernel depthwise convolution of `dy`, spread out with zeros where the stride is above 1. */
function correlateBack(node: DepthwiseNode, dy: tf.Tensor4D, shape: Shape4, context: OpContext): tf.Tensor {
  const kernel = context.weight(node.kernel) as tf.Tensor4D;
  const [kh, kw, channels, multiplier] = kernel.shape;
  const rotated = context.prepared(`rotated:${node.kernel}`, () =>
    tf.reshape(tf.reverse(kernel, [0, 1]), [kh, kw, channels * multiplier, 1]),
  ) as tf.Tensor4D;
  const [top, right, bottom, left] = node.padding;
  const reach = [node.dilations[0] * (kh - 1), node.dilations[1] * (kw - 1)] as const;
  const spread = spreadOut(dy, node.strides, [
    shape[1] + top + bottom - reach[0],
    shape[2] + left + right - reach[1],
  ]);
  const size = [shape[0], shape[1], shape[2], channels * multiplier] as const;
  const back = correlatedBack(size, reach, node.padding, (padding) =>
    tf.depthwiseConv2d(spread, rotated, 1, explicitPadding(padding), 'NHWC', [...node.dilations]),
  );
  if (multiplier === 1) return back;
  return tf.sum(tf.reshape(back, [...size.slice(0, 3), channels, multiplier]), 4);
}

/** `dy` with `stride - 1` zeros after every row and column, cut or padded to `size`: channels of zeros, then depth-to-space. */
function spreadOut(
  dy: tf.Tensor4D,
  [sh, sw]: readonly [number, number],
  [height, width]: readonly [number, number],
): tf.Tensor4D {
  if (sh === 1 && sw === 1) return dy;
  const [, rows, columns, channels] = dy.shape;
  const block = Math.max(sh, sw);
  if (sh !== sw) throw new Error(`depthwiseConv2d: expected equal strides, got ${sh}x${sw}`);
  const zeros = channels * (block * block - 1);
  const blocks = tf.pad(dy, [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, zeros],
  ]);
  const kept = [Math.min(rows * block, height), Math.min(columns * block, width)] as const;
  const cut = interleave(blocks, { stride: block, top: 0, left: 0, height: kept[0], width: kept[1] });
  return tf.pad(cut, [
    [0, 0],
    [0, height - kept[0]],
    [0, width - kept[1]],
    [0, 0],
  ]);
}
