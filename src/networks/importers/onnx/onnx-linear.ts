import { unsupportedOp } from '../../graph/failures';
import { type LazyNumbers, madeFrom } from '../../storage/lazy-numbers';
import { sizeOf } from '../../graph/shapes';
import { addNode, arranged, nodeInput, plain, withLast } from './onnx-axes';
import { contraction } from './onnx-contraction';
import { permute } from './onnx-tensor';
import {
  constantOf,
  type Conversion,
  type Converter,
  floatAttribute,
  integerAttribute,
  label,
  type NodeValue,
  optionalInput,
  rawInput,
  weightInput,
} from './onnx-values';
import { phrase } from '../../../words/say';

/** Gemm with stored weights: `alpha * A B + beta * C`. */
export const gemm: Converter = (conversion) => {
  if (integerAttribute(conversion, 'transA', 0) === 1) {
    throw unsupportedOp(
      phrase('{layer} transposes its input (transA), which is not supported.', { layer: label(conversion) }),
    );
  }
  const alpha = floatAttribute(conversion, 'alpha', 1);
  const beta = floatAttribute(conversion, 'beta', 1);
  const bias = optionalInput(conversion, 2) ? weightInput(conversion, 2) : undefined;
  const transposed = integerAttribute(conversion, 'transB', 0) === 1;
  return dense(conversion, transposed, alpha, bias && scaled(bias.numbers, beta));
};

/** MatMul by a stored matrix, an Add that follows becoming its bias; or of two computed values. */
export const matMul: Converter = (conversion) => {
  const right = constantOf(optionalInput(conversion, 1));
  if (right && isMany(right.dims)) return productByMany(conversion, 0);
  if (right) return dense(conversion, false, 1, undefined);
  const left = optionalInput(conversion, 0);
  const stored = constantOf(left);
  if (stored && isMany(stored.dims)) return productByMany(conversion, 1);
  if (!stored) return product(conversion, nodeInput(conversion, 0), nodeInput(conversion, 1));
  // W x is (x^T W^T)^T.
  const x = nodeInput(conversion, 1);
  const rank = x.axes.length;
  const exchanged = { ...x, axes: swapped(x.axes) };
  if (rank < 2)
    throw unsupportedOp(
      phrase('{layer} of a stored matrix and a vector is not supported.', { layer: label(conversion) }),
    );
  const made = denseOf(conversion, exchanged, weightInput(conversion, 0), true, 1, undefined);
  return { ...made, axes: swapped(made.axes) };
};

function isMany(dims: readonly number[]): boolean {
  return dims.slice(0, -2).some((side) => side !== 1);
}

/** By many stored matrices, one for each place of axes before the last two; `index` is where the computed value stands. */
function productByMany(conversion: Conversion, index: 0 | 1): NodeValue {
  const x = nodeInput(conversion, index);
  const { dims, numbers } = weightInput(conversion, 1 - index);
  const rank = x.axes.length;
  if (rank < 2 || dims.length > rank) throw repeatsBoth(conversion);
  const before = letters(rank - 2);
  const [given, stored] = index === 0 ? (['MK', 'KP'] as const) : (['KP', 'MK'] as const);
  // A side that is 1 long is repeated: it has no letter.
  const kept = [...dims.keys()].filter((axis) => dims[axis] !== 1 || axis >= dims.length - 2);
  const own = `${before.slice(rank - dims.length)}${stored}`;
  return contraction(
    conversion,
    { value: x, letters: `${before}${given}` },
    {
      letters: kept.map((axis) => own[axis]).join(''),
      dims: kept.map((axis) => dims[axis] ?? 1),
      numbers,
    },
    `${before}MP`,
  );
}

function letters(count: number): string {
  return 'abcdefgh'.slice(0, count);
}

function repeatsBoth(conversion: Conversion): Error {
  return unsupportedOp(
    phrase('{layer} repeats both of its inputs, which is not supported.', { layer: label(conversion) }),
  );
}

function swapped(axes: readonly number[]): readonly number[] {
  return [...axes.slice(0, -2), axes.at(-1) ?? -1, axes.at(-2) ?? -1];
}

/** Product of two computed values, for each place of the axes before the last two. */
export function product(conversion: Conversion, a: NodeValue, b: NodeValue): NodeValue {
  const { builder, id } = conversion;
  const rank = Math.max(a.axes.length, b.axes.length);
  if (a.axes.length < 2 || b.axes.length < 2)
    throw unsupportedOp(
      phrase('{layer} of a vector that is computed is not supported.', { layer: label(conversion) }),
    );
  const level = (x: NodeValue): NodeValue => ({
    ...x,
    axes: [...Array<number>(rank - x.axes.length).fill(-1), ...x.axes],
  });
  const [left, right] = [level(a), level(b)];
  const side = (x: NodeValue, axis: number): number => {
    const ours = x.axes[axis] ?? -1;
    return ours < 0 ? 1 : (builder.shape(x.id)[ours] ?? 1);
  };
  const before = [...Array(rank - 2).keys()].filter((axis) => side(left, axis) > 1 || side(right, axis) > 1);
  const unlike = before.filter((axis) => side(left, axis) !== side(right, axis));
  if (unlike.length > 0) {
    const alike = before.filter((axis) => !unlike.includes(axis));
    if (unlike.every((axis) => side(right, axis) === 1)) return byOne(conversion, left, right, alike, unlike);
    if (!unlike.every((axis) => side(left, axis) === 1)) throw repeatsBoth(conversion);
    // A B is (B^T A^T)^T.
    const turned = (x: NodeValue): NodeValue => ({ ...x, axes: swapped(x.axes) });
    return turned(byOne(conversion, turned(right), turned(left), alike, unlike));
  }
  const lying = (x: NodeValue): { id: string; turned: boolean } => {
    const turned = [...before, rank - 1, rank - 2];
    const ours = turned.map((axis) => x.axes[axis] ?? -1);
    const asIs = ours.length === builder.shape(x.id).length && ours.every((axis, i) => axis === i);
    return asIs
      ? { id: x.id, turned: true }
      : { id: arranged(conversion, x, [...before, rank - 2, rank - 1]), turned: false };
  };
  const [l, r] = [lying(left), lying(right)];
  const node = builder.add({ id, inputs: [l.id, r.id], op: 'matMul', transposed: [l.turned, r.turned] });
  const order = [...before, rank - 2, rank - 1];
  return { kind: 'node', id: node, axes: Array.from({ length: rank }, (_, axis) => order.indexOf(axis)) };
}

