import { sizeOf } from '../../graph/shapes';
import type { LazyNumbers } from '../../storage/lazy-numbers';
import { ELEMENTWISE } from './onnx-fold-elementwise';
import { FUNCTIONS } from './onnx-fold-functions';
import { LAYERS } from './onnx-fold-layers';
import { MOVES } from './onnx-fold-moves';
import { productOf, reductions } from './onnx-fold-sums';
import { type Numbers, repeatedOver } from './onnx-fold-arrays';
import {
  axisOf,
  constantOf,
  type Conversion,
  floatAttribute,
  integerAttribute,
  integerList,
} from './onnx-values';

export type { Numbers } from './onnx-fold-arrays';

/** A constant on its way through a fold: whole numbers are at hand, real ones may still lie in the file. */
export type Operand =
  | { readonly dims: readonly number[]; readonly values: readonly number[]; readonly numbers?: undefined }
  | { readonly dims: readonly number[]; readonly values?: undefined; readonly numbers: LazyNumbers };

/** What a fold gives, or one of several: its shape at once, its numbers from its operands' when they are asked for. */
export interface FoldPlan {
  readonly dims: readonly number[];
  /** Whole numbers or truth values. */
  readonly whole: boolean;
  readonly compute: (values: readonly Numbers[]) => Numbers;
}

type Given = readonly (Operand | undefined)[];
export type Fold = (operands: Given, conversion: Conversion) => FoldPlan | readonly FoldPlan[] | undefined;

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

/** Ops on constants, by ONNX's names. */
export const FOLDS: Readonly<Record<string, Fold>> = {
  ...ELEMENTWISE,
  ...FUNCTIONS,
  ...MOVES,
  ...LAYERS,
  ConstantOfShape([shape], { node }) {
    if (!shape?.values) return undefined;
    const tensor = node.attributes.get('value')?.tensor;
    const value = constantOf(tensor && { kind: 'tensor', tensor });
    const filling = value?.kind === 'integers' ? value.values[0] : value?.numbers.make()[0];
    const whole = value?.kind === 'integers';
    const size = sizeOf(shape.values);
    return { dims: shape.values, whole, compute: () => new Float64Array(size).fill(filling ?? 0) };
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
    if (!a || !b) return undefined;
    const turned = (name: string): boolean => integerAttribute(conversion, name, 0) === 1;
    const plan = productOf(a, b, [turned('transA'), turned('transB')]);
    const [alpha, beta] = [floatAttribute(conversion, 'alpha', 1), floatAttribute(conversion, 'beta', 1)];
    return (
      plan && {
        ...plan,
        compute(values) {
          const bias = c ? repeatedOver(values[2] ?? [], c.dims, plan.dims) : [];
          return Float64Array.from(plan.compute(values), (value, i) => alpha * value + beta * (bias[i] ?? 0));
        },
      }
    );
  },
  CumSum([x, axisAt], conversion) {
    if (!x || !axisAt?.values) return undefined;
    const axis = axisOf(axisAt.values[0] ?? 0, x.dims.length);
    const [exclusive, reverse] = ['exclusive', 'reverse'].map(
      (name) => integerAttribute(conversion, name, 0) === 1,
    );
    const length = x.dims[axis] ?? 1;
    const inner = sizeOf(x.dims.slice(axis + 1));
    return {
      dims: x.dims,
      whole: isWhole(x),
      compute([values = []]) {
        const made = new Float64Array(values.length);
        for (let first = 0; first < made.length; first++) {
          if (Math.floor(first / inner) % length !== 0) continue;
          let sum = 0;
          for (let i = 0; i < length; i++) {
            const at = first + (reverse ? length - 1 - i : i) * inner;
            const value = values[at] ?? 0;
            made[at] = exclusive ? sum : sum + value;
            sum += value;
          }
        }
        return made;
      },
    };
  },
  EyeLike([x], conversion) {
    if (!x) return undefined;
    const [, columns = 1] = x.dims;
    const shift = integerAttribute(conversion, 'k', 0);
    const [float, double, half] = [1, 11, 10];
    const type = integerAttribute(conversion, 'dtype', isWhole(x) ? 7 : float);
    const one = (i: number): number => Number((i % columns) - Math.floor(i / columns) === shift);
    return {
      dims: x.dims,
      whole: ![float, double, half].includes(type),
      compute: () => Float64Array.from({ length: sizeOf(x.dims) }, (_, i) => one(i)),
    };
  },
  Trilu([x, by], conversion) {
    if (!x) return undefined;
    const [rows = 1, columns = 1] = x.dims.slice(-2);
    const upper = integerAttribute(conversion, 'upper', 1) === 1;
    const shift = by?.values?.[0] ?? 0;
    const stays = (i: number): boolean => {
      const over = (i % columns) - (Math.floor(i / columns) % rows) - shift;
      return upper ? over >= 0 : over <= 0;
    };
    return {
      dims: x.dims,
      whole: isWhole(x),
      compute: ([values = []]) => Float64Array.from(values, (value, i) => (stays(i) ? value : 0)),
    };
  },
  ...reductions(),
};
