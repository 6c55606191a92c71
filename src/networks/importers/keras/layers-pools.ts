import * as v from 'valibot';
import type { Padding } from '../../graph/graph';
import { isNonNegative } from '../../graph/non-negative';
import {
  type LayerConverter,
  type LayerValue,
  paddedInput,
  pair,
  plainInput,
  requireChannelsLast,
  resolvedPadding,
  setting,
} from './layers-values';
import { isNone, padsNothing, sum } from '../paddings';

/** MaxPooling2D and AveragePooling2D. */
export function pool(op: 'maxPool' | 'avgPool'): LayerConverter {
  return (conversion) => {
    const { builder, name } = conversion;
    requireChannelsLast(conversion);
    const given = paddedInput(conversion);
    const size = pair(conversion, 'pool_size', [2, 2]);
    const strides = pair(conversion, 'strides', size);
    const resolved = (value: LayerValue) =>
      resolvedPadding(conversion, builder.shape(value.id), value.padding, size, strides);
    const { padding: whole, own } = resolved(given);
    const shows = op === 'avgPool' ? own : !padsNothing(whole, size, isNonNegative(given.id, builder.node));
    // Zeros that an average is not to count, or that may win: they are laid down first.
    const x = given.padding && shows ? { id: plainInput(conversion) } : given;
    const node = { id: name, inputs: [x.id], size, strides, padding: resolved(x).padding };
    return {
      id: builder.add(
        op === 'avgPool' ? { ...node, op, countPadding: x.padding !== undefined } : { ...node, op },
      ),
    };
  };
}

export const globalAveragePool: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  requireChannelsLast(conversion);
  const x = plainInput(conversion);
  if (setting(conversion, 'keepdims', v.boolean(), false)) {
    return { id: builder.add({ id: name, inputs: [x], op: 'globalAvgPool' }) };
  }
  const mean = builder.add({ id: `${name}/mean`, inputs: [x], op: 'globalAvgPool' });
  return { id: builder.add({ id: name, inputs: [mean], op: 'flatten' }) };
};

const side = v.pipe(v.number(), v.integer(), v.minValue(0));
const sides = v.union([side, v.tuple([side, side])]);

/** ZeroPadding2D: no layer of its own, for the convolution or pool after it takes it up. */
export const zeroPadding2d: LayerConverter = (conversion) => {
  requireChannelsLast(conversion);
  const value = setting(conversion, 'padding', v.union([side, v.tuple([sides, sides])]), 1);
  const [rows, columns] = typeof value === 'number' ? [value, value] : value;
  const [top, bottom] = typeof rows === 'number' ? [rows, rows] : rows;
  const [left, right] = typeof columns === 'number' ? [columns, columns] : columns;
  const x = paddedInput(conversion);
  const padding: Padding = [top, right, bottom, left];
  return isNone(padding) ? x : { id: x.id, padding: sum(padding, x.padding) };
};
