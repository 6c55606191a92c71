import type { RandomState } from '../random/random';

/** A tensor as plain data, row-major. */
export interface TensorValues {
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

/** Where an ascent stands between two steps: all that it takes to go on as if it had never stopped, to the last bit on the same backend. */
export interface AscentState {
  /** Steps taken. */
  readonly step: number;
  /** What the steps are summed in: the picture, or what it is made from. */
  readonly variable: TensorValues;
  /** The picture, where it is not the variable itself. It is not made of it anew: that would not be the same in the last bit. */
  readonly x?: TensorValues;
  /** What the network is shown in the picture's place, where that is of another size. */
  readonly view?: TensorValues;
  /** What of the picture has been cared for so far, where that is told. */
  readonly felt?: TensorValues;
  /** What the optimiser left for the next step: running means of the slope. */
  readonly memory: readonly TensorValues[];
  readonly random: RandomState;
}
