import type * as tf from '@tensorflow/tfjs-core';
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
import {
  groupedConvolution,
  groupedConvolutionInputGradient,
} from '../kernels/grouped-convolution/grouped-convolution';
import type { Op, OpContext } from './op';
import { phrase } from '../../words/say';

/** 2-D convolution, NHWC by HWIO; in groups, `I` counts one group's channels. */
export const conv2d: Op<'conv2d'> = {
  places: 'made',
  nonNegative: 'no',
  fuses: true,

  forward(node, [x], context, activation = 'linear') {
    if (!x) throw new Error('conv2d takes one input');
    const map = x as tf.Tensor4D;
    const options = { ...node, activation };
    if (node.groups > 1) return groupedConvolution(map, filterOf(node, context), options);
    return convolution(map, filterOf(node, context), options);
  },

  vjp({ node, input, dy, context }) {
    const shape = input(0).shape as [number, number, number, number];
    const back = dy as tf.Tensor4D;
    if (node.groups > 1) return [groupedConvolutionInputGradient(back, filterOf(node, context), node, shape)];
    const { kernel, strides, padding, dilations } = node;
    return [
      convolutionInputGradient({
        dy: back,
        kernel: context.weight(kernel) as tf.Tensor4D,
        inputShape: shape,
        ...{ strides, padding, dilations },
        prepared: (kind, make) => context.prepared(`${kind}:${kernel}`, make),
      }),
    ];
  },

  shape(node, [x = []], weight) {
    const kernel = kernelOf(node, weight, 4);
    const [kh = 0, kw = 0, inputs = 0, outputs = 0] = kernel;
    expectBias(node, outputs, weight);
    expectMap(node, x);
    expectChannels(node, x, inputs * node.groups);
    refuseStrides(node);
    if (outputs % node.groups !== 0)
      throw unsupportedModel(
        phrase('{id}: {outputs} outputs do not split into {groups} groups.', {
          id: node.id,
          outputs,
          groups: node.groups,
        }),
      );
    return [...windows(node, x, [kh, kw], node.dilations), outputs];
  },
  work(node, { output, weight }) {
    const [height = 0, width = 0, groupInputs = 0] = weight(node.kernel);
    return { multiplyAdds: sizeOf(output) * height * width * groupInputs, reads: 0 };
  },
};

type ConvNode = NodeOf<'conv2d'>;

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