/** Many matrices by one, along some of the axes before the last two: their rows are rows of one matrix. */
function byOne(
  conversion: Conversion,
  many: NodeValue,
  one: NodeValue,
  alike: readonly number[],
  unlike: readonly number[],
): NodeValue {
  const { builder, id } = conversion;
  const rank = many.axes.length;
  const order = [...alike, ...unlike, rank - 2, rank - 1];
  const apart = arranged(conversion, many, order);
  const sides = builder.shape(apart);
  const [before, rows] = [sides.slice(0, alike.length), sides.slice(alike.length, -1)];
  const together = addNode(conversion, 'rows', {
    op: 'reshape',
    inputs: [apart],
    shape: [...before, sizeOf(rows), sides.at(-1) ?? 1],
  });
  const right = arranged(conversion, one, [...alike, rank - 2, rank - 1]);
  const made = addNode(conversion, 'product', {
    op: 'matMul',
    inputs: [together, right],
    transposed: [false, false],
  });
  const shape = [...before, ...rows, builder.shape(made).at(-1) ?? 1];
  const node = builder.add({ id, inputs: [made], op: 'reshape', shape });
  return { kind: 'node', id: node, axes: Array.from({ length: rank }, (_, axis) => order.indexOf(axis)) };
}

function dense(
  conversion: Conversion,
  transposed: boolean,
  alpha: number,
  bias: LazyNumbers | undefined,
): NodeValue {
  const raw = rawInput(conversion);
  const flat = raw.order && !raw.padding && !raw.expanded ? raw : plain(conversion, raw);
  return denseOf(conversion, flat, weightInput(conversion, 1), transposed, alpha, bias);
}

function denseOf(
  conversion: Conversion,
  flat: NodeValue,
  { dims: given, numbers }: { readonly dims: readonly number[]; readonly numbers: LazyNumbers },
  transposed: boolean,
  alpha: number,
  bias: LazyNumbers | undefined,
): NodeValue {
  const { builder, id } = conversion;
  const dims = given.slice(given.findIndex((side, i) => side !== 1 || i >= given.length - 2));
  if (dims.length !== 2) {
    throw unsupportedOp(
      phrase('{layer} expected a matrix, got [{given}].', {
        layer: label(conversion),
        given: given.join(', '),
      }),
    );
  }
  const x = withLast(conversion, flat, flat.axes.length - 1);
  const [inputs = 0, outputs = 0] = transposed ? [dims[1], dims[0]] : dims;
  const kernel = scaled(
    madeFrom([numbers], numbers.length, (values) => denseKernel(values, dims, transposed, flat.order)),
    alpha,
  );
  const node = {
    inputs: [x.id],
    kernel: builder.weight(`${id}/kernel`, [inputs, outputs], kernel),
    ...(bias ? { bias: builder.weight(`${id}/bias`, [outputs], spread(bias, outputs)) } : {}),
  };
  return { kind: 'node', id: builder.add({ ...node, id, op: 'dense' }), axes: x.axes };
}

/**
 * A matrix `[I, O]` whose rows are in the order our flattened maps have, `[H, W, C]`, from ONNX's `[C, H, W]`; both it and a
 * transposition in one pass, for a large matrix should not be in memory three times.
 */
function denseKernel(
  values: Float32Array,
  dims: readonly number[],
  transposed: boolean,
  order: NodeValue['order'],
): Float32Array {
  const [rows = 0, columns = 0] = dims;
  const [inputs, outputs] = transposed ? [columns, rows] : [rows, columns];
  const ordered = order && order.reduce((a, b) => a * b, 1) === inputs;
  if (!ordered) return transposed ? permute(values, dims, [1, 0]) : values;
  return transposed
    ? permute(values, [outputs, ...order], [2, 3, 1, 0])
    : permute(values, [...order, outputs], [1, 2, 0, 3]);
}

function scaled(numbers: LazyNumbers, factor: number): LazyNumbers {
  if (factor === 1) return numbers;
  return madeFrom([numbers], numbers.length, (values) => values.map((value) => value * factor));
}

/** A bias of one number stands for all outputs. */
function spread(bias: LazyNumbers, outputs: number): LazyNumbers {
  if (bias.length !== 1 || outputs === 1) return bias;
  return madeFrom([bias], outputs, (values) => new Float32Array(outputs).fill(values[0] ?? 0));
}
