import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import { addNode, fileShape, nodeInput } from './onnx-axes';
import { toShape } from './onnx-reshaping';
import {
  axisOf,
  constantOf,
  type Conversion,
  type Converter,
  integerAttribute,
  integerList,
  type Integers,
  label,
  type NodeValue,
  optionalInput,
} from './onnx-values';
import { phrase } from '../../../words/say';

const MOST_PIECES = 1024;

export const slice: Converter = (conversion) => {
  const layer = label(conversion);
  let x = nodeInput(conversion);
  const dims = fileShape(conversion, x);
  const starts = integerList(conversion, 'starts', 1) ?? [];
  const ends = integerList(conversion, 'ends', 2) ?? [];
  const axes = integerList(conversion, 'axes', 3) ?? [...starts.keys()];
  const steps = integerList(conversion, 'steps', 4) ?? [];
  for (const [i, given] of axes.entries()) {
    const axis = axisOf(given, dims.length);
    const length = dims[axis];
    if (length === undefined)
      throw unsupportedModel(
        phrase('{layer} cuts axis {axis} of {dims}.', { layer, axis, dims: dims.length }),
      );
    const step = steps[i] ?? 1;
    const bounded = (at: number, least: number, most: number): number =>
      Math.min(most, Math.max(least, at < 0 ? at + length : at));
    const taken: number[] = [];
    if (step > 0) {
      const end = bounded(ends[i] ?? length, 0, length);
      for (let at = bounded(starts[i] ?? 0, 0, length); at < end; at += step) taken.push(at);
    } else if (step < 0) {
      const last = ends[i] ?? -length - 1;
      const end = last < -length ? -1 : bounded(last, -1, length - 1);
      for (let at = bounded(starts[i] ?? length, 0, length - 1); at > end; at += step) taken.push(at);
    }
    if (taken.length === 0)
      throw unsupportedModel(phrase('{layer} leaves nothing of axis {axis}.', { layer, axis }));
    x = entries(conversion, x, axis, taken);
  }
  return x;
};

/** Entries of one axis by their numbers: runs are cut out, every so many at once, and joined again. */
export function entries(
  conversion: Conversion,
  x: NodeValue,
  axis: number,
  taken: readonly number[],
): NodeValue {
  const { builder } = conversion;
  const layer = label(conversion);
  const ours = x.axes[axis] ?? -1;
  const length = ours < 0 ? 1 : (builder.shape(x.id)[ours] ?? 1);
  if (taken.some((at) => at < 0 || at >= length))
    throw unsupportedModel(
      phrase('{layer} takes entries beyond the {length} of axis {axis}.', { layer, length, axis }),
    );
  if (taken.length === length && taken.every((at, i) => at === i)) return x;
  if (ours < 0)
    throw unsupportedOp(phrase('{layer} repeats an axis that is 1 long, which is not supported.', { layer }));
  const cut = (from: string, start: number, size: number): string =>
    addNode(conversion, 'slice', { op: 'slice', inputs: [from], axis: ours, start, size });
  const [first = 0] = taken;
  const step = taken.length > 1 ? (taken[1] ?? 0) - first : 1;
  if (step > 1 && taken.every((at, i) => at === first + i * step))
    return { ...x, id: everySo(conversion, x.id, ours, { first, step, count: taken.length }) };
  const runs: { start: number; size: number }[] = [];
  for (const at of taken) {
    const run = runs.at(-1);
    if (run && run.start + run.size === at) run.size++;
    else runs.push({ start: at, size: 1 });
  }
  if (runs.length > MOST_PIECES)
    throw unsupportedOp(
      phrase('{layer} takes {pieces} pieces, which is not supported.', { layer, pieces: runs.length }),
    );
  const pieces = runs.map(({ start, size }) => cut(x.id, start, size));
  const [only] = pieces;
  const id =
    only !== undefined && pieces.length === 1
      ? only
      : addNode(conversion, 'pieces', { op: 'concat', inputs: pieces, axis: ours });
  return { ...x, id };
}

/** Every so many of an axis: it is cut or padded to whole steps, and the first of each kept. */
function everySo(
  conversion: Conversion,
  from: string,
  axis: number,
  { first, step, count }: { readonly first: number; readonly step: number; readonly count: number },
): string {
  const { builder } = conversion;
  const shape = builder.shape(from);
  const length = shape[axis] ?? 1;
  const size = Math.min(count * step, length - first);
  const begun =
    size === length
      ? from
      : addNode(conversion, 'from', { op: 'slice', inputs: [from], axis, start: first, size });
  const missing = count * step - size;
  const whole =
    missing === 0
      ? begun
      : addNode(conversion, 'whole', {
          op: 'pad',
          inputs: [begun],
          ...{ axis, before: 0, after: missing, value: 0 },
        });
  const [before, after] = [shape.slice(0, axis), shape.slice(axis + 1)];
  const split = addNode(conversion, 'steps', {
    op: 'reshape',
    inputs: [whole],
    shape: [...before, count, step, ...after],
  });
  const kept = addNode(conversion, 'kept', {
    op: 'slice',
    inputs: [split],
    axis: axis + 1,
    start: 0,
    size: 1,
  });
  return addNode(conversion, 'joined', {
    op: 'reshape',
    inputs: [kept],
    shape: [...before, count, ...after],
  });
}

