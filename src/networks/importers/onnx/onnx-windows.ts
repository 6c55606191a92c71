import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import type { Padding, Pair } from '../../graph/graph';
import { type LazyNumbers, madeFrom } from '../../storage/lazy-numbers';
import { isNonNegative } from '../../graph/non-negative';
import { samePaddings, type Shape } from '../../graph/shapes';
import { isNone, NONE, padsNothing, sum } from '../paddings';
import {
  axisOf,
  type Conversion,
  type Converter,
  integerAttribute,
  integerList,
  label,
  mapInput,
  nodeInput,
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
    throw unsupportedOp(`${label(conversion)} is ${dims.length - 2}-D; only 2-D convolutions are supported.`);
  }
  const groups = integerAttribute(conversion, 'group', 1);
  if (groups < 1 || outputs % groups !== 0) {
    throw unsupportedModel(`${label(conversion)}: ${outputs} outputs do not split into ${groups} groups.`);
  }
  const dilations = pairAttribute(conversion, 'dilations', [1, 1]);
  const window = { size: [height, width] as Pair, strides: pairAttribute(conversion, 'strides', [1, 1]) };
  const own = paddingOf(conversion, plus(x.shape, x.padding), window.size, window.strides, dilations);
  const padding = sum(own, x.padding);
  const bias = optionalInput(conversion, 2) ? weightInput(conversion, 2) : undefined;
  const common = {
    id,
    inputs: [x.id],
    strides: window.strides,
    padding,
    dilations,
    ...(bias ? { bias: builder.weight(`${id}/bias`, [outputs], bias.numbers) } : {}),
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
  const { size, strides, padding: own, extra } = poolWindow(conversion, plus(x.shape, x.padding));
  const padding = sum(sum(own, extra), x.padding);
  if (x.padding && !padsNothing(padding, size, isNonNegative(x.id, builder.node)))
    throw mixedPadding(conversion);
  return {
    kind: 'node',
    id: builder.add({ id, inputs: [x.id], op: 'maxPool', size, strides, padding }),
  };
};

/** AveragePool; one window over the whole map is a global average. */
export const averagePool: Converter = (conversion) => {
  const { builder, id } = conversion;
  const x = mapInput(conversion);
  const { size, strides, padding: own, extra } = poolWindow(conversion, plus(x.shape, x.padding));
  const padding = sum(sum(own, extra), x.padding);
  if (isNone(padding) && size[0] === x.shape[0] && size[1] === x.shape[1]) {
    return { kind: 'node', id: builder.add({ id, inputs: [x.id], op: 'globalAvgPool' }) };
  }
  const counts = integerAttribute(conversion, 'count_include_pad', 0) === 1;
  if (counts && !isNone(own) && !isNone(extra)) {
    throw unsupportedOp(
      `${label(conversion)} rounds up (ceil_mode) and counts padding at once, which is not supported.`,
    );
  }
  if (x.padding && ((!counts && !isNone(own)) || !isNone(extra))) throw mixedPadding(conversion);
  // What rounding up adds never counts.
  const countPadding = (counts && !isNone(own)) || x.padding !== undefined;
  const node = { id, inputs: [x.id], size, strides, padding, countPadding };
  return { kind: 'node', id: builder.add({ ...node, op: 'avgPool' }) };
};

function mixedPadding(conversion: Conversion): Error {
  return unsupportedOp(`${label(conversion)} over pixels that a Pad added is not supported here.`);
}

export const globalAveragePool: Converter = (conversion) => {
  const { builder, id } = conversion;
  nodeInput(conversion);
  const x = mapInput(conversion);
  return { kind: 'node', id: builder.add({ id, inputs: [x.id], op: 'globalAvgPool' }) };
};

/** ReduceMean over height and width, wherever the file has them. */
export const reduceMean: Converter = (conversion) => {
  const { builder, id } = conversion;
  const x = nodeInput(conversion);
  const axes = (integerList(conversion, 'axes', 1) ?? [])
    .map((axis) => axisOf(axis, builder.shape(x.id).length + 1))
    .toSorted((a, b) => a - b);
  const spatial = x.layout ? '1,2' : '2,3';
  if (axes.join() !== spatial || builder.shape(x.id).length !== 3) {
    throw unsupportedOp(
      `${label(conversion)} over axes [${axes.join(', ')}] is not supported; supported: height and width, [${spatial}].`,
    );
  }
  if (integerAttribute(conversion, 'keepdims', 1) === 1) {
    return { ...x, id: builder.add({ id, inputs: [x.id], op: 'globalAvgPool' }) };
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
    throw unsupportedOp(`${label(conversion)} is dilated, which is not supported.`);
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
  throw unsupportedOp(`${label(conversion)}: pads should be four numbers, got [${pads.join(', ')}].`);
}
