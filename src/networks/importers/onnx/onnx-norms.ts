import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { type LazyNumbers, present } from '../../storage/lazy-numbers';
import { fileShape, nodeInput, plain, withLast } from './onnx-axes';
import { reshapedTo } from './onnx-reshaping';
import {
  axisOf,
  type Conversion,
  type Converter,
  floatAttribute,
  integerAttribute,
  label,
  type NodeValue,
  optionalInput,
  weightInput,
} from './onnx-values';
import { phrase } from '../../../words/say';

/** LayerNormalization over the axes from the one that is said to the last. */
export const layerNormalization: Converter = (conversion) => {
  const { builder, id } = conversion;
  const raw = nodeInput(conversion);
  const dims = fileShape(conversion, raw);
  const axis = axisOf(integerAttribute(conversion, 'axis', -1), dims.length);
  const width = sizeOf(dims.slice(axis));
  const isOne = dims.slice(axis, -1).every((side) => side === 1);
  const flat = isOne ? raw : plain(conversion, reshapedTo(conversion, raw, [...dims.slice(0, axis), width]));
  const x = withLast(conversion, flat, flat.axes.length - 1);
  const numbers = (index: number, otherwise: number): LazyNumbers =>
    optionalInput(conversion, index)
      ? weightInput(conversion, index).numbers
      : present(new Float32Array(width).fill(otherwise));
  const made = builder.add({
    id,
    inputs: [x.id],
    op: 'layerNorm',
    scale: builder.weight(`${id}/scale`, [width], numbers(1, 1)),
    offset: builder.weight(`${id}/offset`, [width], numbers(2, 0)),
    epsilon: floatAttribute(conversion, 'epsilon', 1e-5),
  });
  const result = { ...x, id: made };
  return isOne ? result : reshapedTo(conversion, result, dims);
};

/** RMSNormalization and its like are refused with their name; this is InstanceNormalization: a group for each channel. */
export const instanceNormalization: Converter = (conversion) => {
  const raw = nodeInput(conversion);
  return grouped(conversion, raw, conversion.builder.shape(withLast(conversion, raw, 1).id).at(-1) ?? 1);
};

export const groupNormalization: Converter = (conversion) =>
  grouped(conversion, nodeInput(conversion), integerAttribute(conversion, 'num_groups', 1));

/** Over all of the file's axes but the batch and the channels, the second; what it reads may be laid out by groups already. */
function grouped(conversion: Conversion, raw: NodeValue, groups: number): NodeValue {
  const { builder, id } = conversion;
  const x = withLast(conversion, raw, 1);
  const channels = builder.shape(x.id).at(-1) ?? 1;
  const weight = (index: number, name: string): string => {
    const { numbers, dims } = weightInput(conversion, index);
    if (numbers.length !== channels)
      throw unsupportedOp(
        phrase('{layer} with [{dims}] for {channels} channels is not supported.', {
          layer: label(conversion),
          dims: dims.join(', '),
          channels,
        }),
      );
    return builder.weight(`${id}/${name}`, [channels], numbers);
  };
  const node = { id, inputs: [x.id], op: 'groupNorm', groups } as const;
  const epsilon = floatAttribute(conversion, 'epsilon', 1e-5);
  return {
    ...x,
    id: builder.add({ ...node, scale: weight(1, 'scale'), offset: weight(2, 'offset'), epsilon }),
  };
}

export const localNormalization: Converter = (conversion) => {
  const { builder, id } = conversion;
  const x = withLast(conversion, nodeInput(conversion), 1);
  const node = {
    id,
    inputs: [x.id],
    op: 'localNorm',
    size: integerAttribute(conversion, 'size', 1),
  } as const;
  const alpha = floatAttribute(conversion, 'alpha', 1e-4);
  const [beta, bias] = [floatAttribute(conversion, 'beta', 0.75), floatAttribute(conversion, 'bias', 1)];
  return { ...x, id: builder.add({ ...node, alpha, beta, bias }) };
};

/** BatchNormalization with stored statistics, along the file's second axis. */
export const batchNormalization: Converter = (conversion) => {
  const { builder, id } = conversion;
  if (integerAttribute(conversion, 'training_mode', 0) === 1) {
    throw unsupportedOp(
      phrase('{layer} is in training mode; export the network in evaluation mode.', {
        layer: label(conversion),
      }),
    );
  }
  const plainly = nodeInput(conversion);
  const x = withLast(conversion, plainly, 1);
  const channels = builder.shape(x.id).at(-1) ?? 0;
  const named = (index: number, name: string) => {
    const { dims, numbers } = weightInput(conversion, index);
    if (numbers.length !== channels)
      throw unsupportedModel(
        phrase('{layer} has [{dims}] of {name} for {channels} channels.', {
          layer: label(conversion),
          dims: dims.join(', '),
          name,
          channels,
        }),
      );
    return builder.weight(`${id}/${name}`, [channels], numbers);
  };
  const node = {
    id,
    inputs: [x.id],
    scale: named(1, 'scale'),
    offset: named(2, 'offset'),
    mean: named(3, 'mean'),
    variance: named(4, 'variance'),
    epsilon: floatAttribute(conversion, 'epsilon', 1e-5),
  };
  return { ...x, id: builder.add({ ...node, op: 'batchNorm' }) };
};
