import { describe, expect, it } from 'vitest';
import { stretchMatrix } from '../../../../src/networks/kernels/stretch-matrix';

const SMOOTH = {
  mode: 'linear',
  places: 'half_pixel',
  rounding: 'floor',
  antialias: true,
} as const;

describe('what the places of a smaller map take of a larger one', () => {
  // PyTorch 2.13: `F.interpolate(x, mode="bilinear", antialias=True)` of columns with a single 1 each.
  it.each([
    [
      7,
      3,
      [
        [0.357143, 0.428571, 0.214286, 0, 0, 0, 0],
        [0, 0.058824, 0.235294, 0.411765, 0.235294, 0.058824, 0],
        [0, 0, 0, 0, 0.214286, 0.428571, 0.357143],
      ],
    ],
    [
      5,
      2,
      [
        [0.318182, 0.409091, 0.227273, 0.045455, 0],
        [0, 0.045455, 0.227273, 0.409091, 0.318182],
      ],
    ],
  ])('%i to %i with all that each covers', (length, size, expected) => {
    const matrix = stretchMatrix(length, size, SMOOTH);
    expected.flat().forEach((share, i) => expect(matrix[i]).toBeCloseTo(share, 5));
  });

  it('is as without where it is larger', () => {
    const { antialias: _, ...plain } = SMOOTH;
    expect(stretchMatrix(3, 7, SMOOTH)).toEqual(stretchMatrix(3, 7, plain));
  });
});
