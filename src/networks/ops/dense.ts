import * as tf from '@tensorflow/tfjs-core';
import { Misfit, unsupportedModel } from '../graph/failures';
import type { NodeOf } from '../graph/graph';
import { expectBias, expectChannels, kernelOf } from '../graph/shape-checks';
import { sizeOf } from '../graph/shapes';
import { type CompactMatrix, denseProduct } from '../kernels/dense/dense-product';
import { convolution, type Filter, hasOwnConvolution } from '../kernels/convolution/convolution';
import { activated, type FusedActivation } from '../kernels/fused-activation';
import type { Op, OpContext } from './op';
import { phrase } from '../../words/say';

/** The last axis, `[N, ..., I]` by `[I, O]`, plus a bias. */
export const dense: Op<'dense'> = {
  places: 'lost',
  nonNegative: 'no',
  fuses: true,

  forward(node, [input], context, activation = 'linear') {
    if (!input) throw new Error('dense takes one input');
    const x = inRows(input);
    const bias = node.bias === undefined ? undefined : context.weight(node.bias);
    if (input.rank > 2) {
      return asBefore(
        ownRows(x, node, context, activation) ?? stockRows(x, node, context, activation),
        input,
      );
    }
    const product = denseProduct(x, matrixOf(node, context), false);
    if (product) return activated(bias ? tf.add(product, bias) : product, activation);
    return tf.fused.matMul({ a: x, b: context.weight(node.kernel), activation, ...(bias ? { bias } : {}) });
  },

  /** `W dy^T`, transposed back: the big matrix stays on the left, untransposed, where every backend is quick. */
  vjp({ node, dy, context }) {
    if (dy.rank > 2) {
      const own = ownRowsBack(inRows(dy), node, context);
      return [asBefore(own ?? tf.matMul(inRows(dy), turned(node, context)), dy)];
    }
    const product = denseProduct(dy, matrixOf(node, context), true);
    if (product) return [product];
    const kernel = context.weight(node.kernel) as tf.Tensor2D;
    return [tf.transpose(tf.matMul(kernel, tf.transpose(dy as tf.Tensor2D)))];
  },

  shape(node, [x = []], weight) {
    const [inputs = 0, outputs = 0] = kernelOf(node, weight, 2);
    expectBias(node, outputs, weight);
    if (x.length === 0)
      throw unsupportedModel(phrase('{id}: expected a value with channels, got a number.', { id: node.id }));
    const width = x.at(-1) ?? 0;
    expectChannels(node, x, inputs, (sentence) =>
      x.length === 1 ? new Misfit(sentence, node.id, inputs, width) : unsupportedModel(sentence),
    );
    return [...x.slice(0, -1), outputs];
  },
  work(node, { output, weight }) {
    return { multiplyAdds: sizeOf(output) * (weight(node.kernel)[0] ?? 0), reads: 0 };
  },
};

/** A value of any number of axes as rows of its last one. */
function inRows(x: tf.Tensor): tf.Tensor2D {
  return x.rank === 2 ? (x as tf.Tensor2D) : tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
}

function asBefore(rows: tf.Tensor, { shape }: tf.Tensor): tf.Tensor {
  return tf.reshape(rows, [...shape.slice(0, -1), rows.shape.at(-1) ?? 1]);
}

function matrixOf(node: NodeOf<'dense'>, context: OpContext): CompactMatrix | tf.Tensor2D {
  return context.compact?.(node.kernel) ?? (context.weight(node.kernel) as tf.Tensor2D);
}

/** Many rows are a map one row high, and their product a convolution of one pixel: null where the lab's own does not run. */
function ownRows(
  x: tf.Tensor2D,
  { kernel, bias }: NodeOf<'dense'>,
  context: OpContext,
  activation: FusedActivation,
): tf.Tensor | null {
  const plain = (): tf.Tensor4D => asPixel(context.weight(kernel));
  return byPixels(x, context.weight(kernel).shape, {
    plain,
    keep: (form, make) => context.prepared(`${form}:${kernel}`, make),
    ...(bias === undefined ? {} : { bias: { name: bias, plain: () => context.weight(bias) as tf.Tensor1D } }),
    activation,
  });
}

/** Their gradient, likewise by the matrix with its axes exchanged. */
function ownRowsBack(dy: tf.Tensor2D, node: NodeOf<'dense'>, context: OpContext): tf.Tensor | null {
  const [inputs = 1, outputs = 1] = context.weight(node.kernel).shape;
  return byPixels(dy, [outputs, inputs], {
    plain: () => asPixel(tf.transpose(context.weight(node.kernel))),
    keep: (form, make) => context.prepared(`${form}:transposed:${node.kernel}`, make),
    activation: 'linear',
  });
}

function byPixels(
  rows: tf.Tensor2D,
  [inputs = 1, outputs = 1]: readonly number[],
  {
    plain,
    activation,
    ...rest
  }: Pick<Filter, 'plain' | 'keep' | 'bias'> & {
    readonly activation: FusedActivation;
  },
): tf.Tensor | null {
  if (!hasOwnConvolution()) return null;
  const pixels = tf.reshape<tf.Rank.R4>(rows, [1, 1, -1, inputs]);
  const filter: Filter = { shape: [1, 1, inputs, outputs], plain, source: plain, ...rest };
  const geometry = { strides: [1, 1], padding: [0, 0, 0, 0], dilations: [1, 1], activation } as const;
  return convolution(pixels, filter, geometry);
}

const asPixel = (matrix: tf.Tensor): tf.Tensor4D =>
  tf.reshape<tf.Rank.R4>(matrix, [1, 1, ...(matrix as tf.Tensor2D).shape]);

function stockRows(
  a: tf.Tensor2D,
  { kernel, bias }: NodeOf<'dense'>,
  context: OpContext,
  activation: FusedActivation,
): tf.Tensor {
  const b = context.weight(kernel) as tf.Tensor2D;
  return tf.fused.matMul({ a, b, activation, ...(bias === undefined ? {} : { bias: context.weight(bias) }) });
}

/** Turned once: a product of many rows is quick on every backend where neither side is to be transposed. */
function turned({ kernel }: NodeOf<'dense'>, context: OpContext): tf.Tensor {
  return context.prepared(`transposed:${kernel}`, () => tf.transpose(context.weight(kernel)));
}
