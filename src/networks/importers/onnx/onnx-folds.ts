import { sizeOf } from '../../graph/shapes';
import type { LazyNumbers } from '../../storage/lazy-numbers';
import { axisOf, constantOf, type Conversion, integerAttribute, integerList } from './onnx-values';
import { ELEMENTWISE, UNARY } from './onnx-fold-elementwise';
import { productOf, reductions } from './onnx-fold-sums';
import { broadcastDims, gathered, indexer, type Numbers } from './onnx-fold-arrays';

export type { Numbers } from './onnx-fold-arrays';

/** A constant on its way through a fold: whole numbers are at hand, real ones may still lie in the file. */
export type Operand =
  | { readonly dims: readonly number[]; readonly values: readonly number[]; readonly numbers?: undefined }
  | { readonly dims: readonly number[]; readonly values?: undefined; readonly numbers: LazyNumbers };

/** What a fold gives: its shape at once, its numbers from its operands' when they are asked for. */
export interface FoldPlan {
  readonly dims: readonly number[];
  /** Whole numbers or truth values. */
  readonly whole: boolean;
  readonly compute: (values: readonly Numbers[]) => Numbers;
}

type Given = readonly (Operand | undefined)[];
export type Fold = (operands: Given, conversion: Conversion) => FoldPlan | undefined;

/** Ops that only give a constant another shape. */
export const VIEWS: Readonly<
  Record<string, (x: Operand, operands: Given, conversion: Conversion) => readonly number[]>
> = {
  Identity: ({ dims }) => dims,
  Reshape(x, [, shape]) {
    const wanted = (shape?.values ?? []).map((side, i) => (side === 0 ? (x.dims[i] ?? 1) : side));
    const rest = wanted.filter((side) => side !== -1).reduce((a, b) => a * b, 1);
    return wanted.map((side) => (side === -1 ? sizeOf(x.dims) / (rest || 1) : side));
  },
  Flatten({ dims }, _given, conversion) {
    const axis = axisOf(integerAttribute(conversion, 'axis', 1), dims.length);
    return [sizeOf(dims.slice(0, axis)), sizeOf(dims.slice(axis))];
  },
  Squeeze({ dims }, _given, conversion) {
    const axes = integerList(conversion, 'axes', 1)?.map((axis) => axisOf(axis, dims.length));
    return dims.filter((side, i) => (axes ? !axes.includes(i) : side !== 1));
  },
  Unsqueeze({ dims }, _given, conversion) {
    const axes = integerList(conversion, 'axes', 1) ?? [];
    const made = [...dims];
    for (const axis of axes.map((each) => axisOf(each, dims.length + axes.length)).toSorted((a, b) => a - b))
      made.splice(axis, 0, 1);
    return made;
  },
};

const isWhole = (operand: Operand | undefined): boolean => operand?.values !== undefined;

/** A plan that takes each of its numbers from one place of the first operand. */
function taking(x: Operand, dims: readonly number[], place: (at: readonly number[]) => number): FoldPlan {
  return { dims, whole: isWhole(x), compute: ([values = []]) => gathered(values, dims, place) };
}

