import { unsupportedOp } from '../../graph/failures';
import type { Pair, Stretch } from '../../graph/graph';
import { mapValue } from './onnx-axes';
import {
  constantOf,
  type Conversion,
  type Converter,
  floatAttribute,
  integerAttribute,
  integerList,
  label,
  optionalInput,
  weightInput,
} from './onnx-values';
import { CUBIC } from '../../kernels/stretch-matrix';
import { wholeMap } from './onnx-windows';
import { phrase } from '../../../words/say';

const PLACES: readonly Stretch['places'][] = [
  'half_pixel',
  'pytorch_half_pixel',
  'asymmetric',
  'align_corners',
];
const ROUNDINGS: readonly Stretch['rounding'][] = [
  'floor',
  'ceil',
  'round_prefer_floor',
  'round_prefer_ceil',
];
const MODES: readonly Stretch['mode'][] = ['nearest', 'linear', 'cubic'];

/** Resize, and Upsample as files before opset 10 have it, of height and width. */
export const resize: Converter = (conversion) => {
  const { builder, id } = conversion;
  const x = wholeMap(conversion);
  const [height = 1, width = 1] = x.shape;
  return mapValue(
    builder.add({ id, inputs: [x.id], op: 'resize', ...stretchOf(conversion, [height, width]) }),
  );
};

/** To what size a Resize stretches a map, and how. Throws LabError `unsupported-op` for what is not stretched so here. */
export function stretchOf(
  conversion: Conversion,
  [height, width]: readonly [number, number],
): Stretch & { readonly size: Pair } {
  const { node, opset } = conversion;
  const old = node.op === 'Upsample' || opset < 11;
  const text = (name: string, otherwise: string): string => node.attributes.get(name)?.text || otherwise;
  const mode = among(conversion, MODES, text('mode', 'nearest'));
  const places = among(
    conversion,
    PLACES,
    old ? 'asymmetric' : text('coordinate_transformation_mode', 'half_pixel'),
  );
  const rounding = among(conversion, ROUNDINGS, old ? 'floor' : text('nearest_mode', 'round_prefer_floor'));
  const { size, scales } = sizeOf(conversion, [height, width], old);
  const antialias = mode !== 'nearest' && integerAttribute(conversion, 'antialias', 0) === 1;
  refuseOthers(conversion, mode, antialias);
  return {
    ...{ size, mode, places, rounding },
    ...(antialias ? { antialias } : {}),
    ...(scales ? { scales } : {}),
  };
}

/** Refuses what would give other numbers than are computed here. */
function refuseOthers(conversion: Conversion, mode: Stretch['mode'], antialias: boolean): void {
  const { attributes } = conversion.node;
  const cubic = mode === 'cubic';
  const axes = attributes.get('axes')?.ints ?? [];
  const policy = attributes.get('keep_aspect_ratio_policy')?.text || 'stretch';
  const others: readonly (readonly [boolean, string])[] = [
    [cubic && floatAttribute(conversion, 'cubic_coeff_a', CUBIC) !== CUBIC, 'cubic_coeff_a'],
    [cubic && !antialias && integerAttribute(conversion, 'exclude_outside', 0) === 1, 'exclude_outside'],
    [policy !== 'stretch', policy],
    [axes.some((axis, i) => i > 0 && axis <= (axes[i - 1] ?? 0)), `axes ${axes.join(', ')}`],
  ];
  const found = others.find(([isOther]) => isOther);
  if (found)
    throw unsupportedOp(
      phrase('{layer} with {got} is not supported.', { layer: label(conversion), got: found[1] }),
    );
}

function among<T extends string>(conversion: Conversion, allowed: readonly T[], got: string): T {
  const found = allowed.find((one) => one === got);
  if (found !== undefined) return found;
  throw unsupportedOp(
    phrase('{layer} with {got} is not supported; supported: {allowed}.', {
      layer: label(conversion),
      got,
      allowed: allowed.join(', '),
    }),
  );
}

function sizeOf(
  conversion: Conversion,
  [height, width]: readonly [number, number],
  old: boolean,
): { readonly size: readonly [number, number]; readonly scales?: readonly [number, number] } {
  const sizes = old ? undefined : optionalInput(conversion, 3) && integerList(conversion, 'sizes', 3);
  const spatial = (values: readonly number[]): readonly [number, number] => [
    values.at(-2) ?? 0,
    values.at(-1) ?? 0,
  ];
  if (sizes?.length) return { size: spatial(sizes) };
  const at = old ? 1 : 2;
  if (!constantOf(optionalInput(conversion, at)))
    throw unsupportedOp(
      phrase('{layer} to a size that is computed is not supported.', { layer: label(conversion) }),
    );
  const scales = [...weightInput(conversion, at).numbers.make()];
  const [rows, columns] = spatial(scales);
  const others = scales.slice(0, -2);
  if (scales.length < 2 || others.some((scale) => scale !== 1))
    throw unsupportedOp(
      phrase('{layer} by [{scales}] is not supported; supported: height and width.', {
        layer: label(conversion),
        scales: scales.join(', '),
      }),
    );
  return { size: [Math.floor(height * rows), Math.floor(width * columns)], scales: [rows, columns] };
}
