import type { RunResult } from '../../engine/protocol/protocol';

const results = new WeakSet<RunResult>();

/** Notes that a result stands on the stage because its card was opened: what follows a run's end by itself does not follow it. */
export function noteShownAgain(result: RunResult): void {
  results.add(result);
}

/** Whether a result was brought back from its card, and so is looked at without computing anything. */
export function isShownAgain(result: RunResult): boolean {
  return results.has(result);
}
