import * as tf from '@tensorflow/tfjs-core';
import { unsupportedModel } from '../graph/failures';
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
import { convolutionInputGradient } from '../kernels/convolution/convolution-gradient';
import { explicitPadding } from '../kernels/explicit-padding';
import type { Op, OpContext } from './op';
import { phrase } from '../../words/say';

type ConvTransposeNode = NodeOf<'convTranspose2d'>;

/**
 * Transposed convolution: what goes forward is the gradient of a convolution that takes a map of `size` to this one's input, so
 * the kernel is `[kh, kw, O / groups, I]`, and what goes back is that convolution. In groups, one after the other.
 */
export const convTranspose2d: Op<'convTranspose2d'> = {
  places: 'made',
  nonNegative: 'no',

  forward(node, [x], context) {
    if (!x) throw new Error('convTranspose2d takes one input');
    const kernels = groupKernels(node, context);
    const [n = 1] = x.shape;
    const parts = split(x, node.groups).map((dy, group) => {
      const kernel = kernels[group] as tf.Tensor4D;
      return convolutionInputGradient({
        dy: dy as tf.Tensor4D,
        kernel,
        inputShape: [n, ...node.size, kernel.shape[2]],
        ...windowOf(node),
        prepared: (kind, make) => context.prepared(`${kind}:${node.kernel}:${group}`, make),
      });
    });
    const joined = parts.length === 1 ? (parts[0] as tf.Tensor) : tf.concat(parts, 3);
    return node.bias === undefined ? joined : tf.add(joined, context.weight(node.bias));
  },

  vjp({ node, dy, context }) {
    const kernels = groupKernels(node, context);
    const parts = split(dy, node.groups).map((part, group) =>
      tf.conv2d(
        part as tf.Tensor4D,
        kernels[group] as tf.Tensor4D,
        [...node.strides],
        explicitPadding(node.padding),
        'NHWC',
        [...node.dilations],
      ),
    );
    return [parts.length === 1 ? (parts[0] as tf.Tensor) : tf.concat(parts, 3)];
  },

  shape(node, [x = []], weight) {
    const [kh = 0, kw = 0, outputs = 0, inputs = 0] = kernelOf(node, weight, 4);
    const channels = outputs * node.groups;
    expectBias(node, channels, weight);
    expectMap(node, x);
    expectChannels(node, x, inputs);
    refuseStrides(node);
    const [height, width] = windows(node, [...node.size, channels], [kh, kw], node.dilations);
    if (inputs % node.groups === 0 && height === x[0] && width === x[1]) return [...node.size, channels];
    throw unsupportedModel(
      phrase('{id}: a transposed convolution of [{x}] does not give {size}.', {
        id: node.id,
        x: x.join(', '),
        size: node.size.join('x'),
      }),
    );
  },
  work(node, { inputs: [x = []], weight }) {
    const [height = 0, width = 0, outputs = 0] = weight(node.kernel);
    return { multiplyAdds: sizeOf(x) * height * width * outputs, reads: 0 };
  },
};

const windowOf = ({ strides, padding, dilations }: ConvTransposeNode) => ({ strides, padding, dilations });

function split(x: tf.Tensor, groups: number): tf.Tensor[] {
  return groups === 1 ? [x] : tf.split(x, groups, 3);
}

function groupKernels({ kernel, groups }: ConvTransposeNode, context: OpContext): tf.Tensor[] {
  const whole = context.weight(kernel);
  if (groups === 1) return [whole];
  const [kh = 1, kw = 1, outputs = 1, inputs = 1] = whole.shape;
  const width = inputs / groups;
  return Array.from({ length: groups }, (_, group) =>
    context.prepared(`group:${kernel}:${group}`, () =>
      tf.slice(whole, [0, 0, 0, group * width], [kh, kw, outputs, width]),
    ),
  );
}
