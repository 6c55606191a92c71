import type { Padding } from '../../graph/graph';
import { isNonNegative } from '../../graph/non-negative';
import { isNone, NONE, padsNothing } from '../paddings';
import { flagAttribute } from './graph-attributes';
import {
  type GraphConverter,
  integersInput,
  lacks,
  laid,
  nodeInput,
  paddedInput,
  pairAttribute,
  requireChannelsLast,
  reshaped,
  storedInput,
  windowPadding,
} from './graph-values';
import { phrase } from '../../../words/say';

/** Below every activation: a padded pixel never wins a maximum. */
const LOWEST = -3e38;

export const maxPool: GraphConverter = (conversion) => {
  requireChannelsLast(conversion);
  const { builder, id } = conversion;
  const x = paddedInput(conversion);
  const size = pairAttribute(conversion, 'ksize');
  const strides = pairAttribute(conversion, 'strides');
  const sides = x.padding?.sides ?? NONE;
  const never =
    x.padding === undefined ||
    x.padding.value <= LOWEST ||
    (x.padding.value === 0 && padsNothing(sides, size, isNonNegative(x.id, builder.node)));
  const input = never ? x.id : laid(conversion, x);
  const before: Padding = never ? sides : NONE;
  const { padding } = windowPadding(conversion, builder.shape(input), size, strides, [1, 1], before);
  return { kind: 'node', id: builder.add({ id, inputs: [input], op: 'maxPool', size, strides, padding }) };
};

/** TensorFlow's average does not count what it pads itself, and counts zeros laid down before. */
export const averagePool: GraphConverter = (conversion) => {
  requireChannelsLast(conversion);
  const { builder, id } = conversion;
  const x = paddedInput(conversion);
  const size = pairAttribute(conversion, 'ksize');
  const strides = pairAttribute(conversion, 'strides');
  const plain = windowPadding(conversion, builder.shape(x.id), size, strides, [1, 1]);
  const counted = x.padding?.value === 0 && !plain.own;
  const input = counted ? x.id : laid(conversion, x);
  const shape = builder.shape(input);
  const before = counted ? x.padding.sides : NONE;
  const { padding } = windowPadding(conversion, shape, size, strides, [1, 1], before);
  const node = { id, inputs: [input], size, strides, padding, countPadding: counted };
  return { kind: 'node', id: builder.add({ ...node, op: 'avgPool' }) };
};

/** Mean over a whole map. */
export const mean: GraphConverter = (conversion) => {
  const { builder, id, node } = conversion;
  const x = nodeInput(conversion);
  const shape = builder.shape(x);
  const axes = integersInput(conversion, 1).map((axis) => (axis < 0 ? axis + shape.length + 1 : axis));
  const overMap = shape.length === 3 && axes.toSorted((a, b) => a - b).join() === '1,2';
  if (!overMap) throw lacks(conversion, phrase('over axes [{axes}]', { axes: axes.slice(0, 8).join(', ') }));
  const keep = flagAttribute(node, 'keep_dims') || flagAttribute(node, 'keepdims');
  if (keep) return { kind: 'node', id: builder.add({ id, inputs: [x], op: 'globalAvgPool' }) };
  const pooled = builder.add({ id: `${id}/mean`, inputs: [x], op: 'globalAvgPool' });
  return { kind: 'node', id: reshaped(conversion, id, pooled, [shape[2] ?? 0]) };
};

/** Pad, PadV2: no node of its own where the one after it takes it up. */
export const pad: GraphConverter = (conversion) => {
  const { builder, inputs } = conversion;
  const x = paddedInput(conversion);
  const all = integersInput(conversion, 1);
  const value = inputs.length > 2 ? (storedInput(conversion, 2).numbers()[0] ?? 0) : 0;
  const [n0, n1, top = 0, bottom = 0, left = 0, right = 0, c0, c1] = all;
  const around = all.length === 8 && [n0, n1, c0, c1].every((side) => side === 0);
  if (!around || builder.shape(x.id).length !== 3 || all.some((side) => side < 0))
    throw lacks(conversion, phrase('by [{sides}]', { sides: all.slice(0, 8).join(', ') }));
  const sides: Padding = [top, right, bottom, left];
  if (isNone(sides)) return x;
  const id = x.padding ? laid(conversion, x) : x.id;
  return { kind: 'node', id, padding: { sides, value } };
};
