import type { Padding, Pair } from '../../graph/graph';
import type { FusedActivation } from '../fused-activation';

/** A convolution in groups, or its gradient with respect to its input. */
export interface GroupedConvolution {
  readonly groups: number;
  /** Height and width of the kernel. */
  readonly taps: Pair;
  /** Channels of one group, and what it makes of them. */
  readonly inputs: number;
  readonly outputs: number;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilations: Pair;
  /** Whether `x` is the gradient that came back, and the input's is asked for. */
  readonly back: boolean;
  /** Follows it; none on the way back. */
  readonly activation: FusedActivation;
  /** Of what is computed, `[N, H, W, C]`. */
  readonly shape: readonly [number, number, number, number];
}
