import type { Stretch } from '../graph/graph';

/** PyTorch's and ONNX's own: Keys 1981 with -0.75. */
export const CUBIC = -0.75;

/**
 * What each of `size` places takes of each of `length`, `[size, length]`, as ONNX's Resize says:
 * https://onnx.ai/onnx/operators/onnx__Resize.html. Beyond the ends the last value goes on.
 */
export function stretchMatrix(
  length: number,
  size: number,
  { mode, places, rounding, antialias }: Stretch,
  scale = size / length,
): Float32Array {
  const matrix = new Float32Array(size * length);
  const put = (row: number, at: number, share: number): void => {
    const column = Math.min(length - 1, Math.max(0, at));
    matrix[row * length + column] = (matrix[row * length + column] ?? 0) + share;
  };
  for (let row = 0; row < size; row++) {
    const at = placeOf(row, places, { length, size, scale });
    if (mode === 'nearest') {
      put(row, rounded(at, rounding), 1);
      continue;
    }
    if (antialias && scale < 1) {
      for (const [column, share] of covered(at, length, scale, mode)) put(row, column, share);
      continue;
    }
    const first = Math.floor(at);
    const part = at - first;
    if (mode === 'linear') {
      put(row, first, 1 - part);
      put(row, first + 1, part);
    } else for (let tap = -1; tap <= 2; tap++) put(row, first + tap, cubic(Math.abs(tap - part)));
  }
  return matrix;
}

/**
 * What a place of a result that is `scale` as large takes of those around `at`, as Pillow and PyTorch have it: the same filter, as much
 * wider as the result is smaller, and only what lies inside.
 */
function covered(
  at: number,
  length: number,
  scale: number,
  mode: Stretch['mode'],
): readonly (readonly [number, number])[] {
  const reach = (mode === 'linear' ? 1 : 2) / scale;
  const first = Math.max(0, Math.floor(at - reach + 1));
  const end = Math.min(length, Math.floor(at + reach + 1));
  const taps = Array.from({ length: end - first }, (_, i) => {
    const away = Math.abs(first + i - at) * scale;
    return [first + i, mode === 'linear' ? Math.max(0, 1 - away) : cubic(away)] as const;
  });
  const sum = taps.reduce((all, [, share]) => all + share, 0);
  return taps.map(([column, share]) => [column, share / sum]);
}

function placeOf(
  row: number,
  places: Stretch['places'],
  { length, size, scale }: { readonly length: number; readonly size: number; readonly scale: number },
): number {
  switch (places) {
    case 'half_pixel':
      return (row + 0.5) / scale - 0.5;
    case 'pytorch_half_pixel':
      return size > 1 ? (row + 0.5) / scale - 0.5 : 0;
    case 'asymmetric':
      return row / scale;
    case 'align_corners':
      return size > 1 ? (row * (length - 1)) / (size - 1) : 0;
  }
}

/** Ratios that are whole in exact arithmetic come out a little beside it. */
const NEAR = 1e-6;

function rounded(at: number, rounding: Stretch['rounding']): number {
  switch (rounding) {
    case 'floor':
      return Math.floor(at + NEAR);
    case 'ceil':
      return Math.ceil(at - NEAR);
    case 'round_prefer_floor':
      return Math.ceil(at - 0.5 - NEAR);
    case 'round_prefer_ceil':
      return Math.floor(at + 0.5 + NEAR);
  }
}

function cubic(x: number): number {
  if (x <= 1) return (CUBIC + 2) * x ** 3 - (CUBIC + 3) * x ** 2 + 1;
  return x < 2 ? CUBIC * x ** 3 - 5 * CUBIC * x ** 2 + 8 * CUBIC * x - 4 * CUBIC : 0;
}
