import type { Pair } from '../graph/graph';
import { type LazyNumbers, madeFrom } from '../storage/lazy-numbers';

/** A convolution's kernel, HWIO or HWCM, with what it is moved by. */
interface Spaced {
  readonly shape: readonly [number, number, number, number];
  readonly numbers: LazyNumbers;
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly isDepthwise: boolean;
}

/**
 * The same convolution by a kernel that has a gradient here. One both strided and dilated gets its zeros written out; a depthwise one
 * of different strides becomes one in as many groups as channels.
 */
export function spacedKernel(kernel: Spaced): Spaced {
  const { strides, dilations, isDepthwise } = kernel;
  const spread = Math.max(...strides) > 1 && Math.max(...dilations) > 1 ? withZeros(kernel) : kernel;
  if (!isDepthwise || strides[0] === strides[1]) return spread;
  const [height, width, channels, multiplier] = spread.shape;
  // [h, w, C, M] lies as [h, w, 1, C * M] does.
  return { ...spread, shape: [height, width, 1, channels * multiplier], isDepthwise: false };
}

function withZeros(kernel: Spaced): Spaced {
  const { shape, numbers, dilations } = kernel;
  const [height, width, ...channels] = shape;
  const depth = channels[0] * channels[1];
  const [rows, columns] = [(height - 1) * dilations[0] + 1, (width - 1) * dilations[1] + 1];
  const made = madeFrom([numbers], rows * columns * depth, (values) => {
    const spread = new Float32Array(rows * columns * depth);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const from = (row * width + column) * depth;
        const to = (row * dilations[0] * columns + column * dilations[1]) * depth;
        spread.set(values.subarray(from, from + depth), to);
      }
    }
    return spread;
  });
  return { ...kernel, shape: [rows, columns, ...channels], numbers: made, dilations: [1, 1] };
}
