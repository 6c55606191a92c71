import * as tf from '@tensorflow/tfjs-core';
import { mismatch } from '../graph/shape-checks';
import { sizeOf } from '../graph/shapes';
import { product as manyProducts } from '../kernels/product/product';
import type { Op } from './op';

/** Product of two values' last two axes, for each place of the axes before, which both have: `[N, ..., M, K]` by `[N, ..., K, P]`. */
export const matMul: Op<'matMul'> = {
  places: 'lost',
  nonNegative: 'kept',

  forward({ transposed: [ta, tb] }, [a, b]) {
    if (!a || !b) throw new Error('matMul takes two inputs');
    return product(a, b, ta, tb);
  },
  vjp({ node, input, dy }) {
    const [a, b] = [input(0), input(1)];
    const [ta, tb] = node.transposed;
    return [
      ta ? product(b, dy, tb, true) : product(dy, b, false, !tb),
      tb ? product(dy, a, true, ta) : product(a, dy, !ta, false),
    ];
  },

  shape(node, [a = [], b = []]) {
    const [ta, tb] = node.transposed;
    const [m = 0, k = 0] = ta ? [a.at(-1), a.at(-2)] : [a.at(-2), a.at(-1)];
    const [rows = 0, p = 0] = tb ? [b.at(-1), b.at(-2)] : [b.at(-2), b.at(-1)];
    const before = a.slice(0, -2);
    if (a.length < 2 || a.length !== b.length || k !== rows || before.join() !== b.slice(0, -2).join())
      throw mismatch(node, a, b);
    return [...before, m, p];
  },
  work({ transposed: [ta] }, { output, inputs: [a = []] }) {
    return { multiplyAdds: sizeOf(output) * ((ta ? a.at(-2) : a.at(-1)) ?? 0), reads: 0 };
  },
};

/** All axes before the last two as one, which every backend takes. */
function product(a: tf.Tensor, b: tf.Tensor, ta: boolean, tb: boolean): tf.Tensor {
  const flat = (x: tf.Tensor): tf.Tensor =>
    x.rank === 3 ? x : tf.reshape(x, [-1, x.shape.at(-2) ?? 1, x.shape.at(-1) ?? 1]);
  const made = manyProducts(flat(a), flat(b), [ta, tb]);
  return a.rank === 3 ? made : tf.reshape(made, [...a.shape.slice(0, -2), ...made.shape.slice(1)]);
}
