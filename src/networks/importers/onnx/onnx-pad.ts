import { unsupportedOp } from '../../graph/failures';
import type { Padding } from '../../graph/graph';
import {
  axisOf,
  type Conversion,
  type Converter,
  floatAttribute,
  integerList,
  label,
  optionalInput,
  paddedInput,
  scalarInput,
} from './onnx-values';
import { isNone, sum } from '../paddings';

/** Pad with zeros around a map: no layer of its own, for the convolution or pool after it takes it up. */
export const pad: Converter = (conversion) => {
  const { node, builder } = conversion;
  const x = paddedInput(conversion);
  const mode = node.attributes.get('mode')?.text || 'constant';
  const value = optionalInput(conversion, 2)
    ? scalarInput(conversion, 2, 0)
    : floatAttribute(conversion, 'value', 0);
  if (mode !== 'constant' || value !== 0) {
    throw unsupportedOp(
      `${label(conversion)} with ${mode === 'constant' ? String(value) : mode} is not supported; supported: zeros.`,
    );
  }
  const rank = builder.shape(x.id).length + 1;
  const padding = sides(conversion, rank, x.layout ? [1, 2] : [2, 3]);
  if (isNone(padding)) return x;
  return { ...x, padding: sum(padding, x.padding) };
};

/** The zeros around height and width, whose axes are given; refuses them anywhere else, and less than none. */
function sides(conversion: Conversion, rank: number, [row, column]: readonly [number, number]): Padding {
  const pads = integerList(conversion, 'pads', 1) ?? [];
  const axes = integerList(conversion, 'axes', 3)?.map((axis) => axisOf(axis, rank)) ?? [
    ...Array(rank).keys(),
  ];
  const at = (axis: number, end: number): number =>
    axes.includes(axis) ? (pads[axes.indexOf(axis) + end * axes.length] ?? 0) : 0;
  const padding: Padding = [at(row, 0), at(column, 1), at(row, 1), at(column, 0)];
  const elsewhere = axes.some(
    (axis) => axis !== row && axis !== column && (at(axis, 0) !== 0 || at(axis, 1) !== 0),
  );
  const sane = pads.length === 2 * axes.length && padding.every((side) => side >= 0);
  if (sane && (isNone(padding) || rank === 4) && !elsewhere) return padding;
  throw unsupportedOp(
    `${label(conversion)} by [${pads.slice(0, 16).join(', ')}] is not supported; supported: zeros around height and width.`,
  );
}
