import * as tf from '@tensorflow/tfjs-core';
import type { NodeOf } from '../graph/graph';
import { expectMap } from '../graph/shape-checks';
import { sizeOf } from '../graph/shapes';
import { stretchMatrix } from '../kernels/stretch-matrix';
import type { Op, OpContext } from './op';

/** A map stretched to another size: by rows and by columns, each a product with what every place of the result takes of them. */
export const resize: Op<'resize'> = {
  places: 'passed',
  nonNegative: ({ mode }) => (mode === 'cubic' ? 'no' : 'kept'),

  forward(node, [x], context) {
    if (!x) throw new Error('resize takes one input');
    const [, height = 1, width = 1] = x.shape;
    const [rows, columns] = matrices(node, [height, width], context);
    return stretched(x, rows, columns, false);
  },
  vjp({ node, input, dy, context }) {
    const [, height = 1, width = 1] = input(0).shape;
    const [rows, columns] = matrices(node, [height, width], context);
    return [stretched(dy, rows, columns, true)];
  },

  shape(node, [x = []]) {
    expectMap(node, x);
    return [...node.size, x[2] ?? 0];
  },
  work(_node, { output, inputs: [x = []] }) {
    return { multiplyAdds: 0, reads: sizeOf(output) * 4 + sizeOf(x) };
  },
};

/** `[rows, H]` and `[columns, W]`. */
function matrices(
  node: NodeOf<'resize'>,
  from: readonly [number, number],
  context: OpContext,
): [tf.Tensor2D, tf.Tensor2D] {
  const made = ([0, 1] as const).map((axis) =>
    context.prepared(`stretch:${node.id}:${axis}`, () => {
      const [length, size] = [from[axis], node.size[axis]];
      return tf.tensor2d(stretchMatrix(length, size, node, node.scales?.[axis]), [size, length]);
    }),
  );
  return made as [tf.Tensor2D, tf.Tensor2D];
}

function stretched(x: tf.Tensor, rows: tf.Tensor2D, columns: tf.Tensor2D, back: boolean): tf.Tensor {
  const [n = 1, height = 1, width = 1, channels = 1] = x.shape;
  const across = (matrix: tf.Tensor2D, value: tf.Tensor): tf.Tensor => {
    const many = tf.tile(tf.expandDims(matrix, 0), [value.shape[0], 1, 1]);
    return tf.matMul(many, value, back, false);
  };
  const tall = across(rows, tf.reshape(x, [n, height, width * channels]));
  const high = tall.shape[1] ?? 1;
  const wide = across(columns, tf.reshape(tall, [n * high, width, channels]));
  return tf.reshape(wide, [n, high, wide.shape[1] ?? 1, channels]);
}
