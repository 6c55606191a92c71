import { LabError } from '../../core/records/lab-error';
import type { EngineOrders } from '../protocol/engine-api';
import { phrase } from '../../words/say';

/** Milliseconds that each order may go on after it was given up; then the engine that still works at it is replaced. */
export const ORDER_DEADLINES: Readonly<Record<keyof EngineOrders, number>> = {
  /** Ends between two steps. */
  run: 2_000,
  /** May have to finish writing what has come of a download. */
  load: 5_000,
  /** May be compiling a program for every layer. */
  backend: 10_000,
  /** What cannot be stopped midway may wait behind one long layer, on the slowest device. */
  classify: 10_000,
  readings: 10_000,
  thumbnails: 10_000,
  outline: 10_000,
  /** Ends between two pictures, or two steps of the training. */
  tune: 10_000,
  memory: 10_000,
};

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
    phrase('The engine did not answer to a cancel.'),
    phrase('It starts again by itself.'),
  );
}

/** The error of a page on which no engine has started. */
export function notStarted(): LabError {
  return new LabError('backend-unavailable', phrase('No engine has started.'), phrase('Reload the page.'));
}

/** The error of an engine that the person ended. */
export function restarted(): LabError {
  return new LabError('engine-stopped', phrase('The engine was started again.'), phrase('Run once more.'));
}
