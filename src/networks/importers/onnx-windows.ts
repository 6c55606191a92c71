import { unsupportedOp } from '../failures';
import type { Padding, Pair } from '../graph';
import { type LazyNumbers, madeFrom } from '../lazy-numbers';
import { samePaddings, type Shape } from '../shapes';
import {
  type Conversion,
  type Converter,
  integerAttribute,
  integerList,
  label,
  mapInput,
  pairAttribute,
  weightInput,
  optionalInput,
} from './onnx-values';
import { permute } from './onnx-tensor';

/** Conv: OIHW weights to HWIO, or to HWCM where every channel is a group of its own. */
export const convolution: Converter = (conversion) => {
  const { builder, id } = conversion;
  const x = mapInput(conversion);
  const { dims, numbers } = weightInput(conversion, 1);
  const [outputs = 0, inputs = 0, height = 0, width = 0] = dims;
  if (dims.length !== 4) {
    throw unsupportedOp(
      `Conv at node ${label(conversion)} is ${dims.length - 2}-D; only 2-D convolutions are supported.`,
    );
  }
  const groups = integerAttribute(conversion, 'group', 1);
  const dilations = pairAttribute(conversion, 'dilations', [1, 1]);
  const window = { size: [height, width] as Pair, strides: pairAttribute(conversion, 'strides', [1, 1]) };
  const padding = paddingOf(conversion, x.shape, window.size, window.strides, dilations);
  const bias = optionalInput(conversion, 2) ? weightInput(conversion, 2) : undefined;
  const common = {
    id,
    inputs: [x.id],
    strides: window.strides,
    padding,
    dilations,
    ...(bias ? { bias: builder.weight(`${id}/bias`, bias.dims, bias.numbers) } : {}),
  };
  if (groups > 1 && inputs === 1 && groups === x.shape[2]) {
    const multiplier = outputs / groups;
    // [C * M, 1, h, w] seen as [C, M, h, w].
    const kernel = reordered(numbers, [groups, multiplier, height, width], [2, 3, 0, 1]);
    const name = builder.weight(`${id}/kernel`, [height, width, groups, multiplier], kernel);
    return { kind: 'node', id: builder.add({ ...common, op: 'depthwiseConv2d', kernel: name }) };
  }
  const name = builder.weight(
    `${id}/kernel`,
    [height, width, inputs, outputs],
    reordered(numbers, dims, [2, 3, 1, 0]),
  );
  return { kind: 'node', id: builder.add({ ...common, op: 'conv2d', kernel: name, groups }) };
};

function reordered(numbers: LazyNumbers, dims: readonly number[], order: readonly number[]): LazyNumbers {
  return madeFrom([numbers], numbers.length, (values) => permute(values, dims, order));
}

export const maxPool: Converter = (conversion) => {
  const { builder, id } = conversion;
  const x = mapInput(conversion);
  const { size, strides, padding, extra } = poolWindow(conversion, x.shape);
  return {
    kind: 'node',
    id: builder.add({ id, inputs: [x.id], op: 'maxPool', size, strides, padding: plus(padding, extra) }),
  };
};

/** AveragePool; one window over the whole map is a global average. */
export const averagePool: Converter = (conversion) => {
  const { builder, id } = conversion;
  const x = mapInput(conversion);
  const { size, strides, padding, extra } = poolWindow(conversion, x.shape);
  const unpadded = [...padding, ...extra].every((side) => side === 0);
  if (unpadded && size[0] === x.shape[0] && size[1] === x.shape[1]) {
    return { kind: 'node', id: builder.add({ id, inputs: [x.id], op: 'globalAvgPool' }) };
  }
  const countPadding = integerAttribute(conversion, 'count_include_pad', 0) === 1;
  if (countPadding && extra.some((side) => side > 0)) {
    throw unsupportedOp(
      `AveragePool at node ${label(conversion)} rounds up (ceil_mode) and counts padding at once, which is not supported.`,
    );
  }
  const node = { id, inputs: [x.id], size, strides, padding: plus(padding, extra), countPadding };
  return { kind: 'node', id: builder.add({ ...node, op: 'avgPool' }) };
};

