import { unsupportedModel } from '../../graph/failures';
import { NONE } from '../paddings';
import { flagAttribute, numberAttribute, textsAttribute } from './graph-attributes';
import {
  affine,
  type GraphConversion,
  type GraphConverter,
  lacks,
  laid,
  nodeInput,
  paddedInput,
  pairAttribute,
  requireChannelsLast,
  storedInput,
  weightInput,
  windowPadding,
} from './graph-values';
import { phrase } from '../../../words/say';

/** Conv2D and DepthwiseConv2dNative, with what TF.js's converter fuses into them. */
export const convolution =
  (op: 'conv2d' | 'depthwiseConv2d'): GraphConverter =>
  (conversion) => {
    requireChannelsLast(conversion);
    const { builder } = conversion;
    const x = paddedInput(conversion);
    const zero = x.padding?.value === 0;
    const input = zero ? x.id : laid(conversion, x);
    const kernel = weightInput(conversion, 1, 'kernel');
    const strides = pairAttribute(conversion, 'strides');
    const dilations = pairAttribute(conversion, 'dilations');
    const [height = 0, width = 0, inputs = 0] = kernel.shape;
    const before = zero ? x.padding.sides : NONE;
    const shape = builder.shape(input);
    const { padding } = windowPadding(conversion, shape, [height, width], strides, dilations, before);
    const node = {
      ...{ id: linearId(conversion), inputs: [input], kernel: kernel.name },
      ...{ strides, dilations, padding },
      ...bias(conversion),
    };
    const channels = shape[2] ?? 0;
    const groups = channels > inputs && inputs > 0 ? channels / inputs : 1;
    const linear = builder.add(
      op === 'conv2d' ? { ...node, op, groups: Number.isInteger(groups) ? groups : 1 } : { ...node, op },
    );
    return { kind: 'node', id: fusedActivation(conversion, linear) };
  };

/** MatMul by a stored matrix, with what TF.js's converter fuses into it. */
export const matMul: GraphConverter = (conversion) => {
  const { builder, id, node } = conversion;
  const x = nodeInput(conversion);
  if (flagAttribute(node, 'transpose_a')) throw lacks(conversion, phrase('of a transposed picture'));
  const stored = storedInput(conversion, 1);
  const [rows = 0, columns = 0] = stored.shape;
  const turned = flagAttribute(node, 'transpose_b') || flagAttribute(node, 'adj_y');
  if (stored.shape.length !== 2)
    throw lacks(conversion, phrase('by a matrix [{shape}]', { shape: stored.shape.join(', ') }));
  const kernel = turned
    ? builder.weight(`${id}/kernel`, [columns, rows], transposed(stored.weight().values, rows, columns))
    : weightInput(conversion, 1, 'kernel').name;
  const linear = builder.add({
    ...{ id: linearId(conversion), inputs: [x], op: 'dense', kernel },
    ...bias(conversion),
  });
  return { kind: 'node', id: fusedActivation(conversion, linear) };
};

function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) result[c * rows + r] = values[r * columns + c] ?? 0;
  return result;
}

const fusedOps = ({ node }: GraphConversion): string[] => textsAttribute(node, 'fused_ops');

function bias(conversion: GraphConversion): { bias?: string } {
  const [first] = fusedOps(conversion);
  if (first !== 'BiasAdd') return {};
  return { bias: weightInput(conversion, 2, 'bias').name };
}

/** The linear half's id: the node's own where no activation follows inside it. */
function linearId(conversion: GraphConversion): string {
  const activation = fusedOps(conversion).find((op) => op !== 'BiasAdd');
  return activation === undefined ? conversion.id : `${conversion.id}/linear`;
}

function fusedActivation(conversion: GraphConversion, input: string): string {
  const { builder, id, node } = conversion;
  const [activation, ...more] = fusedOps(conversion).filter((op) => op !== 'BiasAdd');
  if (activation === undefined) return input;
  if (more.length > 0)
    throw lacks(
      conversion,
      phrase('with {functions}', { functions: [activation, ...more].join(', ').slice(0, 80) }),
    );
  switch (activation) {
    case 'Relu':
      return builder.add({ id, inputs: [input], op: 'relu' });
    case 'Relu6':
      return builder.add({ id, inputs: [input], op: 'relu6' });
    case 'Sigmoid':
      return builder.add({ id, inputs: [input], op: 'sigmoid' });
    case 'Elu':
      return builder.add({ id, inputs: [input], op: 'activation', function: 'elu', alpha: 1 });
    case 'LeakyRelu': {
      const alpha = numberAttribute(node, 'leakyrelu_alpha', 0.2);
      return builder.add({ id, inputs: [input], op: 'activation', function: 'leakyRelu', alpha });
    }
    case 'Prelu':
      return builder.add({
        ...{ id, inputs: [input], op: 'prelu' },
        slope: weightInput(conversion, conversion.inputs.length - 1, 'slope').name,
      });
    default:
      throw lacks(conversion, phrase('with {functions}', { functions: activation.slice(0, 40) }));
  }
}

/** BiasAdd: an affine map that the linear node before it takes in. */
export const biasAdd: GraphConverter = (conversion) => {
  requireChannelsLast(conversion);
  const offset = storedInput(conversion, 1).numbers();
  return { kind: 'node', id: affine(conversion, conversion.id, nodeInput(conversion), { offset }) };
};

/** FusedBatchNorm of a frozen network, along the last axis. */
export const batchNorm: GraphConverter = (conversion) => {
  requireChannelsLast(conversion);
  const { builder, id, node } = conversion;
  if (flagAttribute(node, 'is_training')) {
    throw unsupportedModel(
      phrase('{op} “{name}” takes its statistics from the batch: the graph was saved as in training.', {
        op: node.op,
        name: node.name,
      }),
      {},
      phrase('Save the network for inference and convert it again.'),
    );
  }
  const weight = (index: number, role: string): string => weightInput(conversion, index, role).name;
  return {
    kind: 'node',
    id: builder.add({
      ...{ id, inputs: [nodeInput(conversion)], op: 'batchNorm' },
      ...{ scale: weight(1, 'scale'), offset: weight(2, 'offset') },
      ...{ mean: weight(3, 'mean'), variance: weight(4, 'variance') },
      epsilon: numberAttribute(node, 'epsilon', 1e-4),
    }),
  };
};
