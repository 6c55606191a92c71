import { slice, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Padding, Pair } from '../../graph/graph';

/**
 * A convolution's `[N, H, W, C]` input from the correlation of what came back with its rotated kernel, whose taps reach so
 * far: padded so that it comes out in that shape, or where the padding was wider than the reach, cut to it.
 */
export function correlatedBack(
  shape: readonly [number, number, number, number],
  [high, wide]: Pair,
  [top, right, bottom, left]: Padding,
  correlate: (padding: Padding) => Tensor4D,
): Tensor4D {
  const padding: Padding = [high - top, wide - right, high - bottom, wide - left];
  if (padding.every((side) => side >= 0)) return correlate(padding);
  return slice(correlate([high, wide, high, wide]), [0, top, left, 0], [...shape]);
}
