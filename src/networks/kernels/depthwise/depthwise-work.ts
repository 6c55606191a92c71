import type { Padding, Pair } from '../../graph/graph';

/** The gradient of a depthwise convolution with one output for each channel, with respect to its input. */
export interface DepthwiseGradient {
  /** Height and width of the kernel. */
  readonly taps: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilations: Pair;
  /** Of the input, `[N, H, W, C]`. */
  readonly shape: readonly [number, number, number, number];
}
