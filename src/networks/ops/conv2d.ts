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
import { convolution, type Filter } from '../kernels/convolution/convolution';
import { convolutionInputGradient } from '../kernels/convolution/convolution-gradient';
import { activated } from '../kernels/fused-activation';
import type { Op, OpContext } from './op';

/** 2-D convolution, NHWC by HWIO, with groups as slices of the channels. */
export const conv2d: Op<'conv2d'> = {
  places: 'made',
  nonNegative: 'no',
  fuses: true,

  forward(node, [x], context, activation = 'linear') {
    if (!x) throw new Error('conv2d takes one input');
    if (node.groups === 1)
      return convolution(x as tf.Tensor4D, filterOf(node, context), { ...node, activation });
    const parts = split(x, node.groups).map((part, g) =>
      convolution(part, groupFilter(node, g, context), { ...node, activation: 'linear' }),
    );
    const whole = tf.concat(parts, 3);
    return activated(node.bias ? tf.add(whole, context.weight(node.bias)) : whole, activation);
  },

  vjp({ node, input, dy, context }) {
    const shape = input(0).shape as [number, number, number, number];
    if (node.groups === 1) {
      const kernel = context.weight(node.kernel) as tf.Tensor4D;
      return [gradient(dy as tf.Tensor4D, kernel, node.kernel, shape, node, context)];
    }
    const partShape: typeof shape = [shape[0], shape[1], shape[2], shape[3] / node.groups];
    const parts = split(dy, node.groups).map((part, g) => {
      const { plain } = groupFilter(node, g, context);
      return gradient(part, plain(), `${node.kernel}#${g}`, partShape, node, context);
    });
    return [tf.concat(parts, 3)];
  },

  shape(node, [x = []], weight) {
    const kernel = kernelOf(node, weight, 4);
    const [kh = 0, kw = 0, inputs = 0, outputs = 0] = kernel;
    expectBias(node, outputs, weight);
    expectMap(node, x);
    expectChannels(node, x, inputs * node.groups);
    refuseStrides(node);
    if (outputs % node.groups !== 0)
      throw unsupportedModel(`${node.id}: ${outputs} outputs do not split into ${node.groups} groups.`);
    return [...windows(node, x, [kh, kw], node.dilations), outputs];
  },
  work(node, { output, weight }) {
    const [height = 0, width = 0, groupInputs = 0] = weight(node.kernel);
    return { multiplyAdds: sizeOf(output) * height * width * groupInputs, reads: 0 };
  },
};

type ConvNode = NodeOf<'conv2d'>;

function gradient(
  dy: tf.Tensor4D,
  kernel: tf.Tensor4D,
  key: string,
  inputShape: [number, number, number, number],
  { strides, padding, dilations }: ConvNode,
  context: OpContext,
): tf.Tensor4D {
  return convolutionInputGradient({
    dy,
    kernel,
    inputShape,
    strides,
    padding,
    dilations,
    prepared: (kind, make) => context.prepared(`${kind}:${key}`, make),
  });
}

/** The node's kernel and bias, as the network's file has them. */
function filterOf({ kernel, bias }: ConvNode, context: OpContext): Filter {
  const plain = (): tf.Tensor4D => context.weight(kernel) as tf.Tensor4D;
  return {
    shape: plain().shape,
    plain,
    source: plain,
    keep: (form, make) => context.prepared(`${form}:${kernel}`, make),
    ...(bias && { bias: { name: bias, plain: () => context.weight(bias) as tf.Tensor1D } }),
  };
}

/** One group's part of the kernel, without a bias. */
function groupFilter({ kernel, groups }: ConvNode, g: number, context: OpContext): Filter {
  const key = `${kernel}#${g}`;
  const plain = (): tf.Tensor4D =>
    context.prepared(`group:${key}`, () => {
      const whole = context.weight(kernel) as tf.Tensor4D;
      const width = whole.shape[3] / groups;
      return tf.slice(whole, [0, 0, 0, g * width], [-1, -1, -1, width]);
    }) as tf.Tensor4D;
  return {
    shape: plain().shape,
    plain,
    source: plain,
    keep: (form, make) => context.prepared(`${form}:${key}`, make),
  };
}

function split(x: tf.Tensor, groups: number): tf.Tensor4D[] {
  return tf.split(x, groups, 3);
}
