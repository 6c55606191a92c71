import { constantOf, type OnnxValue } from '../onnx/onnx-values';
import { flagAttribute, integerAttribute, numberAttribute, textAttribute } from './graph-attributes';
import { asNamed, channelsFirst, explicitPadding, isSame, pairAttribute } from './graph-maps';
import {
  computed,
  type GraphConversion,
  type GraphConverter,
  inputAt,
  integersInput,
  lacks,
} from './graph-values';
import { phrase } from '../../../words/say';

/** An operation of ONNX's on a node's map. */
function onMap(
  conversion: GraphConversion,
  op: string,
  attributes: Parameters<typeof computed>[3],
  others: readonly (OnnxValue | undefined)[] = [],
): OnnxValue {
  const x = channelsFirst(conversion, inputAt(conversion, 0));
  return asNamed(conversion, computed(conversion, op, [x, ...others], attributes));
}

/** MaxPool and AvgPool, whose average counts no place that TensorFlow pads itself. */
export const pool =
  (op: 'MaxPool' | 'AveragePool'): GraphConverter =>
  (conversion) => {
    const [top = 0, right = 0, bottom = 0, left = 0] = explicitPadding(conversion) ?? [];
    const pads = isSame(conversion) ? { auto_pad: 'SAME_UPPER' } : { pads: [top, left, bottom, right] };
    const window = {
      kernel_shape: pairAttribute(conversion, 'ksize'),
      strides: pairAttribute(conversion, 'strides'),
    };
    return onMap(conversion, op, { ...window, ...pads });
  };

/** LRN over `2 * depth_radius + 1` channels; TensorFlow's alpha is that of one of them. */
export const localNorm: GraphConverter = (conversion) => {
  const { node } = conversion;
  const size = 2 * integerAttribute(node, 'depth_radius', 5) + 1;
  const [alpha, beta] = [numberAttribute(node, 'alpha', 1), numberAttribute(node, 'beta', 0.5)];
  return onMap(conversion, 'LRN', {
    size,
    alpha: alpha * size,
    beta,
    bias: numberAttribute(node, 'bias', 1),
  });
};

export const depthToSpace = (op: 'DepthToSpace' | 'SpaceToDepth'): GraphConverter => {
  return (conversion) => {
    const blocksize = integerAttribute(conversion.node, 'block_size', 1);
    return onMap(conversion, op, { blocksize, mode: 'DCR' });
  };
};

/** ResizeBilinear and ResizeNearestNeighbor, in each of the three ways in which TensorFlow has placed its pixels. */
export const resize =
  (mode: 'linear' | 'nearest'): GraphConverter =>
  (conversion) => {
    const { node } = conversion;
    const centres = flagAttribute(node, 'half_pixel_centers');
    const corners = flagAttribute(node, 'align_corners');
    const [height = 0, width = 0] = integersInput(conversion, 1);
    const places = corners ? 'align_corners' : centres ? 'half_pixel' : 'asymmetric';
    const rounding = corners || centres ? 'round_prefer_ceil' : 'floor';
    const sizes = { kind: 'integers', dims: [4], values: [1, 1, height, width] } as const;
    const how = { mode, coordinate_transformation_mode: places, nearest_mode: rounding };
    return onMap(conversion, 'Resize', how, [undefined, undefined, sizes]);
  };

/** Pad, PadV2, MirrorPad: no layer of its own where zeros lie around a map and the layer after it takes them up. */
export const pad: GraphConverter = (conversion) => {
  const { inputs, node } = conversion;
  const sides = integersInput(conversion, 1);
  const rank = sides.length / 2;
  const at = (end: 0 | 1): number[] => Array.from({ length: rank }, (_, axis) => sides[2 * axis + end] ?? 0);
  const said = textAttribute(node, 'mode') ?? '';
  if (said !== '' && said !== 'REFLECT')
    throw lacks(conversion, phrase('with {functions}', { functions: said.slice(0, 20) }));
  if (inputs.length > 2 && !constantOf(inputs[2])) throw lacks(conversion, phrase('by a computed value'));
  const mode = said === 'REFLECT' ? 'reflect' : 'constant';
  const pads = { kind: 'integers', dims: [2 * rank], values: [...at(0), ...at(1)] } as const;
  return computed(conversion, 'Pad', [inputAt(conversion, 0), pads, inputs[2]], { mode });
};
