import type { Frame } from '../../../core/records/frame';
import type { RunContext } from '../../method';

/** A map that becomes better sample by sample. */
export interface RefinementOptions {
  /** Samples in all. Asked again after every frame: a run may find that it needs more. */
  readonly total: () => number;
  /** Samples taken at once. */
  readonly batch: number;
  /** Takes in `count` samples more (at most `batch`), `done` having been taken in before. */
  readonly advance: (done: number, count: number) => void | Promise<void>;
  /** The map as it stands after `step` samples. */
  readonly show: (step: number) => Promise<Frame>;
}

/**
 * Frames of a map that refines from its first batch on. The first batch is taken even where the run is stopped at once, so
 * that there is something to keep; what was reached is always shown last, whichever frames were wanted on the way.
 */
export async function* refine(
  context: Pick<RunContext<unknown>, 'checkpoint' | 'stopAfter' | 'wantsFrame'>,
  { total, batch, advance, show }: RefinementOptions,
): AsyncGenerator<Frame, void, void> {
  let step = 0;
  let shown = 0;
  while (step < total()) {
    if ((await context.checkpoint(step)) === 'stop' && step > 0) break;
    const end = Math.min(total(), Math.max(1, context.stopAfter ?? Infinity));
    const count = Math.min(batch, end - step);
    await advance(step, count);
    step += count;
    const wanted = context.wantsFrame(step, total());
    if (wanted || step >= total()) {
      yield await show(step);
      shown = step;
    }
  }
  if (shown !== step) yield await show(step);
}
