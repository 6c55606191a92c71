import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import type { Padding, Pair } from '../../graph/graph';
import { type LazyNumbers, madeFrom } from '../../storage/lazy-numbers';
import { isNonNegative } from '../../graph/non-negative';
import { samePaddings, type Shape } from '../../graph/shapes';
import { isNone, NONE, padsNothing, sum } from '../paddings';
import {
  type Conversion,
  type Converter,
  integerAttribute,
  label,
  pairAttribute,
  weightInput,
  optionalInput,
} from './onnx-values';
import { addNode, mapInput, mapValue } from './onnx-axes';
import { slidingMean } from './onnx-sliding-mean';
import { spacedKernel } from '../spaced-kernel';
import { permute } from './onnx-tensor';
import { phrase } from '../../../words/say';

/** Conv: OIHW weights to HWIO, or to HWCM where every channel is a group of its own. */
export const convolution: Converter = (conversion) => {
  const { builder, id } = conversion;
  const x = mapInput(conversion);
  const { dims, numbers } = weightInput(conversion, 1);
  const [outputs = 0, inputs = 0, height = 0, width = 0] = dims;
  if (dims.length !== 4) {
    throw unsupportedOp(
      phrase('{layer} is {dims}-D; only 2-D convolutions are supported.', {
        layer: label(conversion),
        dims: dims.length - 2,
      }),
    );
  }
  const groups = integerAttribute(conversion, 'group', 1);
  if (groups < 1 || outputs % groups !== 0) {
    throw unsupportedModel(
      phrase('{layer}: {outputs} outputs do not split into {groups} groups.', {
        layer: label(conversion),
        outputs,
        groups,
      }),
    );
  }
  const dilations = pairAttribute(conversion, 'dilations', [1, 1]);
  const window = { size: [height, width] as Pair, strides: pairAttribute(conversion, 'strides', [1, 1]) };
  const own = paddingOf(conversion, plus(x.shape, x.padding), window.size, window.strides, dilations);
  const padding = sum(own, x.padding);
  const bias = optionalInput(conversion, 2) ? weightInput(conversion, 2) : undefined;
  const isDepthwise = groups > 1 && inputs === 1 && groups === x.shape[2];
  // [C * M, 1, h, w] seen as [C, M, h, w].
  const kernel = isDepthwise
    ? reordered(numbers, [groups, outputs / groups, height, width], [2, 3, 0, 1])
    : reordered(numbers, dims, [2, 3, 1, 0]);
  const layer = spacedKernel({
    shape: isDepthwise ? [height, width, groups, outputs / groups] : [height, width, inputs, outputs],
    numbers: kernel,
    strides: window.strides,
    dilations,
    isDepthwise,
  });
  const common = {
    id,
    inputs: [x.id],
    kernel: builder.weight(`${id}/kernel`, layer.shape, layer.numbers),
    strides: window.strides,
    padding,
    dilations: layer.dilations,
    ...(bias ? { bias: builder.weight(`${id}/bias`, [outputs], bias.numbers) } : {}),
  };
  return mapValue(
    builder.add(
      layer.isDepthwise ? { ...common, op: 'depthwiseConv2d' } : { ...common, op: 'conv2d', groups },
    ),
  );
};

function reordered(numbers: LazyNumbers, dims: readonly number[], order: readonly number[]): LazyNumbers {
  return madeFrom([numbers], numbers.length, (values) => permute(values, dims, order));
}

export const maxPool: Converter = (conversion) => {
  const { builder, id } = conversion;
  const given = mapInput(conversion);
  const window = poolWindow(conversion, plus(given.shape, given.padding));
  const { size, strides } = window;
  const own = sum(window.padding, window.extra);
  const x =
    given.padding && !padsNothing(sum(own, given.padding), size, isNonNegative(given.id, builder.node))
      ? laidDown(conversion, given)
      : given;
  const padding = sum(own, x.padding);
  const [height = 1, width = 1] = x.shape;
  const whole = { size: [height, width], strides: [1, 1], padding: NONE } as const;
  const pool =
    !x.padding && isOneWindow(x.shape, size, strides, padding) ? whole : { size, strides, padding };
  return mapValue(builder.add({ id, inputs: [x.id], op: 'maxPool', ...pool }));
};

