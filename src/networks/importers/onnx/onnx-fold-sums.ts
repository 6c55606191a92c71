import { sizeOf } from '../../graph/shapes';
import { gathered, indexer } from './onnx-fold-arrays';
import type { Fold, FoldPlan, Operand } from './onnx-folds';
import { axisOf, integerAttribute, integerList } from './onnx-values';

const isWhole = (operand: Operand): boolean => operand.values !== undefined;

/** Of matrices, the first of them perhaps many. */
export function productOf(
  a: Operand,
  b: Operand,
  [, turned]: readonly [boolean, boolean],
): FoldPlan | undefined {
  if (a.dims.length < 2 || b.dims.slice(0, -2).some((side) => side !== 1)) return undefined;
  const [first = 1, second = 1] = b.dims.slice(-2);
  const [inner, columns] = turned ? [second, first] : [first, second];
  if (a.dims.at(-1) !== inner || b.dims.length > a.dims.length) return undefined;
  const rows = sizeOf(a.dims.slice(0, -1));
  // More than this many products are no table of positions.
  if (rows * inner * columns > 2 ** 26) return undefined;
  return {
    dims: [...a.dims.slice(0, -1), columns],
    whole: isWhole(a) && isWhole(b),
    compute([x = [], y = []]) {
      const made = new Float64Array(rows * columns);
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          let sum = 0;
          for (let k = 0; k < inner; k++)
            sum += (x[row * inner + k] ?? 0) * (y[turned ? column * inner + k : k * columns + column] ?? 0);
          made[row * columns + column] = sum;
        }
      }
      return Array.from(made);
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
      const to = indexer(full);
      const count = sizeOf(x.dims) / Math.max(1, sizeOf(full));
      return {
        dims: keeps ? full : x.dims.filter((_, axis) => !axes.includes(axis)),
        whole: isWhole(x),
        compute([values = []]) {
          const made = new Array<number>(sizeOf(full)).fill(start);
          const places = gathered(
            [],
            x.dims,
            (at) => to(at.map((place, axis) => (axes.includes(axis) ? 0 : place))),
            true,
          );
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
    ReduceProd: over(1, (a, b) => a * b),
    ReduceMax: over(-Infinity, Math.max),
    ReduceMin: over(Infinity, Math.min),
  };
}
