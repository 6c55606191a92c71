import type { OnnxValue } from '../onnx/onnx-values';
import { flagAttribute, integerAttribute, integersAttribute } from './graph-attributes';
import {
  computed,
  computedAll,
  dimsOf,
  type GraphConversion,
  type GraphConverter,
  inputAt,
  integers,
  integersInput,
  lacks,
} from './graph-values';
import { phrase } from '../../../words/say';

export const shapeOf: GraphConverter = (conversion) =>
  integers(...dimsOf(conversion, inputAt(conversion, 0)));

export const rankOf: GraphConverter = (conversion) => {
  return { kind: 'integers', dims: [], values: [dimsOf(conversion, inputAt(conversion, 0)).length] };
};

export const sizeOf: GraphConverter = (conversion) => {
  const count = dimsOf(conversion, inputAt(conversion, 0)).reduce((all, side) => all * side, 1);
  return { kind: 'integers', dims: [], values: [count] };
};

export const reshape: GraphConverter = (conversion) => {
  const shape = integers(...integersInput(conversion, 1));
  return computed(conversion, 'Reshape', [inputAt(conversion, 0), shape], { allowzero: 1 });
};

export const squeeze: GraphConverter = (conversion) => {
  const axes =
    integersAttribute(conversion.node, 'squeeze_dims') ?? integersAttribute(conversion.node, 'axis');
  const x = inputAt(conversion, 0);
  // Where nothing is said, the pictures stay, of which there may be more than one.
  const dims = dimsOf(conversion, x);
  const ones = dims.flatMap((side, axis) => (side === 1 && (axis > 0 || x.kind !== 'node') ? [axis] : []));
  return computed(conversion, 'Squeeze', [x], { axes: axes ?? ones });
};

export const expandDims: GraphConverter = (conversion) => {
  const [axis = 0] = integersInput(conversion, 1);
  const x = inputAt(conversion, 0);
  const rank = dimsOf(conversion, x).length;
  return computed(conversion, 'Unsqueeze', [x, integers(axis < 0 ? axis + rank + 1 : axis)]);
};

/** ConcatV2, whose axis comes last, and Concat, whose axis comes first. */
export const concat = (axisAt: 'first' | 'last'): GraphConverter => {
  return (conversion) => {
    const { inputs } = conversion;
    const index = axisAt === 'last' ? inputs.length - 1 : 0;
    const [axis = 0] = integersInput(conversion, index);
    return together(
      conversion,
      inputs.filter((_, i) => i !== index),
      axis,
    );
  };
};

/** Several values along one axis; whole numbers among them are what they are. */
function together(
  conversion: GraphConversion,
  parts: readonly OnnxValue[],
  axis: number,
  what?: string,
): OnnxValue {
  const [only] = parts;
  return only && parts.length === 1 ? only : computed(conversion, 'Concat', parts, { axis }, what);
}

/** Pack: several values along an axis of their own. */
export const pack: GraphConverter = (conversion) => {
  const { inputs, node } = conversion;
  const rank = dimsOf(conversion, inputAt(conversion, 0)).length;
  const said = integerAttribute(node, 'axis', 0);
  const axis = said < 0 ? said + rank + 1 : said;
  const parts = inputs.map((value) => computed(conversion, 'Unsqueeze', [value, integers(axis)], {}, 'part'));
  return together(conversion, parts, axis);
};

/** Unpack: each entry of an axis. */
export const unpack: GraphConverter = (conversion) => {
  const x = inputAt(conversion, 0);
  const dims = dimsOf(conversion, x);
  const said = integerAttribute(conversion.node, 'axis', 0);
  const axis = said < 0 ? said + dims.length : said;
  return Array.from({ length: dims[axis] ?? 0 }, (_, i) => {
    const index = { kind: 'integers', dims: [], values: [i] } as const;
    return computed(conversion, 'Gather', [x, index], { axis }, `entry_${i}`);
  });
};

