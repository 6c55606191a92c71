import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import type { Padding } from '../../graph/graph';
import { NONE, sum } from '../paddings';
import { addNode, fileShape, plain } from './onnx-axes';
import { entries } from './onnx-slicing';
import {
  axisOf,
  type Conversion,
  type Converter,
  floatAttribute,
  integerList,
  label,
  type NodeValue,
  optionalInput,
  rawInput,
  scalarInput,
} from './onnx-values';
import { phrase } from '../../../words/say';

/**
 * Pad. Zeros around a map are no layer of their own, for the convolution or pool after it takes them up; other constants are, and
 * what mirrors or repeats the value's own edges is made of its rows and columns.
 */
export const pad: Converter = (conversion) => {
  const { node } = conversion;
  const raw = rawInput(conversion);
  const dims = fileShape(conversion, raw);
  const mode = node.attributes.get('mode')?.text || 'constant';
  const value = optionalInput(conversion, 2)
    ? scalarInput(conversion, 2, 0)
    : floatAttribute(conversion, 'value', 0);
  const sides = sidesOf(conversion, dims.length);
  if (sides.every(([before, after]) => before === 0 && after === 0)) return raw;
  const zeros = mode === 'constant' && value === 0 ? aroundMap(raw, dims, sides) : null;
  if (zeros) return { ...raw, padding: sum(zeros, raw.padding ?? NONE) };
  return sides.reduce(
    (x, [before, after], axis) => along(conversion, x, axis, [before, after], mode, value),
    plain(conversion, raw),
  );
};

type Sides = readonly [before: number, after: number];

function sidesOf(conversion: Conversion, rank: number): Sides[] {
  const pads = integerList(conversion, 'pads', 1) ?? [];
  const axes = integerList(conversion, 'axes', 3)?.map((axis) => axisOf(axis, rank)) ?? [
    ...Array(rank).keys(),
  ];
  if (pads.length !== 2 * axes.length) {
    throw unsupportedModel(
      phrase('{layer} by [{pads}] does not fit {axes} axes.', {
        layer: label(conversion),
        pads: pads.slice(0, 16).join(', '),
        axes: axes.length,
      }),
    );
  }
  return Array.from({ length: rank }, (_, axis) => {
    const at = axes.indexOf(axis);
    return at < 0 ? [0, 0] : [pads[at] ?? 0, pads[at + axes.length] ?? 0];
  });
}

/** Zeros around our rows and columns alone; null where they are elsewhere, or fewer than none. */
function aroundMap(
  { axes, order, expanded }: NodeValue,
  dims: readonly number[],
  sides: readonly Sides[],
): Padding | null {
  const [row, column] = [axes.indexOf(0), axes.indexOf(1)];
  const isMap =
    dims.length === 4 && Math.max(...axes) === 2 && row >= 0 && column >= 0 && !order && !expanded;
  const inside = sides.every(
    ([a, b], axis) => a >= 0 && b >= 0 && (axis === row || axis === column || a + b === 0),
  );
  if (!isMap || !inside) return null;
  const [rows, columns] = [sides[row] ?? [0, 0], sides[column] ?? [0, 0]];
  return [rows[0], columns[1], rows[1], columns[0]];
}

const MOST_MIRRORED = 256;

function along(
  conversion: Conversion,
  x: NodeValue,
  axis: number,
  [before, after]: Sides,
  mode: string,
  value: number,
): NodeValue {
  if (before === 0 && after === 0) return x;
  const length = fileShape(conversion, x)[axis] ?? 1;
  const from = Math.max(0, -before);
  const kept = Array.from({ length: length - from - Math.max(0, -after) }, (_, i) => from + i);
  if (kept.length === 0)
    throw unsupportedModel(
      phrase('{layer} leaves nothing of axis {axis}.', { layer: label(conversion), axis }),
    );
  const inner = entries(conversion, x, axis, kept);
  const [start, end] = [Math.max(0, before), Math.max(0, after)];
  if (start === 0 && end === 0) return inner;
  const ours = inner.axes[axis] ?? -1;
  if (ours < 0)
    throw unsupportedOp(phrase('{layer} of the batch is not supported.', { layer: label(conversion) }));
  if (mode === 'constant') {
    const id = addNode(conversion, 'pad', {
      op: 'pad',
      inputs: [inner.id],
      axis: ours,
      before: start,
      after: end,
      value,
    });
    return { ...inner, id };
  }
  const size = kept.length;
  if (
    start + end > MOST_MIRRORED ||
    !['reflect', 'edge', 'wrap'].includes(mode) ||
    (mode !== 'edge' && start + end > 2 * size)
  ) {
    throw unsupportedOp(
      phrase(
        '{layer} with {mode} by {start} and {end} is not supported; supported: constant, reflect, edge and wrap.',
        { layer: label(conversion), mode, start, end },
      ),
    );
  }
  const source = (at: number): number => {
    if (mode === 'edge') return Math.min(size - 1, Math.max(0, at));
    if (mode === 'wrap') return (at + size) % size;
    return at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at;
  };
  const taken = Array.from({ length: size + start + end }, (_, i) => source(i - start));
  if (taken.some((at) => at < 0 || at >= size))
    throw unsupportedOp(
      phrase('{layer} mirrors more than there is, which is not supported.', { layer: label(conversion) }),
    );
  return entries(conversion, inner, axis, taken);
}
