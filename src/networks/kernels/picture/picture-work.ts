// What the kernels of a picture are asked for.

/** One thing done with every value of a picture, with one number for all channels or one for each. */
export interface ChannelStep {
  readonly does: 'add' | 'subtract' | 'multiply' | 'divide' | 'atLeast' | 'atMost' | 'floor';
  readonly by: readonly [number, number, number];
}

export interface ChannelSteps {
  readonly steps: readonly ChannelStep[];
}

/** How far a picture is rolled, in pixels: to the right and down, both within the picture. */
export interface RollOffset {
  readonly dx: number;
  readonly dy: number;
}

/** A step of plain gradient ascent on a picture, as numbers. */
export interface PictureClimb extends RollOffset {
  /** What the gradient is multiplied by. */
  readonly gain: number;
  /** What a regulariser's gradient is, in parts of the picture, and what that is multiplied by. */
  readonly decay: number;
  readonly weight: number;
  /** Whether the result is held within what a picture can be. */
  readonly clamped: boolean;
}

/** A length for each channel. */
export interface Reach {
  readonly reach: readonly [number, number, number];
}

/** How a start is moved from. */
export interface MoveFrom {
  /** Whether the result is held within what a picture can be. */
  readonly clamped: boolean;
}
