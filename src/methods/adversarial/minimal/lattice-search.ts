import { type Change, keptWithin, scaledToRoundedLength } from '../../../core/pictures/byte-lattice';
import { l2 } from '../../../tensors/norms';
import type { LatticeParams } from './lattice.params';
import { cosineBetween } from './fmn';

/** What is known of the change that was asked about last. */
export interface AskedChange {
  readonly change: Change;
  readonly fools: boolean;
  /** Gradient over grey levels of the score that rises towards fooling; null where it was not asked for. */
  readonly slope: Float32Array<ArrayBuffer> | null;
}

/** The shortest change that has fooled, in whole levels, and its length; the change is null before there is one. */
export interface SmallestFound {
  readonly change: Change | null;
  readonly length: number;
}

/** A search that is told of each answer and says what to ask about next. */
export interface LatticeSearch {
  /** Whether it wants the slope at what it asked for. */
  readonly wantsSlope: () => boolean;
  /** The change to ask about next, after `step` questions; null where no slope leads on. */
  readonly next: (asked: AskedChange, found: SmallestFound, step: number) => Change | null;
}

/** Length of a step on the way to the first picture that fools, in grey levels; at least this share of the one that is given. */
const REACH = 30;
const GIVEN_SHARE = 1 / 12;
/** The share of the steps after which a way from the photo that fools nothing yet gives way to the one that was given. */
const REACH_SHARE = 1 / 3;
/** So often the way back to the photo is halved. */
const HALVINGS = 8;
/** The last step is this share of the first, and the last shrinking this one of the length. */
const LAST_STRIDE = 0.01;
const LAST_SHRINK = 0.002;

/**
 * Steps from the photo up the slope until a picture fools, or, where one that fools `isGiven` to begin with, for a third of the
 * steps: most that were given lie in a direction that leads to no short change. Then it halves the way back to the photo; then steps along the slope of the rounded picture,
 * each time made as long as the rounded change may be, which shrinks where it fools and grows where it does not. `photo` in
 * grey levels.
 */
export function createLatticeSearch(
  photo: ArrayLike<number>,
  { steps, stride, shrink }: LatticeParams,
  isGiven = false,
): LatticeSearch {
  let phase: 'given' | 'reach' | 'halve' | 'shrink' = isGiven ? 'given' : 'reach';
  let whole: Change = new Float32Array();
  let [near, far, halved] = [0, 1, 0];
  let begun = 0;
  let reach = REACH;
  let length = Infinity;

  return {
    wantsSlope: () => phase === 'reach' || phase === 'shrink',
    next(asked, found, step) {
      if (phase === 'given') {
        phase = 'reach';
        if (found.change) reach = Math.max(REACH, GIVEN_SHARE * found.length);
        return new Float32Array(photo.length);
      }
      if (phase === 'reach') {
        const isLate = found.change !== null && step > REACH_SHARE * steps;
        const further = asked.fools || isLate ? null : stepped(asked, reach);
        if (further) return further;
        if (!found.change) return null;
        phase = 'halve';
        whole = asked.fools ? asked.change : found.change;
        return middle();
      }
      if (phase === 'halve') {
        if (asked.fools) far = (near + far) / 2;
        else near = (near + far) / 2;
        if (++halved < HALVINGS) return middle();
        phase = 'shrink';
        begun = step;
        length = found.length;
        return found.change;
      }
      const at = Math.min(1, (step - begun) / Math.max(1, steps - begun - 1));
      const share = cosineBetween(shrink, LAST_SHRINK, at);
      length = asked.fools
        ? Math.min(length, found.length) * (1 - share)
        : Math.min(length * (1 + share), found.length * (1 - LAST_SHRINK));
      const turned = stepped(asked, cosineBetween(stride, stride * LAST_STRIDE, at) * l2(asked.change));
      return turned && scaledToRoundedLength(turned, length);
    },
  };

  function middle(): Change {
    return whole.map((value) => ((near + far) / 2) * value);
  }

  function stepped({ change, slope }: AskedChange, by: number): Change | null {
    const norm = slope ? l2(slope) : 0;
    if (!slope || norm === 0) return null;
    const further = new Float32Array(change.length);
    for (let i = 0; i < change.length; i++)
      further[i] = (change[i] as number) + (by * (slope[i] as number)) / norm;
    return keptWithin(photo, further);
  }
}
