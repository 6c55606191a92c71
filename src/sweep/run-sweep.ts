import { isAbort } from '../core/records/abort';
import { LabError, type LabErrorData } from '../core/records/lab-error';
import type { RunEnd, SweepMarks } from './sweep-marks';
import { hasDiverged, isBeyondStability } from './sweep-marks';
import { type SweepCell, sweepCells, type SweepPlan } from './sweep-plan';

/** What has come of one run of a sweep: its result, or why there is none. */
export type SweptCell<R> = SweepCell &
  SweepMarks &
  ({ readonly result: R } | { readonly error: LabErrorData });

/**
 * The runs of a sweep one after the other, row by row. One that fails says why, and the others go on.
 * @throws LabError as `sweepCells`; what `run` throws where that is an AbortError.
 */
export async function runSweep<R extends RunEnd>(
  plan: SweepPlan,
  run: (cell: SweepCell) => Promise<R>,
  onCell?: (cell: SweptCell<R>) => void,
): Promise<readonly SweptCell<R>[]> {
  const done: SweptCell<R>[] = [];
  for (const cell of sweepCells(plan)) {
    const swept = { ...cell, ...(await runOne(plan, cell, run)) };
    done.push(swept);
    onCell?.(swept);
  }
  return done;
}

async function runOne<R extends RunEnd>(
  { method }: SweepPlan,
  cell: SweepCell,
  run: (cell: SweepCell) => Promise<R>,
): Promise<SweepMarks & ({ readonly result: R } | { readonly error: LabErrorData })> {
  const beyondStability = isBeyondStability(method, cell.params);
  try {
    const result = await run(cell);
    return { beyondStability, diverged: hasDiverged(result), result };
  } catch (thrown) {
    if (isAbort(thrown) || !(thrown instanceof LabError)) throw thrown;
    return { beyondStability, diverged: false, error: thrown.toData() };
  }
}
