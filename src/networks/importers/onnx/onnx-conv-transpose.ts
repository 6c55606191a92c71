import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import type { Padding, Pair } from '../../graph/graph';
import { madeFrom } from '../../storage/lazy-numbers';
import { spacedKernel } from '../spaced-kernel';
import { mapValue } from './onnx-axes';
import { permute } from './onnx-tensor';
import {
  type Converter,
  integerAttribute,
  integerList,
  label,
  optionalInput,
  pairAttribute,
  weightInput,
} from './onnx-values';
import { wholeMap } from './onnx-windows';
import { phrase } from '../../../words/say';

/** ConvTranspose: `[I, O / groups, h, w]` weights to `[h, w, O / groups, I]`. */
export const convTranspose: Converter = (conversion) => {
  const { builder, id, node } = conversion;
  const x = wholeMap(conversion);
  const { dims, numbers } = weightInput(conversion, 1);
  const [inputs = 0, outputs = 0, height = 0, width = 0] = dims;
  if (dims.length !== 4)
    throw unsupportedOp(
      phrase('{layer} is {dims}-D; only 2-D is supported.', {
        layer: label(conversion),
        dims: dims.length - 2,
      }),
    );
  const groups = integerAttribute(conversion, 'group', 1);
  const strides = pairAttribute(conversion, 'strides', [1, 1]);
  const dilations = pairAttribute(conversion, 'dilations', [1, 1]);
  const extra = pairAttribute(conversion, 'output_padding', [0, 0]);
  const said = node.attributes.get('output_shape')?.ints.slice(-2);
  const auto = node.attributes.get('auto_pad')?.text || 'NOTSET';
  const [top = 0, left = 0, bottom = 0, right = 0] = integerList(conversion, 'pads') ?? [];
  const whole = ([0, 1] as const).map(
    (axis) =>
      ((x.shape[axis] ?? 1) - 1) * strides[axis] +
      ([height, width][axis] ?? 1) * dilations[axis] -
      dilations[axis] +
      1 +
      extra[axis],
  );
  const [rows = 1, columns = 1] = whole;
  let padding: Padding = [top, right, bottom, left];
  if (said?.length === 2 || auto.startsWith('SAME')) {
    const total = whole.map(
      (side, axis) => side - (said?.[axis] ?? (x.shape[axis] ?? 1) * strides[axis as 0 | 1]),
    );
    const parts = total.map((sum): Pair => {
      const less = Math.floor(sum / 2);
      return auto === 'SAME_LOWER' ? [sum - less, less] : [less, sum - less];
    });
    padding = [parts[0]?.[0] ?? 0, parts[1]?.[1] ?? 0, parts[0]?.[1] ?? 0, parts[1]?.[0] ?? 0];
  }
  if (padding.some((side) => side < 0))
    throw unsupportedModel(
      phrase('{layer} gives more than its window reaches.', { layer: label(conversion) }),
    );
  const size: Pair = [rows - padding[0] - padding[2], columns - padding[1] - padding[3]];
  const kernel = spacedKernel({
    shape: [height, width, outputs, inputs],
    numbers: madeFrom([numbers], numbers.length, (values) => permute(values, dims, [2, 3, 1, 0])),
    ...{ strides, dilations, isDepthwise: false },
  });
  const bias = optionalInput(conversion, 2) ? weightInput(conversion, 2) : undefined;
  return mapValue(
    builder.add({
      id,
      inputs: [x.id],
      op: 'convTranspose2d',
      kernel: builder.weight(`${id}/kernel`, kernel.shape, kernel.numbers),
      ...(bias ? { bias: builder.weight(`${id}/bias`, [outputs * groups], bias.numbers) } : {}),
      ...{ size, strides, padding, dilations: kernel.dilations, groups },
    }),
  );
};
