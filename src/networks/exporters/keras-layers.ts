import { unsupportedOp } from '../graph/failures';
import type { Node, Padding, Pair } from '../graph/graph';
import { isNonNegative } from '../graph/non-negative';
import { samePaddings, type Shape } from '../graph/shapes';

/** A Keras layer to write, with its weights: `kind` as Keras names it, `name` as the graph does. */
export interface KerasLayer {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the Keras layers it reads. */
  readonly inputs: readonly string[];
  readonly weights?: readonly { readonly kind: string; readonly name: string }[];
}

/** What writing one node needs to know of the rest of the graph. */
export interface Written {
  /** Keras layer that computes a node. */
  layer(id: string): string;
  shape(id: string): Shape;
  readonly node: (id: string) => Node | undefined;
  /** A Keras layer name not used before, made from an id. */
  fresh(id: string): string;
  weightShape(name: string): Shape;
}

/** The Keras layers that compute one node, the last of them its value. Throws LabError `unsupported-op` where there are none. */
export function kerasLayers(node: Node, written: Written): KerasLayer[] {
  const name = written.fresh(node.id);
  const inputs = node.inputs.map((id) => written.layer(id));
  const plain = (className: string, config = {}): KerasLayer[] => [{ className, name, config, inputs }];
  switch (node.op) {
    case 'input':
      return plain('InputLayer', {
        batch_input_shape: [null, ...written.shape(node.id)],
        dtype: 'float32',
        sparse: false,
      });
    case 'conv2d': {
      if (node.groups !== 1)
        throw unsupportedOp(`Convolution “${node.id}” in ${node.groups} groups has no TF.js layer.`);
      const [height = 1, width = 1, , filters] = written.weightShape(node.kernel);
      const { before, padding } = padded(node, [height, width], node.dilations, inputs, written);
      const config = {
        filters,
        kernel_size: [height, width],
        strides: node.strides,
        dilation_rate: node.dilations,
      };
      return [
        ...before,
        {
          className: 'Conv2D',
          name,
          config: {
            ...config,
            padding,
            use_bias: node.bias !== undefined,
            activation: 'linear',
            ...channelsLast,
          },
          inputs: before[0] ? [before[0].name] : inputs,
          weights: weights(['kernel', node.kernel], ['bias', node.bias]),
        },
      ];
    }
    case 'depthwiseConv2d': {
      const [height = 1, width = 1, , multiplier] = written.weightShape(node.kernel);
      const { before, padding } = padded(node, [height, width], node.dilations, inputs, written);
      const config = { depth_multiplier: multiplier, kernel_size: [height, width], strides: node.strides };
      return [
        ...before,
        {
          className: 'DepthwiseConv2D',
          name,
          config: {
            ...config,
            dilation_rate: node.dilations,
            padding,
            use_bias: node.bias !== undefined,
            activation: 'linear',
            ...channelsLast,
          },
          inputs: before[0] ? [before[0].name] : inputs,
          weights: weights(['depthwise_kernel', node.kernel], ['bias', node.bias]),
        },
      ];
    }
    case 'dense': {
      const units = written.weightShape(node.kernel)[1];
      const config = { units, use_bias: node.bias !== undefined, activation: 'linear' };
      return [
        {
          className: 'Dense',
          name,
          config,
          inputs,
          weights: weights(['kernel', node.kernel], ['bias', node.bias]),
        },
      ];
    }
    case 'maxPool':
    case 'avgPool': {
      const { before, padding } = padded(node, node.size, [1, 1], inputs, written);
      return [
        ...before,
        {
          className: node.op === 'maxPool' ? 'MaxPooling2D' : 'AveragePooling2D',
          name,
          config: { pool_size: node.size, strides: node.strides, padding, ...channelsLast },
          inputs: before[0] ? [before[0].name] : inputs,
        },
      ];
    }
    case 'globalAvgPool': {
      const mean = {
        className: 'GlobalAveragePooling2D',
        name: written.fresh(`${node.id}_mean`),
        config: channelsLast,
        inputs,
      };
      const shape = written.shape(node.id);
      return [mean, { className: 'Reshape', name, config: { target_shape: shape }, inputs: [mean.name] }];
    }
    case 'relu':
      return plain('ReLU');
    case 'relu6':
      return plain('ReLU', { max_value: 6 });
    case 'concat':
      return plain('Concatenate', { axis: -1 });
    case 'add':
      return plain('Add');
    case 'flatten':
      return plain('Flatten');
    case 'reshape':
      return plain('Reshape', { target_shape: node.shape });
    case 'dropout':
      return plain('Dropout', { rate: 0 });
    case 'softmax':
      return plain('Softmax', { axis: -1 });
    case 'sigmoid':
      return plain('Activation', { activation: 'sigmoid' });
    case 'complement':
      throw unsupportedOp(`“${node.id}”, both sides of one answer, is written as its one logit.`);
    case 'batchNorm': {
      const config = { axis: -1, epsilon: node.epsilon, center: true, scale: true };
      const pairs = weights(
        ['gamma', node.scale],
        ['beta', node.offset],
        ['moving_mean', node.mean],
        ['moving_variance', node.variance],
      );
      return [{ className: 'BatchNormalization', name, config, inputs, weights: pairs }];
    }
    default:
      return node satisfies never;
  }
}

const channelsLast = { data_format: 'channels_last' };

function weights(...pairs: readonly (readonly [kind: string, name: string | undefined])[]) {
  return pairs.flatMap(([kind, name]) => (name === undefined ? [] : [{ kind, name }]));
}

type PaddedNode = Node & { readonly strides: Pair; readonly padding: Padding };

/** Keras's own word for a padding where it has one, else a ZeroPadding2D before the layer. */
function padded(node: PaddedNode, size: Pair, dilations: Pair, inputs: readonly string[], written: Written) {
  const { padding } = node;
  const source = node.inputs[0] ?? '';
  const skipsPadding = node.op === 'avgPool' && !node.countPadding;
  const counts = node.op === 'avgPool' && node.countPadding;
  if (padding.every((side) => side === 0)) return { before: [], padding: 'valid' };
  const same = samePaddings(written.shape(source), size, node.strides, dilations);
  if (!counts && same.join() === padding.join()) return { before: [], padding: 'same' };
  const loses = node.op === 'maxPool' && !isNonNegative(source, written.node);
  if (skipsPadding || loses) {
    throw unsupportedOp(
      `The padding [${padding.join(', ')}] of “${node.id}” (${node.op}) has no TF.js layer.`,
    );
  }
  const [top, right, bottom, left] = padding;
  const layer: KerasLayer = {
    className: 'ZeroPadding2D',
    name: written.fresh(`${node.id}_padding`),
    config: {
      padding: [
        [top, bottom],
        [left, right],
      ],
      ...channelsLast,
    },
    inputs,
  };
  return { before: [layer], padding: 'valid' };
}
