import * as tf from '@tensorflow/tfjs-core';
import { AvgPoolGrad, engine } from '@tensorflow/tfjs-core';
import type { NodeOf, Padding } from '../graph/graph';
import { readsWindows } from '../graph/layer-work';
import { expectMap, windows } from '../graph/shape-checks';
import { explicitPadding } from '../kernels/explicit-padding';
import type { Op } from './op';

/**
 * Average pooling. Padding is laid down as zeros first and the windows are averaged without any, so that forward and
 * gradient agree on every backend; where padded pixels do not count, each window is rescaled to the pixels it really holds.
 */
export const avgPool: Op<'avgPool'> = {
  places: 'passed',
  nonNegative: 'kept',

  forward(node, [x]) {
    if (!x) throw new Error('avgPool takes one input');
    const averaged = tf.avgPool(
      lay(x as tf.Tensor4D, node.padding),
      [...node.size],
      [...node.strides],
      'valid',
    );
    const scale = windowScale(node, x.shape, averaged.shape);
    return scale ? tf.mul(averaged, scale) : averaged;
  },

  vjp({ node, input, dy }) {
    const x = input(0) as tf.Tensor4D;
    const scale = windowScale(node, x.shape, dy.shape);
    const inputs = { dy: scale ? tf.mul(dy, scale) : dy, input: lay(x, node.padding) };
    const attributes = { filterSize: [...node.size], strides: [...node.strides], pad: 'valid' };
    const dx = engine().runKernel<tf.Tensor4D>(AvgPoolGrad, inputs, attributes);
    return [padded(node.padding) ? tf.slice(dx, [0, node.padding[0], node.padding[3], 0], x.shape) : dx];
  },

  shape(node, [x = []]) {
    expectMap(node, x);
    return [...windows(node, x, node.size, [1, 1]), x[2] ?? 0];
  },
  work: readsWindows,
};

function padded(padding: Padding): boolean {
  return padding.some((side) => side > 0);
}

function lay(x: tf.Tensor4D, padding: Padding): tf.Tensor4D {
  return padded(padding) ? tf.pad(x, explicitPadding(padding)) : x;
}

/** Window area over the pixels of the picture inside it, `[1, OH, OW, 1]`; null where it is 1 everywhere. */
function windowScale(node: NodeOf<'avgPool'>, input: number[], output: number[]): tf.Tensor4D | null {
  if (node.countPadding || !padded(node.padding)) return null;
  const rows = inside(input[1] ?? 0, output[1] ?? 0, node.size[0], node.strides[0], node.padding[0]);
  const columns = inside(input[2] ?? 0, output[2] ?? 0, node.size[1], node.strides[1], node.padding[3]);
  const area = node.size[0] * node.size[1];
  const scale = rows.flatMap((r) => columns.map((c) => area / Math.max(1, r * c)));
  return tf.tensor4d(scale, [1, rows.length, columns.length, 1]);
}

/** For each window along one axis, how many of its pixels lie inside the picture. */
function inside(size: number, windows: number, taps: number, stride: number, before: number): number[] {
  return Array.from({ length: windows }, (_, i) => {
    const start = i * stride - before;
    return Math.min(start + taps, size) - Math.max(start, 0);
  });
}
