import * as tf from '@tensorflow/tfjs-core';
import { Misfit, unsupportedModel } from '../graph/failures';
import type { NodeOf } from '../graph/graph';
import { expectBias, expectChannels, kernelOf } from '../graph/shape-checks';
import { sizeOf } from '../graph/shapes';
import { type CompactMatrix, denseProduct } from '../kernels/dense/dense-product';
import { activated } from '../kernels/fused-activation';
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
      const b = context.weight(node.kernel) as tf.Tensor2D;
      const rows = tf.fused.matMul({ a: x, b, activation, ...(bias ? { bias } : {}) });
      return asBefore(rows, input);
    }
    const product = denseProduct(x, matrixOf(node, context), false);
    if (product) return activated(bias ? tf.add(product, bias) : product, activation);
    return tf.fused.matMul({ a: x, b: context.weight(node.kernel), activation, ...(bias ? { bias } : {}) });
  },

  /** `W dy^T`, transposed back: the big matrix stays on the left, untransposed, where every backend is quick. */
  vjp({ node, dy, context }) {
    if (dy.rank > 2) {
      // Turned once: a product of many rows is quick on every backend where neither side is to be transposed.
      const turned = context.prepared(`transposed:${node.kernel}`, () =>
        tf.transpose(context.weight(node.kernel)),
      );
      return [asBefore(tf.matMul(inRows(dy), turned), dy)];
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
