import { unsupportedModel } from '../../graph/failures';
import { integersOf } from './onnx-tensor';
import { type Conversion, integerAttribute, integerList, label, type OnnxValue } from './onnx-values';

/** Short lists of integers, as shapes and paddings are; `columns` where one is a matrix of so many. */
type Integers = Extract<OnnxValue, { kind: 'integers' }>;

const MOST_INTEGERS = 1024;

type Fold = (lists: readonly Integers[], conversion: Conversion) => Integers | undefined;

const list = (values: readonly number[], columns?: number): Integers => ({
  kind: 'integers',
  values,
  ...(columns === undefined ? {} : { columns }),
});

const same: Fold = ([x]) => x && list(x.values);

const FOLDS: Readonly<Record<string, Fold>> = {
  Cast: ([x]) => x,
  Identity: ([x]) => x,
  Squeeze: same,
  Unsqueeze: same,
  Add: arithmetic((a, b) => a + b),
  Sub: arithmetic((a, b) => a - b),
  Mul: arithmetic((a, b) => a * b),
  Div: arithmetic((a, b) => Math.trunc(a / b)),
  Concat: (lists) =>
    lists.some((one) => one.columns) ? undefined : list(lists.flatMap((one) => [...one.values])),
  Gather: ([x, indices], conversion) =>
    x && !x.columns && indices && integerAttribute(conversion, 'axis', 0) === 0
      ? list(indices.values.map((index) => x.values.at(index) ?? 0))
      : undefined,
  ConstantOfShape(lists, { node }) {
    const count = (lists[0]?.values ?? []).reduce((product, side) => product * side, 1);
    const tensor = node.attributes.get('value')?.tensor;
    const [value = 0] = tensor && isInteger(tensor.dataType) ? integersOf(tensor) : [];
    return count >= 0 && count <= MOST_INTEGERS ? list(new Array<number>(count).fill(value)) : undefined;
  },
  Reshape([x, shape]) {
    const [rows, columns] = shape?.values ?? [];
    if (!x || rows === undefined) return undefined;
    return columns === undefined ? list(x.values) : list(x.values, columns > 0 ? columns : undefined);
  },
  Slice([x], conversion) {
    if (!x) return undefined;
    const rows = inRows(x);
    const [[start], [end], [axis = 0], [step = 1]] = [1, 2, 3, 4].map((at) => {
      const name = ['starts', 'ends', 'axes', 'steps'][at - 1] ?? '';
      return integerList(conversion, name, at) ?? [];
    }) as [number[], number[], number[], number[]];
    if (axis !== 0 || Math.abs(step) !== 1 || start === undefined || end === undefined) return undefined;
    const bounded = (at: number) => Math.min(rows.length, Math.max(0, at < 0 ? at + rows.length : at));
    const kept =
      step === 1
        ? rows.slice(bounded(start), bounded(end))
        : rows.slice(end < -rows.length ? 0 : bounded(end) + 1, bounded(start) + 1).toReversed();
    return list(kept.flat(), x.columns);
  },
  Transpose([x]) {
    const columns = x?.columns;
    if (!x || !columns) return x;
    const rows = inRows(x);
    return list(
      Array.from({ length: columns }, (_, c) => rows.map((row) => row[c] ?? 0)).flat(),
      rows.length,
    );
  },
};

/** The value of an op on short lists of integers; undefined where its inputs are something else, or it is another op. */
export function foldIntegers(conversion: Conversion): OnnxValue | undefined {
  const { node } = conversion;
  const fold = Object.hasOwn(FOLDS, node.op) ? FOLDS[node.op] : undefined;
  if (!fold || node.inputs.length === 0 || node.inputs.length > MOST_INTEGERS) return undefined;
  const lists: Integers[] = [];
  for (const name of node.inputs.filter(Boolean)) {
    const value = integers(conversion.value(name));
    if (!value) return undefined;
    lists.push(value);
  }
  const count = lists.reduce((sum, one) => sum + one.values.length, 0);
  if (count > MOST_INTEGERS * 4) {
    throw unsupportedModel(`${label(conversion)} computes more than ${MOST_INTEGERS} numbers of a shape.`);
  }
  const folded = fold(lists, conversion);
  if (!folded || folded.values.length <= MOST_INTEGERS) return folded;
  throw unsupportedModel(`${label(conversion)} computes more than ${MOST_INTEGERS} numbers of a shape.`);
}

function arithmetic(of: (a: number, b: number) => number): Fold {
  return ([a, b]) => {
    if (!a || !b || a.columns || b.columns) return undefined;
    const length = Math.max(a.values.length, b.values.length);
    const at = ({ values }: Integers, i: number) => values[values.length === 1 ? 0 : i] ?? 0;
    return list(Array.from({ length }, (_, i) => of(at(a, i), at(b, i))));
  };
}

function inRows({ values, columns = 1 }: Integers): number[][] {
  return Array.from({ length: Math.ceil(values.length / columns) }, (_, row) =>
    values.slice(row * columns, (row + 1) * columns),
  );
}

function isInteger(dataType: number): boolean {
  return dataType === 6 || dataType === 7;
}

function integers(value: OnnxValue | undefined): Integers | undefined {
  if (value?.kind === 'integers') return value;
  if (value?.kind !== 'tensor' || !isInteger(value.tensor.dataType)) return undefined;
  const count = value.tensor.dims.reduce((product, side) => product * side, 1);
  if (count > MOST_INTEGERS) return undefined;
  const columns = value.tensor.dims.length === 2 ? value.tensor.dims[1] : undefined;
  return list(integersOf(value.tensor), columns);
}
