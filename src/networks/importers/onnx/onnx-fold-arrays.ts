import { sizeOf } from '../../graph/shapes';

/** Numbers of a constant, row by row. */
export type Numbers = ArrayLike<number>;

/** Where a place of an array lies among its numbers. */
export function indexer(dims: readonly number[]): (at: readonly number[]) => number {
  const strides = dims.map((_, axis) => sizeOf(dims.slice(axis + 1)));
  return (at) => strides.reduce((sum, stride, axis) => sum + stride * (at[axis] ?? 0), 0);
}

/** An array whose numbers are taken from another's places; or those places themselves. */
export function gathered(
  values: Numbers,
  dims: readonly number[],
  place: (at: readonly number[]) => number,
  placesOnly = false,
): number[] {
  const size = sizeOf(dims);
  const at = dims.map(() => 0);
  const made: number[] = [];
  for (let i = 0; i < size; i++) {
    const from = place(at);
    made.push(placesOnly ? from : (values[from] ?? 0));
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      at[axis] = (at[axis] ?? 0) + 1;
      if ((at[axis] ?? 0) < (dims[axis] ?? 1)) break;
      at[axis] = 0;
    }
  }
  return made;
}

/** The shape that two broadcast to. */
export function broadcastDims(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [x = 1, y = 1] = [a[axis - rank + a.length], b[axis - rank + b.length]];
    return x === 1 ? y : x;
  });
}