/** Split, whose axis comes first, into equal parts, or SplitV into parts of said lengths. */
export const split = (sized: boolean): GraphConverter => {
  return (conversion) => {
    const [axis = 0] = integersInput(conversion, sized ? 2 : 0);
    const x = inputAt(conversion, sized ? 0 : 1);
    const dims = dimsOf(conversion, x);
    const length = dims.at(axis) ?? 1;
    const count = integerAttribute(conversion.node, 'num_split', 1);
    const sizes = sized
      ? integersInput(conversion, 1)
      : Array<number>(Math.min(count, length)).fill(length / count);
    const rest = length - sizes.filter((size) => size !== -1).reduce((sum, size) => sum + size, 0);
    const filled = sizes.map((size) => (size === -1 ? rest : size));
    let start = 0;
    return filled.map((size, i) => {
      const [from, to] = [start, start + size];
      start = to;
      const ends = [integers(from), integers(to), integers(axis)];
      return computed(conversion, 'Slice', [x, ...ends], {}, `part_${i}`);
    });
  };
};

export const transpose: GraphConverter = (conversion) => {
  return computed(conversion, 'Transpose', [inputAt(conversion, 0)], { perm: integersInput(conversion, 1) });
};

/** Gather, GatherV2: entries of one axis. */
export const gather: GraphConverter = (conversion) => {
  const axis = conversion.inputs.length > 2 ? (integersInput(conversion, 2)[0] ?? 0) : 0;
  if (integerAttribute(conversion.node, 'batch_dims', 0) !== 0)
    throw lacks(conversion, phrase('with {functions}', { functions: 'batch_dims' }));
  return computed(conversion, 'Gather', [inputAt(conversion, 0), inputAt(conversion, 1)], { axis });
};

/** Tile: a value several times along its axes. */
export const tile: GraphConverter = (conversion) => {
  const x = inputAt(conversion, 0);
  const copies = integersInput(conversion, 1);
  if (x.kind !== 'node') return computed(conversion, 'Tile', [x, integers(...copies)]);
  const dims = dimsOf(conversion, x);
  const more = [...copies.keys()].filter((axis) => copies[axis] !== 1);
  if (more.every((axis) => dims[axis] === 1))
    return computed(conversion, 'Expand', [
      x,
      integers(...dims.map((side, axis) => side * (copies[axis] ?? 1))),
    ]);
  if (more.some((axis) => (copies[axis] ?? 1) > MOST_COPIES))
    throw lacks(conversion, phrase('by [{sides}]', { sides: copies.slice(0, 8).join(', ') }));
  return more.reduce<OnnxValue>((value, axis, i) => {
    const all = Array<OnnxValue>(copies[axis] ?? 1).fill(value);
    return computed(conversion, 'Concat', all, { axis }, i < more.length - 1 ? 'copies' : undefined);
  }, x);
};

const MOST_COPIES = 256;

/** Fill: one number in a shape. */
export const fill: GraphConverter = (conversion) => {
  const sides = integers(...integersInput(conversion, 0));
  return computed(conversion, 'Expand', [inputAt(conversion, 1), sides]);
};

export const broadcastTo: GraphConverter = (conversion) => {
  const sides = integers(...integersInput(conversion, 1));
  return computed(conversion, 'Expand', [inputAt(conversion, 0), sides]);
};

/** Mean, Sum, Max, Min and Prod over some axes. */
export const reduction = (op: string): GraphConverter => {
  return (conversion) => {
    const { node } = conversion;
    const x = inputAt(conversion, 0);
    const axes = integersInput(conversion, 1);
    if (axes.length === 0) return x;
    const keepdims = flagAttribute(node, 'keep_dims') || flagAttribute(node, 'keepdims') ? 1 : 0;
    return computed(conversion, op, [x, integers(...axes)], { keepdims });
  };
};

/** ArgMax where nothing follows: what is read are the scores it looks at. */
export const argMax: GraphConverter = (conversion) => {
  return computedAll(conversion, { op: 'ArgMax', inputs: [inputAt(conversion, 0)] });
};
