import * as v from 'valibot';
import { unsupportedOp } from '../../graph/failures';
import type { Padding } from '../../graph/graph';
import { isNonNegative } from '../../graph/non-negative';
import {
  type LayerConversion,
  type LayerConverter,
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
    const x = paddedInput(conversion);
    const size = pair(conversion, 'pool_size', [2, 2]);
    const strides = pair(conversion, 'strides', size);
    const { padding, own } = resolvedPadding(conversion, builder.shape(x.id), x.padding, size, strides);
    const node = { id: name, inputs: [x.id], size, strides, padding };
    if (op === 'avgPool') {
      if (x.padding && own) throw mixedPadding(conversion);
      return { id: builder.add({ ...node, op, countPadding: x.padding !== undefined }) };
    }
    if (x.padding && !padsNothing(padding, size, isNonNegative(x.id, builder.node))) {
      throw mixedPadding(conversion);
    }
    return { id: builder.add({ ...node, op }) };
  };
}

function mixedPadding({ layer, name }: LayerConversion): Error {
  return unsupportedOp(
    `${layer.class_name} “${name}” over pixels that a ZeroPadding2D added is not supported here.`,
  );
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
