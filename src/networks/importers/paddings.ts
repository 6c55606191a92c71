import type { Padding, Pair } from '../graph/graph';

export const NONE: Padding = [0, 0, 0, 0];

export function isNone(padding: Padding): boolean {
  return padding.every((side) => side === 0);
}

export function sum(a: Padding, b: Padding = NONE): Padding {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]];
}

/**
 * Whether zeros around a map never show in its max pool: no value is below them, and every window holds a value of the map.
 * Such a padding may be left to the pool, whose own never wins.
 */
export function padsNothing([top, right, bottom, left]: Padding, size: Pair, nonNegative: boolean): boolean {
  return nonNegative && Math.max(top, bottom) < size[0] && Math.max(left, right) < size[1];
}
