import type { Padding, Pair } from './graph';

/** A value's shape without its batch axis: `[H, W, C]` or `[C]`. */
export type Shape = readonly number[];

/** TensorFlow's `same` padding along one axis: `ceil(size / stride)` outputs, the odd pixel at the end. */
export function samePadding(size: number, taps: number, stride: number, dilation: number): Pair {
  const reach = (taps - 1) * dilation + 1;
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach - size);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** `same` padding of a `[H, W, C]` value as `[top, right, bottom, left]`. */
export function samePaddings(shape: Shape, size: Pair, strides: Pair, dilations: Pair = [1, 1]): Padding {
  const [top, bottom] = samePadding(shape[0] ?? 1, size[0], strides[0], dilations[0]);
  const [left, right] = samePadding(shape[1] ?? 1, size[1], strides[1], dilations[1]);
  return [top, right, bottom, left];
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}