/** Split into parts of said lengths, or of one length. */
export const split: Converter = (conversion) => {
  const { node } = conversion;
  const x = nodeInput(conversion);
  const dims = fileShape(conversion, x);
  const axis = axisOf(integerAttribute(conversion, 'axis', 0), dims.length);
  const length = dims[axis] ?? 1;
  const count = node.outputs.length;
  const even = Math.ceil(length / count);
  const said = integerList(conversion, 'split', 1);
  const sizes = said ?? Array.from({ length: count }, (_, i) => Math.min(even, length - i * even));
  if (sizes.reduce((a, b) => a + b, 0) !== length || sizes.length !== count)
    throw unsupportedModel(
      phrase('{layer} splits {length} into [{sizes}].', {
        layer: label(conversion),
        length,
        sizes: sizes.slice(0, 8).join(', '),
      }),
    );
  let start = 0;
  return sizes.map((size) => {
    const from = start;
    start += size;
    return entries(
      conversion,
      x,
      axis,
      Array.from({ length: size }, (_, i) => from + i),
    );
  });
};

/** Split into a list of parts, each of a said length or all of one. */
export const splitToSequence: Converter = (conversion) => {
  const x = nodeInput(conversion);
  const dims = fileShape(conversion, x);
  const axis = axisOf(integerAttribute(conversion, 'axis', 0), dims.length);
  const length = dims[axis] ?? 1;
  const said = constantOf(optionalInput(conversion, 1));
  const each = said?.kind === 'integers' && said.dims.length === 0 ? (said.values[0] ?? 1) : 1;
  if (
    (said && said.kind !== 'integers') ||
    each < 1 ||
    length / each > MOST_PIECES ||
    (!said && integerAttribute(conversion, 'keepdims', 1) === 0)
  )
    throw unsupportedOp(phrase('{layer} into such parts is not supported.', { layer: label(conversion) }));
  const even = Array.from({ length: Math.ceil(length / each) }, (_, i) => Math.min(each, length - i * each));
  const sizes = said && said.dims.length > 0 ? said.values : even;
  let start = 0;
  const parts = sizes.map((size) => {
    const from = start;
    start += size;
    return entries(
      conversion,
      x,
      axis,
      Array.from({ length: size }, (_, i) => from + i),
    );
  });
  return { kind: 'sequence', parts };
};

export const sequenceAt: Converter = (conversion) => {
  const list = optionalInput(conversion, 0);
  const index = constantOf(optionalInput(conversion, 1));
  const part =
    list?.kind === 'sequence' && index?.kind === 'integers' ? list.parts.at(index.values[0] ?? 0) : undefined;
  if (part) return part;
  throw unsupportedOp(phrase('{layer} of no known part is not supported.', { layer: label(conversion) }));
};

/** GatherND of constant entries along the first axis. */
export const gatherNd: Converter = (conversion) => {
  const indices = constantOf(optionalInput(conversion, 1));
  if (
    indices?.kind !== 'integers' ||
    indices.dims.at(-1) !== 1 ||
    integerAttribute(conversion, 'batch_dims', 0) !== 0
  )
    throw unsupportedOp(
      phrase('{layer} by more than one index is not supported.', { layer: label(conversion) }),
    );
  return gatheredAlong(conversion, 0, { ...indices, dims: indices.dims.slice(0, -1) });
};

/** Gather of constant entries along one axis. */
export const gather: Converter = (conversion) => {
  const indices = constantOf(optionalInput(conversion, 1));
  if (indices?.kind !== 'integers')
    throw unsupportedOp(
      phrase('{layer} by entries that are computed is not supported.', { layer: label(conversion) }),
    );
  return gatheredAlong(conversion, integerAttribute(conversion, 'axis', 0), indices);
};

function gatheredAlong(conversion: Conversion, along: number, indices: Integers): NodeValue {
  const x = nodeInput(conversion);
  const dims = fileShape(conversion, x);
  const axis = axisOf(along, dims.length);
  const length = dims[axis] ?? 1;
  const taken = indices.values.map((at) => (at < 0 ? at + length : at));
  const kept = entries(conversion, x, axis, taken);
  return toShape(conversion, kept, [...dims.slice(0, axis), ...indices.dims, ...dims.slice(axis + 1)]);
}
