import * as tf from '@tensorflow/tfjs-core';
import { Misfit, unsupportedModel } from '../graph/failures';
import type { NodeOf } from '../graph/graph';
import { expectBias, expectChannels, kernelOf } from '../graph/shape-checks';
import { sizeOf } from '../graph/shapes';
import { type CompactMatrix, denseProduct } from '../kernels/dense/dense-product';
import { activated } from '../kernels/fused-activation';
import type { Op, OpContext } from './op';

/** `[N, I]` by `[I, O]`, plus a bias. */
export const dense: Op<'dense'> = {
  places: 'lost',
  nonNegative: 'no',
  fuses: true,

  forward(node, [x], context, activation = 'linear') {
    if (!x) throw new Error('dense takes one input');
    const bias = node.bias === undefined ? undefined : context.weight(node.bias);
    const product = denseProduct(x, matrixOf(node, context), false);
    if (product) return activated(bias ? tf.add(product, bias) : product, activation);
    return tf.fused.matMul({ a: x, b: context.weight(node.kernel), activation, ...(bias ? { bias } : {}) });
  },

  /** `W dy^T`, transposed back: the big matrix stays on the left, untransposed, where every backend is quick. */
  vjp({ node, dy, context }) {
    const product = denseProduct(dy, matrixOf(node, context), true);
    if (product) return [product];
    const kernel = context.weight(node.kernel) as tf.Tensor2D;
    return [tf.transpose(tf.matMul(kernel, tf.transpose(dy as tf.Tensor2D)))];
  },

  shape(node, [x = []], weight) {
    const [inputs = 0, outputs = 0] = kernelOf(node, weight, 2);
    expectBias(node, outputs, weight);
    if (x.length !== 1) throw unsupportedModel(`${node.id}: expected a flat input, got [${x.join(', ')}].`);
    expectChannels(node, x, inputs, (sentence) => new Misfit(sentence, node.id, inputs, x[0] ?? 0));
    return [outputs];
  },
  work(node, { output, weight }) {
    return { multiplyAdds: sizeOf(output) * (weight(node.kernel)[0] ?? 0), reads: 0 };
  },
};

function matrixOf(node: NodeOf<'dense'>, context: OpContext): CompactMatrix | tf.Tensor2D {
  return context.compact?.(node.kernel) ?? (context.weight(node.kernel) as tf.Tensor2D);
}