/** Ops on constants, by ONNX's names. */
export const FOLDS: Readonly<Record<string, Fold>> = {
  ...ELEMENTWISE,
  ...UNARY,
  Transpose([x], { node }) {
    if (!x) return undefined;
    const perm = node.attributes.get('perm')?.ints ?? [...x.dims.keys()].toReversed();
    const from = indexer(x.dims);
    const place = (at: readonly number[]): number => {
      const source = new Array<number>(x.dims.length).fill(0);
      perm.forEach((axis, i) => (source[axis] = at[i] ?? 0));
      return from(source);
    };
    return taking(
      x,
      perm.map((axis) => x.dims[axis] ?? 1),
      place,
    );
  },
  Gather([x, indices], conversion) {
    if (!x || !indices?.values) return undefined;
    const axis = axisOf(integerAttribute(conversion, 'axis', 0), x.dims.length);
    const length = x.dims[axis] ?? 1;
    const list = indices.values.map((at) => (at < 0 ? at + length : at));
    const rank = indices.dims.length;
    const [from, chosen] = [indexer(x.dims), indexer(indices.dims)];
    return taking(x, [...x.dims.slice(0, axis), ...indices.dims, ...x.dims.slice(axis + 1)], (at) => {
      const index = list[chosen(at.slice(axis, axis + rank))] ?? 0;
      return from([...at.slice(0, axis), index, ...at.slice(axis + rank)]);
    });
  },
  GatherND([x, indices], conversion) {
    if (!x || !indices?.values || integerAttribute(conversion, 'batch_dims', 0) !== 0) return undefined;
    const depth = indices.dims.at(-1) ?? 1;
    const lead = indices.dims.slice(0, -1);
    const { values: places } = indices;
    const [from, chosen] = [indexer(x.dims), indexer(lead)];
    return taking(x, [...lead, ...x.dims.slice(depth)], (at) => {
      const start = chosen(at.slice(0, lead.length)) * depth;
      const place = places
        .slice(start, start + depth)
        .map((index, axis) => (index < 0 ? index + (x.dims[axis] ?? 0) : index));
      return from([...place, ...at.slice(lead.length)]);
    });
  },
  Slice([x], conversion) {
    if (!x) return undefined;
    const ints = (name: string, at: number) => integerList(conversion, name, at);
    const starts = ints('starts', 1) ?? [];
    const ends = ints('ends', 2) ?? [];
    const axes = ints('axes', 3) ?? [...starts.keys()];
    const steps = ints('steps', 4) ?? [];
    const dims = [...x.dims];
    const [first, by] = [x.dims.map(() => 0), x.dims.map(() => 1)];
    for (const [i, given] of axes.entries()) {
      const axis = axisOf(given, x.dims.length);
      const length = x.dims[axis] ?? 1;
      const step = steps[i] || 1;
      const clamp = (at: number, least: number, most: number) =>
        Math.min(most, Math.max(least, at < 0 ? at + length : at));
      const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
      const start = clamp(starts[i] ?? 0, Math.max(0, low), high);
      const asked = ends[i] ?? length;
      const end = step < 0 && asked < -length ? -1 : clamp(asked, low, high);
      dims[axis] = Math.max(0, Math.ceil((end - start) / step));
      first[axis] = start;
      by[axis] = step;
    }
    const from = indexer(x.dims);
    return taking(x, dims, (at) =>
      from(at.map((place, axis) => (first[axis] ?? 0) + place * (by[axis] ?? 1))),
    );
  },
  Concat(operands, conversion) {
    const parts = operands.filter((one) => one !== undefined);
    const [head] = parts;
    if (!head) return undefined;
    const axis = axisOf(integerAttribute(conversion, 'axis', 0), head.dims.length);
    const length = parts.reduce((sum, { dims }) => sum + (dims[axis] ?? 1), 0);
    const dims = head.dims.map((side, i) => (i === axis ? length : side));
    const outer = sizeOf(dims.slice(0, axis));
    const widths = parts.map((part) => sizeOf(part.dims.slice(axis)));
    return {
      dims,
      whole: parts.every(isWhole),
      compute(values) {
        const made: number[] = [];
        for (let o = 0; o < outer; o++) {
          for (const [i, width] of widths.entries()) {
            const part = values[i] ?? [];
            for (let j = 0; j < width; j++) made.push(part[o * width + j] ?? 0);
          }
        }
        return made;
      },
    };
  },
  Expand([x, shape]) {
    if (!x || !shape?.values) return undefined;
    const dims = broadcastDims(x.dims, shape.values);
    const from = indexer(x.dims);
    const less = dims.length - x.dims.length;
    return taking(x, dims, (at) =>
      from(x.dims.map((side, axis) => (side === 1 ? 0 : (at[axis + less] ?? 0)))),
    );
  },
  Tile([x, repeats]) {
    if (!x || !repeats?.values) return undefined;
    const { values } = repeats;
    const from = indexer(x.dims);
    const dims = x.dims.map((side, axis) => side * (values[axis] ?? 1));
    return taking(x, dims, (at) => from(at.map((place, axis) => place % (x.dims[axis] || 1))));
  },
  ConstantOfShape([shape], { node }) {
    if (!shape?.values) return undefined;
    const tensor = node.attributes.get('value')?.tensor;
    const value = constantOf(tensor && { kind: 'tensor', tensor });
    const filling = value?.kind === 'integers' ? value.values[0] : value?.numbers.make()[0];
    const whole = value?.kind === 'integers';
    const size = sizeOf(shape.values);
    return { dims: shape.values, whole, compute: () => new Array<number>(size).fill(filling ?? 0) };
  },
  Range([start, limit, delta]) {
    const at = (operand: Operand | undefined): number =>
      operand?.values?.[0] ?? operand?.numbers?.make()[0] ?? 0;
    const [from, to, by] = [at(start), at(limit), at(delta)];
    const count = by === 0 ? Infinity : Math.max(0, Math.ceil((to - from) / by));
    return {
      dims: [count],
      whole: isWhole(start) && isWhole(delta),
      compute: () => Array.from({ length: count }, (_, i) => from + i * by),
    };
  },
  MatMul: ([a, b]) => (a && b ? productOf(a, b, [false, false]) : undefined),
  Gemm([a, b, c], conversion) {
    if (!a || !b || integerAttribute(conversion, 'transA', 0) === 1) return undefined;
    const plan = productOf(a, b, [false, integerAttribute(conversion, 'transB', 0) === 1]);
    const columns = plan?.dims.at(-1) ?? 1;
    return (
      plan && {
        ...plan,
        compute(values) {
          const bias = c ? values[2] : undefined;
          const at = (i: number): number => (bias?.length === 1 ? bias[0] : bias?.[i % columns]) ?? 0;
          return Array.from(plan.compute(values), (value, i) => value + at(i));
        },
      }
    );
  },
  ScatterND([data, indices, updates]) {
    if (!data || !indices?.values || !updates) return undefined;
    const depth = indices.dims.at(-1) ?? 1;
    const { values: places } = indices;
    const inner = sizeOf(data.dims.slice(depth));
    const from = indexer(data.dims.slice(0, depth));
    return {
      dims: data.dims,
      whole: isWhole(data),
      compute([before = [], , changes = []]) {
        const made = Array.from(before);
        for (let i = 0; i * depth < places.length; i++) {
          const at = places.slice(i * depth, (i + 1) * depth);
          const start =
            from(at.map((place, axis) => (place < 0 ? place + (data.dims[axis] ?? 0) : place))) * inner;
          for (let j = 0; j < inner; j++) made[start + j] = changes[i * inner + j] ?? 0;
        }
        return made.slice(0, before.length);
      },
    };
  },
  ...reductions(),
};
