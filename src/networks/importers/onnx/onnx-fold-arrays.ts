import { sizeOf } from '../../graph/shapes';

/** Numbers of a constant, row by row. */
export type Numbers = ArrayLike<number>;

/** Where a place of an array lies among its numbers. */
export function indexer(dims: readonly number[]): (at: readonly number[]) => number {
  const strides = stridesOf(dims);
  return (at) => strides.reduce((sum, stride, axis) => sum + stride * (at[axis] ?? 0), 0);
}

/** How far apart the numbers of an array lie along each axis. */
export function stridesOf(dims: readonly number[]): number[] {
  return dims.map((_, axis) => sizeOf(dims.slice(axis + 1)));
}

/** An array whose numbers are taken from another's places. */
export function gathered(
  values: Numbers,
  dims: readonly number[],
  place: (at: readonly number[]) => number,
): Numbers {
  const size = sizeOf(dims);
  const at = dims.map(() => 0);
  const made = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    made[i] = values[place(at)] ?? 0;
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      at[axis] = (at[axis] ?? 0) + 1;
      if ((at[axis] ?? 0) < (dims[axis] ?? 1)) break;
      at[axis] = 0;
    }
  }
  return made;
}

/** Where the numbers of an array of shape `dims` lie in another, that far apart along each axis. */
export function placesOf(dims: readonly number[], strides: readonly number[], start = 0): Int32Array {
  const places = new Int32Array(sizeOf(dims));
  const at = dims.map(() => 0);
  const [last, step] = [Math.max(1, dims.at(-1) ?? 1), strides.at(-1) ?? 0];
  let from = start;
  for (let i = 0; i < places.length; i += last) {
    for (let j = 0; j < last; j++) places[i + j] = from + j * step;
    for (let axis = dims.length - 2; axis >= 0; axis--) {
      const [side = 1, stride = 0] = [dims[axis], strides[axis]];
      at[axis] = (at[axis] ?? 0) + 1;
      from += stride;
      if ((at[axis] ?? 0) < side) break;
      from -= side * stride;
      at[axis] = 0;
    }
  }
  return places;
}

/** The numbers at such places. */
export function strided(
  values: Numbers,
  dims: readonly number[],
  strides: readonly number[],
  start = 0,
): Numbers {
  const places = placesOf(dims, strides, start);
  const made = new Float64Array(places.length);
  for (let i = 0; i < made.length; i++) made[i] = values[places[i] ?? 0] ?? 0;
  return made;
}

/** An array repeated along the axes in which a larger one is longer. */
export function repeatedOver(values: Numbers, own: readonly number[], dims: readonly number[]): Numbers {
  if (own.join() === dims.join()) return values;
  const less = dims.length - own.length;
  const by = stridesOf(own).map((stride, axis) => (own[axis] === 1 ? 0 : stride));
  return strided(
    values,
    dims,
    dims.map((_, axis) => by[axis - less] ?? 0),
  );
}

/** The shape that two broadcast to. */
export function broadcastDims(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [x = 1, y = 1] = [a[axis - rank + a.length], b[axis - rank + b.length]];
    return x === 1 ? y : x;
  });
}
