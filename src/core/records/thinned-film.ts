import type { Frame } from './frame';
import { isMilestone } from './milestones';
import type { Film } from './run-history';
import { thinned } from './thinned';

/** As many frames of a film as there is room for, in bytes: milestones go last, and the newest stays whatever its size. */
export function thinnedFilm({ frames, ...places }: Film, room: number): Film {
  return {
    ...places,
    frames: thinned(frames, {
      stepOf: ({ frame }) => frame.step,
      bytesOf: ({ frame }) => bytesOf(frame),
      room,
      isFirm: ({ frame }) => isMilestone(frame.step),
    }),
  };
}

function bytesOf({ pixels, companions, opacity, attribution, gradient, logits }: Frame): number {
  return [pixels, companions, opacity, attribution, gradient, logits].reduce(
    (sum, values) => sum + (values?.byteLength ?? 0),
    0,
  );
}
