import * as tf from '@tensorflow/tfjs-core';
import type { NodeOf, Padding } from '../graph';
import { activated } from './activated';
import { convolutionInputGradient } from './conv2d-gradient';
import { explicitPadding, type FusedActivation, type Op, type OpContext } from './op';

/** 2-D convolution, NHWC by HWIO, with groups as slices of the channels. */
export const conv2d: Op<'conv2d'> = {
  forward(node, [x], context, activation = 'linear') {
    if (!x) throw new Error('conv2d takes one input');
    const bias = node.bias === undefined ? undefined : (context.weight(node.bias) as tf.Tensor1D);
    if (node.groups === 1)
      return convolve(x as tf.Tensor4D, context.weight(node.kernel), bias, node, activation);
    const parts = split(x, node.groups).map((part, g) =>
      convolve(part, groupKernel(node, g, context), undefined, node, 'linear'),
    );
    return activated(bias ? tf.add(tf.concat(parts, 3), bias) : tf.concat(parts, 3), activation);
  },

  vjp({ node, input, dy, context }) {
    const shape = input(0).shape as [number, number, number, number];
    if (node.groups === 1) {
      return [gradient(dy as tf.Tensor4D, context.weight(node.kernel), node.kernel, shape, node, context)];
    }
    const partShape: typeof shape = [shape[0], shape[1], shape[2], shape[3] / node.groups];
    const parts = split(dy, node.groups).map((part, g) =>
      gradient(part, groupKernel(node, g, context), `${node.kernel}#${g}`, partShape, node, context),
    );
    return [tf.concat(parts, 3)];
  },
};

type ConvNode = NodeOf<'conv2d'>;

function convolve(
  x: tf.Tensor4D,
  kernel: tf.Tensor,
  bias: tf.Tensor1D | undefined,
  node: ConvNode,
  activation: FusedActivation,
): tf.Tensor4D {
  return tf.fused.conv2d({
    x,
    filter: kernel as tf.Tensor4D,
    strides: [...node.strides],
    pad: explicitPadding(node.padding),
    dilations: [...node.dilations],
    activation,
    ...(bias ? { bias } : {}),
  });
}

function gradient(
  dy: tf.Tensor4D,
  kernel: tf.Tensor,
  key: string,
  inputShape: [number, number, number, number],
  node: ConvNode,
  context: OpContext,
): tf.Tensor4D {
  const { strides, padding, dilations } = node;
  return convolutionInputGradient({
    dy,
    kernel: kernel as tf.Tensor4D,
    inputShape,
    strides,
    padding: padding satisfies Padding,
    dilations,
    prepared: (kind, make) => context.prepared(`${kind}:${key}`, make) as tf.Tensor4D,
  });
}

function groupKernel(node: ConvNode, g: number, context: OpContext): tf.Tensor {
  return context.prepared(`group:${node.kernel}#${g}`, () => {
    const kernel = context.weight(node.kernel) as tf.Tensor4D;
    const width = kernel.shape[3] / node.groups;
    return tf.slice(kernel, [0, 0, 0, g * width], [-1, -1, -1, width]);
  });
}

function split(x: tf.Tensor, groups: number): tf.Tensor4D[] {
  return tf.split(x, groups, 3);
}
