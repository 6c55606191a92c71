import { LabError } from '../core/lab-error';

/** A run that does not end this long after a cancel has its engine replaced. */
export const CANCEL_DEADLINE_MS = 2000;

/** The same for a load, which may have to finish writing what has come of a download. */
export const LOAD_CANCEL_DEADLINE_MS = 5000;

/** Calls `onLate` where what was just cancelled has not settled within so many milliseconds. */
export function enforceCancel(settled: Promise<unknown>, milliseconds: number, onLate: () => void): void {
  const timer = setTimeout(onLate, milliseconds);
  const clear = (): void => clearTimeout(timer);
  settled.then(clear, clear);
}

/** The error of an engine that went on with what was cancelled. */
export function cancelUnanswered(): LabError {
  return new LabError(
    'engine-stopped',
    'The engine did not answer to a cancel.',
    'It starts again by itself.',
  );
}

/** The error of an engine that the person ended. */
export function restarted(): LabError {
  return new LabError('engine-stopped', 'The engine was started again.', 'Run once more.');
}
