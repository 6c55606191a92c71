import type { Colours } from '../colours';
import type { PatchForm } from './placement';

/** What is left of the steps before at each step. */
const MOMENTUM = 0.9;
const MID_GREY = 128;

/** The colours of a patch while it is painted. */
export interface Paint {
  /** Grey levels 0..255, `side * side * 3` row-major. */
  readonly colours: Colours;
  /**
   * Moves each by `stepSize` up the mean of the slopes so far, or down it; those of no slope stay as they are. False where
   * there is no slope at all. https://arxiv.org/abs/1710.06081
   */
  climb(slope: Colours, stepSize: number): boolean;
}

/** A patch of mid grey, to be painted up the slopes (1) or down them (-1). */
export function createPaint({ side }: Pick<PatchForm, 'side'>, up: 1 | -1): Paint {
  const colours: Colours = new Float32Array(3 * side * side).fill(MID_GREY);
  const mean: Colours = new Float32Array(colours.length);
  return {
    colours,
    climb(slope, stepSize) {
      const length = slope.reduce((sum, value) => sum + Math.abs(value), 0);
      if (length === 0) return false;
      for (let i = 0; i < colours.length; i++) {
        mean[i] = MOMENTUM * (mean[i] as number) + (slope[i] as number) / length;
        const moved = (colours[i] as number) + up * stepSize * Math.sign(mean[i] as number);
        colours[i] = Math.min(255, Math.max(0, moved));
      }
      return true;
    },
  };
}