/** AveragePool; one window over the whole map is a global average. */
export const averagePool: Converter = (conversion) => {
  const { builder, id } = conversion;
  const sliding = slidingMean(conversion);
  if (sliding) return sliding;
  const given = mapInput(conversion);
  const { size, strides, padding: own, extra } = poolWindow(conversion, plus(given.shape, given.padding));
  const counts = integerAttribute(conversion, 'count_include_pad', 0) === 1;
  const mixed = (!counts && !isNone(own)) || !isNone(extra);
  const x = given.padding && mixed ? laidDown(conversion, given) : given;
  const padding = sum(sum(own, extra), x.padding);
  // transformers' EfficientNet has one window of 2560 x 2560 over 7 x 7, rounded up.
  const isBare = isNone(padding) || (!x.padding && (!counts || isNone(own)));
  if (isBare && isOneWindow(x.shape, size, strides, padding)) {
    return mapValue(builder.add({ id, inputs: [x.id], op: 'globalAvgPool' }));
  }
  if (counts && !isNone(own) && !isNone(extra)) {
    throw unsupportedOp(
      phrase('{layer} rounds up (ceil_mode) and counts padding at once, which is not supported.', {
        layer: label(conversion),
      }),
    );
  }
  // What rounding up adds never counts.
  const countPadding = (counts && !isNone(own)) || x.padding !== undefined;
  const node = { id, inputs: [x.id], size, strides, padding, countPadding };
  return mapValue(builder.add({ ...node, op: 'avgPool' }));
};

/** Whether a pool has one window alone, and that covers the whole map. */
function isOneWindow(shape: Shape, size: Pair, strides: Pair, padding: Padding): boolean {
  const [top, right, bottom, left] = padding;
  const covers = (axis: 0 | 1, before: number, after: number): boolean => {
    const length = shape[axis] ?? 0;
    const rest = length + before + after - size[axis];
    return size[axis] - before >= length && rest >= 0 && rest < strides[axis];
  };
  return covers(0, top, bottom) && covers(1, left, right);
}

type MapInput = ReturnType<typeof mapInput>;

/** A map with its zeros around it as numbers like any others. */
function laidDown(conversion: Conversion, { id, padding }: MapInput): MapInput {
  const [top, right, bottom, left] = padding ?? NONE;
  const rows = { axis: 0, before: top, after: bottom, value: 0 };
  const columns = { axis: 1, before: left, after: right, value: 0 };
  const tall = addNode(conversion, 'rows', { op: 'pad', inputs: [id], ...rows });
  const wide = addNode(conversion, 'columns', { op: 'pad', inputs: [tall], ...columns });
  return { id: wide, shape: conversion.builder.shape(wide), padding: undefined };
}

/** A map input with any Pad around it carried out. */
export function wholeMap(conversion: Conversion): MapInput {
  const x = mapInput(conversion);
  return x.padding ? laidDown(conversion, x) : x;
}

export const globalAveragePool: Converter = (conversion) => {
  const { builder, id } = conversion;
  return mapValue(builder.add({ id, inputs: [wholeMap(conversion).id], op: 'globalAvgPool' }));
};

/** The largest of each channel: a pool over the whole map. */
export const globalMaxPool: Converter = (conversion) => {
  const { builder, id } = conversion;
  const x = wholeMap(conversion);
  const [height = 1, width = 1] = x.shape;
  const window = { size: [height, width], strides: [1, 1], padding: NONE } as const;
  return mapValue(builder.add({ id, inputs: [x.id], op: 'maxPool', ...window }));
};

/** A pool's window, with the extra padding after the map that ceil_mode amounts to. */
function poolWindow(conversion: Conversion, shape: Shape) {
  const size = pairAttribute(conversion, 'kernel_shape');
  const strides = pairAttribute(conversion, 'strides', [1, 1]);
  const dilations = pairAttribute(conversion, 'dilations', [1, 1]);
  if (dilations[0] !== 1 || dilations[1] !== 1) {
    throw unsupportedOp(phrase('{layer} is dilated, which is not supported.', { layer: label(conversion) }));
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

/** A map's shape with a padding around it. */
function plus([height = 0, width = 0, channels = 0]: Shape, padding: Padding = NONE): Shape {
  return [height + padding[0] + padding[2], width + padding[1] + padding[3], channels];
}

/** Padding from `pads` (`[top, left, bottom, right]`) or `auto_pad`. */
export function paddingOf(
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
    phrase('{layer}: pads should be four numbers, got [{pads}].', {
      layer: label(conversion),
      pads: pads.join(', '),
    }),
  );
}
