import type { OnnxValue } from '../onnx/onnx-values';
import { integerAttribute } from './graph-attributes';
import {
  computed,
  dimsOf,
  type GraphConversion,
  type GraphConverter,
  inputAt,
  integers,
  integersInput,
} from './graph-values';

/** Past the end of every axis. */
const FAR = 2 ** 31 - 1;

/** What is taken of the axes of a value, and which axes go or come. */
interface Cut {
  readonly axes: number[];
  readonly starts: number[];
  readonly ends: number[];
  readonly steps: number[];
  readonly gone: number[];
  /** Places in the result. */
  readonly made: number[];
}

/** StridedSlice, by the masks that Python's `x[0, ..., ::-1, None]` comes to. */
export const stridedSlice: GraphConverter = (conversion) => {
  const x = inputAt(conversion, 0);
  const cut = cutOf(conversion, dimsOf(conversion, x).length);
  const isLast = (part: readonly number[]): boolean => part.length === 0;
  const sliced =
    cut.axes.length === 0
      ? x
      : sliceOf(conversion, x, cut, isLast([...cut.gone, ...cut.made]) ? undefined : 'cut');
  const fewer = isLast(cut.gone)
    ? sliced
    : computed(conversion, 'Squeeze', [sliced], { axes: cut.gone }, isLast(cut.made) ? undefined : 'fewer');
  return isLast(cut.made) ? fewer : computed(conversion, 'Unsqueeze', [fewer, integers(...cut.made)]);
};

function sliceOf(conversion: GraphConversion, x: OnnxValue, cut: Cut, what?: string): OnnxValue {
  const { starts, ends, axes, steps } = cut;
  const parts = [starts, ends, axes, steps].map((part) => integers(...part));
  return computed(conversion, 'Slice', [x, ...parts], {}, what);
}

function cutOf(conversion: GraphConversion, rank: number): Cut {
  const [begin, end, strides] = [1, 2, 3].map((index) => integersInput(conversion, index)) as [
    readonly number[],
    readonly number[],
    readonly number[],
  ];
  const has = (mask: string, i: number): boolean =>
    ((integerAttribute(conversion.node, mask, 0) >> i) & 1) === 1;
  const items = [...begin.keys()];
  const isNew = (i: number): boolean => has('new_axis_mask', i) && !has('ellipsis_mask', i);
  const taken = items.filter((i) => !has('ellipsis_mask', i) && !isNew(i)).length;
  const cut: Cut = { axes: [], starts: [], ends: [], steps: [], gone: [], made: [] };
  let [axis, place] = [0, 0];
  for (const i of items) {
    if (has('ellipsis_mask', i)) {
      axis += rank - taken;
      place += rank - taken;
    } else if (isNew(i)) {
      cut.made.push(place++);
    } else {
      const [from = 0, step = 1] = [begin[i], strides[i]];
      const one = has('shrink_axis_mask', i);
      const start = has('begin_mask', i) && !one ? (step < 0 ? FAR : 0) : from;
      const stop = has('end_mask', i) ? (step < 0 ? -FAR : FAR) : (end[i] ?? FAR);
      cut.axes.push(axis);
      cut.starts.push(start);
      cut.ends.push(one ? (from === -1 ? FAR : from + 1) : stop);
      cut.steps.push(one ? 1 : step);
      if (one) cut.gone.push(axis);
      else place++;
      axis++;
    }
  }
  return cut;
}

/** Slice: so many of each axis from a start; -1 stands for all that follow. */
export const slice: GraphConverter = (conversion) => {
  const [begin, size] = [integersInput(conversion, 1), integersInput(conversion, 2)];
  const ends = begin.map((start, axis) => (size[axis] === -1 ? FAR : start + (size[axis] ?? 0)));
  const axes = [...begin.keys()];
  return computed(conversion, 'Slice', [
    inputAt(conversion, 0),
    ...[begin, ends, axes].map((part) => integers(...part)),
  ]);
};

/** ReverseV2: axes the other way round. */
export const reverse: GraphConverter = (conversion) => {
  const axes = integersInput(conversion, 1);
  const all = [axes.map(() => FAR), axes.map(() => -FAR), axes, axes.map(() => -1)];
  return computed(conversion, 'Slice', [inputAt(conversion, 0), ...all.map((part) => integers(...part))]);
};
