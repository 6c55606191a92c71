import type { Padding, Pair } from '../src/networks/graph/graph';

/** A max pool of one picture of one channel, with its gradient worked out by hand: first of the tied maxima, by rows. */
export interface TiedPool {
  readonly name: string;
  readonly x: readonly (readonly number[])[];
  readonly size: Pair;
  readonly strides: Pair;
  /** Top, right, bottom, left. */
  readonly padding: Padding;
  readonly dy: readonly (readonly number[])[];
  readonly dx: readonly (readonly number[])[];
}

const NO_PADDING: Padding = [0, 0, 0, 0];
/** Powers of two: every sum tells which windows are in it. */
const DY = [
  [1, 2],
  [4, 8],
];

function flat(height: number, width: number, value: number): number[][] {
  return Array.from({ length: height }, () => Array.from({ length: width }, () => value));
}

export const MAX_POOL_TIES: readonly TiedPool[] = [
  {
    name: 'windows side by side on a flat picture',
    x: flat(4, 4, 3),
    size: [2, 2],
    strides: [2, 2],
    padding: NO_PADDING,
    dy: DY,
    dx: [
      [1, 0, 2, 0],
      [0, 0, 0, 0],
      [4, 0, 8, 0],
      [0, 0, 0, 0],
    ],
  },
  {
    name: 'overlapping windows on a flat negative picture',
    x: flat(4, 4, -1),
    size: [3, 3],
    strides: [1, 1],
    padding: NO_PADDING,
    dy: DY,
    dx: [
      [1, 2, 0, 0],
      [4, 8, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ],
  },
  {
    name: 'overlapping windows that share maxima',
    x: [
      [0, 0, 0, 0, 0],
      [0, 0, 6, 0, 0],
      [0, 6, 0, 6, 0],
      [0, 0, 6, 0, 0],
      [0, 0, 0, 0, 0],
    ],
    size: [3, 3],
    strides: [2, 2],
    padding: NO_PADDING,
    dy: DY,
    dx: [
      [0, 0, 0, 0, 0],
      [0, 0, 3, 0, 0],
      [0, 4, 0, 8, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ],
  },
  {
    name: 'a first maximum further right than a later one',
    x: [
      [-9, -9, -2],
      [-2, -9, -9],
      [-9, -2, -9],
    ],
    size: [3, 3],
    strides: [1, 1],
    padding: NO_PADDING,
    dy: [[5]],
    dx: [
      [0, 0, 5],
      [0, 0, 0],
      [0, 0, 0],
    ],
  },
  {
    name: 'padding around a flat negative picture',
    x: flat(3, 3, -5),
    size: [3, 3],
    strides: [2, 2],
    padding: [1, 1, 1, 1],
    dy: DY,
    dx: [
      [1, 2, 0],
      [4, 8, 0],
      [0, 0, 0],
    ],
  },
  {
    name: 'asymmetric padding and a window that is not square',
    x: [
      [-2, -1],
      [-1, -1],
    ],
    size: [2, 3],
    strides: [1, 1],
    padding: [1, 0, 0, 2],
    dy: DY,
    dx: [
      [1, 10],
      [4, 0],
    ],
  },
  {
    name: 'rows and columns under no window, between windows and behind the last',
    x: [
      [-1, -1, 9, -3, -2, 9],
      [-1, -1, 9, -2, -3, 9],
      [9, 9, 9, 9, 9, 9],
      [9, 9, 9, 9, 9, 9],
    ],
    size: [2, 2],
    strides: [3, 3],
    padding: NO_PADDING,
    dy: [[3, 5]],
    dx: [
      [3, 0, 0, 0, 5, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ],
  },
];