export const globalAveragePool: Converter = (conversion) => {
  const x = mapInput(conversion);
  return {
    kind: 'node',
    id: conversion.builder.add({ id: conversion.id, inputs: [x.id], op: 'globalAvgPool' }),
  };
};

/** ReduceMean over height and width. */
export const reduceMean: Converter = (conversion) => {
  const { builder, id } = conversion;
  const x = mapInput(conversion);
  const axes = (integerList(conversion, 'axes', 1) ?? [])
    .map((axis) => (axis < 0 ? axis + 4 : axis))
    .toSorted();
  if (axes.join() !== '2,3') {
    throw unsupportedOp(
      `ReduceMean at node ${label(conversion)} over axes [${axes.join(', ')}] is not supported; supported: height and width, [2, 3].`,
    );
  }
  if (integerAttribute(conversion, 'keepdims', 1) === 1) {
    return { kind: 'node', id: builder.add({ id, inputs: [x.id], op: 'globalAvgPool' }) };
  }
  const mean = builder.add({ id: `${id}/mean`, inputs: [x.id], op: 'globalAvgPool' });
  return { kind: 'node', id: builder.add({ id, inputs: [mean], op: 'flatten' }) };
};

/** A pool's window, with the extra padding after the map that ceil_mode amounts to. */
function poolWindow(conversion: Conversion, shape: Shape) {
  const size = pairAttribute(conversion, 'kernel_shape');
  const strides = pairAttribute(conversion, 'strides', [1, 1]);
  const dilations = pairAttribute(conversion, 'dilations', [1, 1]);
  if (dilations[0] !== 1 || dilations[1] !== 1) {
    throw unsupportedOp(
      `${conversion.node.op} at node ${label(conversion)} is dilated, which is not supported.`,
    );
  }
  const padding = paddingOf(conversion, shape, size, strides, dilations);
  const [top, right, bottom, left] = padding;
  const up = integerAttribute(conversion, 'ceil_mode', 0) === 1;
  const extra: Padding = up
    ? [
        0,
        beyond(shape[1] ?? 0, size[1], strides[1], left, right),
        beyond(shape[0] ?? 0, size[0], strides[0], top, bottom),
        0,
      ]
    : [0, 0, 0, 0];
  return { size, strides, padding, extra };
}

/** Pixels past the end that the last window of a rounded-up pool covers; a window starting past the map does not exist. */
function beyond(length: number, taps: number, stride: number, before: number, after: number): number {
  let outputs = Math.ceil((length + before + after - taps) / stride) + 1;
  if ((outputs - 1) * stride >= length + before) outputs--;
  return Math.max(0, (outputs - 1) * stride + taps - (length + before + after));
}

function plus(a: Padding, b: Padding): Padding {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]];
}

/** Padding from `pads` (`[top, left, bottom, right]`) or `auto_pad`. */
function paddingOf(
  conversion: Conversion,
  shape: Shape,
  size: Pair,
  strides: Pair,
  dilations: Pair,
): Padding {
  const auto = conversion.node.attributes.get('auto_pad')?.text || 'NOTSET';
  if (auto === 'SAME_UPPER') return samePaddings(shape, size, strides, dilations);
  if (auto === 'SAME_LOWER') {
    const [top, right, bottom, left] = samePaddings(shape, size, strides, dilations);
    return [bottom, left, top, right];
  }
  const pads = conversion.node.attributes.get('pads')?.ints;
  if (auto === 'VALID' || pads === undefined) return [0, 0, 0, 0];
  const [top, left, bottom, right] = pads;
  if (
    pads.length === 4 &&
    top !== undefined &&
    left !== undefined &&
    bottom !== undefined &&
    right !== undefined
  ) {
    return [top, right, bottom, left];
  }
  throw unsupportedOp(
    `${conversion.node.op} at node ${label(conversion)}: pads should be four numbers, got [${pads.join(', ')}].`,
  );
}
