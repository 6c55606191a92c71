import * as v from 'valibot';
import { unsupportedOp } from '../../graph/failures';
import { samePadding } from '../../graph/shapes';
import type { Pair, Padding } from '../../graph/graph';
import { activated } from './layers-linear';
import {
  type LayerConverter,
  pair,
  plainInput,
  requireChannelsLast,
  requireWeight,
  setting,
} from './layers-values';
import { phrase } from '../../../words/say';

/** UpSampling2D: every pixel so many times, or between them. */
export const upSampling2d: LayerConverter = (conversion) => {
  requireChannelsLast(conversion);
  const { builder, name } = conversion;
  const x = plainInput(conversion);
  const [rows, columns] = pair(conversion, 'size', [2, 2]);
  const how = setting(conversion, 'interpolation', v.picklist(['nearest', 'bilinear']), 'nearest');
  const [height = 1, width = 1] = builder.shape(x);
  const size: Pair = [height * rows, width * columns];
  const node = { id: name, inputs: [x], op: 'resize', size, places: 'half_pixel' } as const;
  return {
    id: builder.add({
      ...node,
      mode: how === 'nearest' ? 'nearest' : 'linear',
      rounding: 'round_prefer_floor',
    }),
  };
};

/** Conv2DTranspose; Keras's kernel `[h, w, O, I]` is ours. */
export const conv2dTranspose: LayerConverter = (conversion) => {
  requireChannelsLast(conversion);
  const { builder } = conversion;
  const x = plainInput(conversion);
  const kernel = requireWeight(conversion, 'kernel');
  const strides = pair(conversion, 'strides', [1, 1]);
  const dilations = pair(conversion, 'dilation_rate', [1, 1]);
  const isSame = setting(conversion, 'padding', v.picklist(['same', 'valid']), 'valid') === 'same';
  const said = setting(conversion, 'output_padding', v.nullable(v.unknown()), null);
  const more = said === null ? null : pair(conversion, 'output_padding', [0, 0]);
  const map = builder.shape(x);
  const along = ([0, 1] as const).map((axis) => {
    const [length, taps, stride] = [map[axis] ?? 1, kernel.shape[axis] ?? 1, strides[axis]];
    const reach = (taps - 1) * dilations[axis] + 1;
    const usual = isSame ? length * stride : (length - 1) * stride + Math.max(reach, stride);
    const asked = (length - 1) * stride + reach - (isSame ? 2 * Math.floor(reach / 2) : 0);
    const size = more ? asked + more[axis] : usual;
    return { size, sides: isSame ? samePadding(size, taps, stride, dilations[axis]) : ([0, 0] as const) };
  });
  const [rows, columns] = along as [(typeof along)[number], (typeof along)[number]];
  const padding: Padding = [rows.sides[0], columns.sides[1], rows.sides[1], columns.sides[0]];
  const bias = setting(conversion, 'use_bias', v.boolean(), true);
  return activated(conversion, (id) =>
    builder.add({
      id,
      inputs: [x],
      op: 'convTranspose2d',
      kernel: kernel.name,
      ...(bias ? { bias: requireWeight(conversion, 'bias').name } : {}),
      size: [rows.size, columns.size],
      ...{ strides, padding, dilations, groups: 1 },
    }),
  );
};

const side = v.pipe(v.number(), v.integer(), v.minValue(0));
const sides = v.union([side, v.tuple([side, side])]);

/** Cropping2D: rows and columns cut off. */
export const cropping2d: LayerConverter = (conversion) => {
  requireChannelsLast(conversion);
  const { builder, name } = conversion;
  const value = setting(conversion, 'cropping', v.union([side, v.tuple([sides, sides])]), 0);
  const both = typeof value === 'number' ? [value, value] : value;
  const cuts = both.map((one) => (typeof one === 'number' ? [one, one] : one));
  let id = plainInput(conversion);
  const shape = builder.shape(id);
  for (const axis of [0, 1]) {
    const [before = 0, after = 0] = cuts[axis] ?? [];
    const size = (shape[axis] ?? 0) - before - after;
    const last = axis === 1 ? name : `${name}/rows`;
    id = builder.add({ id: last, inputs: [id], op: 'slice', axis, start: before, size });
  }
  return { id };
};

/** RandomCrop where the picture has that size already: nothing to do. */
export const sameSize: LayerConverter = (conversion) => {
  const { builder, name, layer } = conversion;
  const id = plainInput(conversion);
  const [height = 0, width = 0] = builder.shape(id);
  const wanted = [
    setting(conversion, 'height', v.number(), height),
    setting(conversion, 'width', v.number(), width),
  ];
  if (wanted[0] === height && wanted[1] === width) return { id };
  throw unsupportedOp(
    phrase(
      '{kind} “{name}” to {wanted} of a picture of {height} x {width} is not supported; supported: of a picture of that size.',
      { kind: layer.class_name, name, wanted: wanted.join(' x '), height, width },
    ),
  );
};

/** CenterCrop: the middle of a picture that is as large or larger. */
export const centerCrop: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  let id = plainInput(conversion);
  const shape = builder.shape(id);
  const wanted = (['height', 'width'] as const).map((key, axis) =>
    setting(conversion, key, v.number(), shape[axis] ?? 0),
  );
  if (wanted.some((side, axis) => side > (shape[axis] ?? 0))) return sameSize(conversion);
  for (const [axis, size] of wanted.entries()) {
    const length = shape[axis] ?? 0;
    if (size === length) continue;
    const last = axis === 1 || wanted[1] === shape[1] ? name : `${name}/rows`;
    const start = Math.floor((length - size) / 2);
    id = builder.add({ id: last, inputs: [id], op: 'slice', axis, start, size });
  }
  return { id };
};

/** Resizing as a layer stretches pictures by default; another way only where the picture has that size already. */
export const resizing: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const how = setting(conversion, 'interpolation', v.string(), 'bilinear');
  const fits = ['crop_to_aspect_ratio', 'pad_to_aspect_ratio', 'antialias'].some((key) =>
    setting(conversion, key, v.boolean(), false),
  );
  if (how !== 'bilinear' || fits) return sameSize(conversion);
  const x = plainInput(conversion);
  const [height = 0, width = 0] = builder.shape(x);
  const size: Pair = [
    setting(conversion, 'height', v.number(), height),
    setting(conversion, 'width', v.number(), width),
  ];
  if (size[0] === height && size[1] === width) return { id: x };
  const stretch = { mode: 'linear', places: 'half_pixel', rounding: 'round_prefer_floor' } as const;
  return { id: builder.add({ id: name, inputs: [x], op: 'resize', size, ...stretch }) };
};

/** The largest of each channel over all places. */
export const globalMaxPool: LayerConverter = (conversion) => {
  requireChannelsLast(conversion);
  const { builder, name } = conversion;
  const x = plainInput(conversion);
  const [height = 1, width = 1] = builder.shape(x);
  const window = { size: [height, width], strides: [1, 1], padding: [0, 0, 0, 0] } as const;
  const keeps = setting(conversion, 'keepdims', v.boolean(), false);
  const max = builder.add({ id: keeps ? name : `${name}/max`, inputs: [x], op: 'maxPool', ...window });
  return { id: keeps ? max : builder.add({ id: name, inputs: [max], op: 'flatten' }) };
};
