import type { ReluRule } from '../../executor/network';

/** How a rectifier sends a gradient back, and which channels of `dy` are its own. */
export interface RectifierGradient {
  readonly rule: ReluRule;
  /** Where the unit saturates: 6 for relu6, `Infinity` for relu. */
  readonly ceiling: number;
  /** First channel of `dy` that belongs to this rectifier; the others are those of its neighbours in a concatenation. */
  readonly offset: number;
}
