import { sizeOf } from '../../graph/shapes';
import { broadcastDims, gathered, indexer, repeatedOver, strided, stridesOf } from './onnx-fold-arrays';
import type { Fold, FoldPlan, Operand } from './onnx-folds';
import { axisOf, constantOf, integerAttribute, integerList, optionalInput } from './onnx-values';

const isWhole = (operand: Operand | undefined): boolean => operand?.values !== undefined;

/** A plan that takes its numbers from places of the first operand that lie as far apart along each axis. */
function stepping(x: Operand, dims: readonly number[], strides: readonly number[], start = 0): FoldPlan {
  return { dims, whole: isWhole(x), compute: ([values = []]) => strided(values, dims, strides, start) };
}

/** A plan that takes each of its numbers from one place of the first operand. */
function taking(x: Operand, dims: readonly number[], place: (at: readonly number[]) => number): FoldPlan {
  return { dims, whole: isWhole(x), compute: ([values = []]) => gathered(values, dims, place) };
}

/** Ops that move the numbers of constants about. */
export const MOVES: Readonly<Record<string, Fold>> = {
  Transpose([x], { node }) {
    if (!x) return undefined;
    const perm = node.attributes.get('perm')?.ints ?? [...x.dims.keys()].toReversed();
    const by = stridesOf(x.dims);
    return stepping(
      x,
      perm.map((axis) => x.dims[axis] ?? 1),
      perm.map((axis) => by[axis] ?? 0),
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
    const strides = stridesOf(x.dims);
    const start = strides.reduce((sum, stride, axis) => sum + stride * (first[axis] ?? 0), 0);
    return stepping(
      x,
      dims,
      strides.map((stride, axis) => stride * (by[axis] ?? 1)),
      start,
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
        const made = new Float64Array(sizeOf(dims));
        let at = 0;
        for (let o = 0; o < outer; o++) {
          for (const [i, width] of widths.entries()) {
            const part = values[i] ?? [];
            for (let j = 0; j < width; j++) made[at++] = part[o * width + j] ?? 0;
          }
        }
        return made;
      },
    };
  },
  Expand([x, shape]) {
    if (!x || !shape?.values) return undefined;
    const dims = broadcastDims(x.dims, shape.values);
    return { dims, whole: isWhole(x), compute: ([values = []]) => repeatedOver(values, x.dims, dims) };
  },
  Tile([x, repeats]) {
    if (!x || !repeats?.values) return undefined;
    const { values } = repeats;
    const from = indexer(x.dims);
    const dims = x.dims.map((side, axis) => side * (values[axis] ?? 1));
    return taking(x, dims, (at) => from(at.map((place, axis) => place % (x.dims[axis] || 1))));
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
  Split([x], conversion) {
    if (!x) return undefined;
    const axis = axisOf(integerAttribute(conversion, 'axis', 0), x.dims.length);
    const length = x.dims[axis] ?? 1;
    const count = integerAttribute(conversion, 'num_outputs', conversion.node.outputs.length);
    const even = Math.ceil(length / count);
    const sizes =
      integerList(conversion, 'split', 1) ??
      Array.from({ length: count }, (_, i) => Math.min(even, length - i * even));
    const strides = stridesOf(x.dims);
    return sizes.map((size, i) => {
      const before = sizes.slice(0, i).reduce((a, b) => a + b, 0);
      const dims = x.dims.map((side, at) => (at === axis ? size : side));
      return stepping(x, dims, strides, before * (strides[axis] ?? 0));
    });
  },
  Pad([x], conversion) {
    const pads = integerList(conversion, 'pads', 1);
    if (!x || !pads) return undefined;
    const rank = x.dims.length;
    const axes = integerList(conversion, 'axes', 3)?.map((axis) => axisOf(axis, rank)) ?? [...x.dims.keys()];
    const mode = conversion.node.attributes.get('mode')?.text || 'constant';
    const given = constantOf(optionalInput(conversion, 2));
    const filling = given?.kind === 'integers' ? given.values[0] : given?.numbers.make()[0];
    const before = x.dims.map((_, axis) => pads[axes.indexOf(axis)] ?? 0);
    const after = x.dims.map((_, axis) => pads[axes.indexOf(axis) + axes.length] ?? 0);
    const dims = x.dims.map((side, axis) => {
      return axes.includes(axis) ? side + (before[axis] ?? 0) + (after[axis] ?? 0) : side;
    });
    const from = indexer(x.dims);
    const inside = (at: number, side: number): number => {
      if (mode === 'edge') return Math.min(side - 1, Math.max(0, at));
      if (mode === 'wrap') return ((at % side) + side) % side;
      const turn = Math.abs(at) % Math.max(1, 2 * side - 2);
      return turn < side ? turn : 2 * side - 2 - turn;
    };
    return {
      dims,
      whole: isWhole(x),
      compute([values = []]) {
        const own = [...Array.from(values), filling ?? 0];
        return gathered(own, dims, (at) => {
          const places = at.map((place, axis) => place - (axes.includes(axis) ? (before[axis] ?? 0) : 0));
          const within = places.every((place, axis) => place >= 0 && place < (x.dims[axis] ?? 1));
          if (within) return from(places);
          if (mode === 'constant') return values.length;
          return from(places.map((place, axis) => inside(place, x.dims[axis] ?? 1)));
        });
      },
    };
  },
};
