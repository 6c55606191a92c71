import { sizeOf } from '../../graph/shapes';
import { broadcastDims, type Numbers, placesOf, repeatedOver, stridesOf } from './onnx-fold-arrays';
import type { Fold, FoldPlan, Operand } from './onnx-folds';
import { axisOf, integerAttribute, integerList } from './onnx-values';

const isWhole = (operand: Operand): boolean => operand.values !== undefined;

/** More products than this are no table of positions. */
const MOST_PRODUCTS = 2 ** 26;

/** Of matrices, many of either, which broadcast; each may lie with its sides exchanged. */
export function productOf(
  a: Operand,
  b: Operand,
  [first, second]: readonly [boolean, boolean],
): FoldPlan | undefined {
  const sides = (x: Operand, turned: boolean) => {
    const [rows = 1, columns = 1] = x.dims.slice(-2);
    const size = rows * columns;
    return turned
      ? { rows: columns, columns: rows, down: 1, along: columns, size }
      : { rows, columns, down: columns, along: 1, size };
  };
  const [l, r] = [sides(a, first), sides(b, second)];
  if (a.dims.length < 2 || b.dims.length < 2 || l.columns !== r.rows) return undefined;
  const [many, others] = [a.dims.slice(0, -2), b.dims.slice(0, -2)];
  const before = broadcastDims(many, others);
  const count = sizeOf(before);
  if (count * l.rows * l.columns * r.columns > MOST_PRODUCTS) return undefined;
  const which = (dims: readonly number[]): Numbers =>
    repeatedOver(
      Float64Array.from({ length: sizeOf(dims) }, (_, i) => i),
      dims,
      before,
    );
  return {
    dims: [...before, l.rows, r.columns],
    whole: isWhole(a) && isWhole(b),
    compute([x = [], y = []]) {
      const made = new Float64Array(count * l.rows * r.columns);
      const [lefts, rights] = [which(many), which(others)];
      let at = 0;
      for (let i = 0; i < count; i++) {
        const [left, right] = [(lefts[i] ?? 0) * l.size, (rights[i] ?? 0) * r.size];
        for (let row = 0; row < l.rows; row++) {
          for (let column = 0; column < r.columns; column++) {
            const [from, to] = [left + row * l.down, right + column * r.along];
            let sum = 0;
            for (let k = 0; k < l.columns; k++)
              sum += (x[from + k * l.along] ?? 0) * (y[to + k * r.down] ?? 0);
            made[at++] = sum;
          }
        }
      }
      return made;
    },
  };
}

/** ReduceSum and its like. */
export function reductions(): Record<string, Fold> {
  const over =
    (
      start: number,
      step: (sum: number, value: number) => number,
      end = (sum: number, _count: number) => sum,
    ): Fold =>
    ([x], conversion) => {
      if (!x) return undefined;
      const listed = integerList(conversion, 'axes', 1);
      const axes = (listed?.length ? listed : [...x.dims.keys()]).map((axis) => axisOf(axis, x.dims.length));
      const keeps = integerAttribute(conversion, 'keepdims', 1) === 1;
      const full = x.dims.map((side, axis) => (axes.includes(axis) ? 1 : side));
      const by = stridesOf(full).map((stride, axis) => (axes.includes(axis) ? 0 : stride));
      const count = sizeOf(x.dims) / Math.max(1, sizeOf(full));
      return {
        dims: keeps ? full : x.dims.filter((_, axis) => !axes.includes(axis)),
        whole: isWhole(x),
        compute([values = []]) {
          const made = new Float64Array(sizeOf(full)).fill(start);
          const places = placesOf(x.dims, by);
          for (let i = 0; i < values.length; i++) {
            const at = places[i] ?? 0;
            made[at] = step(made[at] ?? start, values[i] ?? 0);
          }
          return made.map((sum) => end(sum, count));
        },
      };
    };
  return {
    ReduceSum: over(0, (a, b) => a + b),
    ReduceMean: over(
      0,
      (a, b) => a + b,
      (sum, count) => sum / count,
    ),
    ReduceSumSquare: over(0, (a, b) => a + b * b),
    ReduceL1: over(0, (a, b) => a + Math.abs(b)),
    ReduceL2: over(0, (a, b) => a + b * b, Math.sqrt),
    ReduceProd: over(1, (a, b) => a * b),
    ReduceMax: over(-Infinity, Math.max),
    ReduceMin: over(Infinity, Math.min),
  };
}
