import { unsupportedOp } from '../../graph/failures';
import { type LazyNumbers, madeFrom, present } from '../../storage/lazy-numbers';
import { permute } from './onnx-tensor';
import {
  axisOf,
  channelAxis,
  type Conversion,
  type Converter,
  label,
  nodeInput,
  type NodeValue,
  onnxShape,
  optionalInput,
  weightInput,
} from './onnx-values';

type Vector = (values: Float32Array) => Float32Array;

/** Mul by a stored number, or by one for each channel. */
export const mul: Converter = (conversion) => {
  const { x, stored } = sides(conversion);
  return affine(conversion, x, stored, { scale: (c) => c });
};

/** Div by a stored number, or by one for each channel. */
export const div: Converter = (conversion) => {
  const { x, stored, index } = sides(conversion);
  if (index === 0)
    throw unsupportedOp(`${label(conversion)} divides by a computed value, which is not supported.`);
  return affine(conversion, x, stored, { scale: (c) => c.map((value) => 1 / value) });
};

/** Sub of a stored number, or of one for each channel; either way round. */
export const sub: Converter = (conversion) => {
  const { x, stored, index } = sides(conversion);
  if (index === 0) return affine(conversion, x, stored, { scale: (c) => c.map(() => -1), offset: (c) => c });
  return affine(conversion, x, stored, { offset: (c) => c.map((value) => -value) });
};

/** The sum of a value and a constant that no linear layer takes as its bias. */
export function shifted(conversion: Conversion, x: NodeValue, stored: LazyNumbers): NodeValue {
  return affine(conversion, x, stored, { offset: (c) => c });
}

/** The computed input and the stored one, spread to one number a channel; `index` is where the stored one stands. */
function sides(conversion: Conversion): { x: NodeValue; stored: LazyNumbers; index: number } {
  const index = [0, 1].find((i) => optionalInput(conversion, i)?.kind === 'tensor');
  if (index === undefined || conversion.node.inputs.length !== 2) {
    throw unsupportedOp(
      `${label(conversion)} of two computed values is not supported; supported: with a stored number, or one for each channel.`,
    );
  }
  const x = nodeInput(conversion, 1 - index);
  return { x, stored: perChannel(conversion, x, index), index };
}

/** A stored input as one number for each channel of a value, in the order our channels have. */
export function perChannel(conversion: Conversion, x: NodeValue, index: number): LazyNumbers {
  const { dims, numbers } = weightInput(conversion, index);
  const shape = conversion.builder.shape(x.id);
  const full = [1, ...onnxShape(shape, x.layout)];
  const channels = shape.at(-1) ?? 0;
  if (dims.length <= full.length && numbers.length === 1) {
    return madeFrom([numbers], channels, ([value = 0]) => new Float32Array(channels).fill(value));
  }
  const axis = axisOf(channelAxis(conversion, x) - full.length, dims.length);
  const alone = dims.every((side, i) => side === (i === axis ? channels : 1));
  if (!alone || axis < 0 || dims.length > full.length || numbers.length !== channels) {
    throw unsupportedOp(
      `${label(conversion)} with a stored tensor of shape [${dims.join(', ')}] is not supported on ` +
        `[${full.join(', ')}]; supported: one number, or one for each channel.`,
    );
  }
  const { order } = x;
  return order ? madeFrom([numbers], channels, (values) => permute(values, order, [1, 2, 0])) : numbers;
}

/** `scale * x + offset` by channel, as a batch norm of mean 0 and variance 1; the layer before it takes it in where it can. */
function affine(
  { builder, id }: Conversion,
  x: NodeValue,
  stored: LazyNumbers,
  { scale, offset }: { scale?: Vector; offset?: Vector },
): NodeValue {
  const channels = stored.length;
  const constant = (value: number) => present(new Float32Array(channels).fill(value));
  const weight = (name: string, numbers: LazyNumbers) => builder.weight(`${id}/${name}`, [channels], numbers);
  const node = {
    id,
    inputs: [x.id],
    scale: weight('scale', scale ? madeFrom([stored], channels, scale) : constant(1)),
    offset: weight('offset', offset ? madeFrom([stored], channels, offset) : constant(0)),
    mean: weight('mean', constant(0)),
    variance: weight('variance', constant(1)),
    epsilon: 0,
  };
  return { ...x, id: builder.add({ ...node, op: 'batchNorm' }) };
}
