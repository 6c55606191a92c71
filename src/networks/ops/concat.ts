import * as tf from '@tensorflow/tfjs-core';
import { alias, type Op } from './op';

/** Concatenation along the channels, the last axis. */
export const concat: Op<'concat'> = {
  forward(_node, inputs) {
    return tf.concat([...inputs], -1);
  },
  vjp({ node, input, dy }) {
    if (node.inputs.length === 1) return [alias(dy)];
    const widths = node.inputs.map((_, i) => input(i).shape.at(-1) ?? 0);
    return tf.split(dy, widths, dy.rank - 1);
  },
};
