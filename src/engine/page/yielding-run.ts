import type { RunHandle } from './lab-client';
import type { RunOutcome } from '../protocol/protocol';

/**
 * A run that gives way: it begins once no other run is under way, and begins again after one that ended it.
 * Only its own cancel ends it for good. Commands sent while it waits, save cancel, are not kept.
 */
export function startYieldingRun(id: number, idle: () => Promise<void>, begin: () => RunHandle): RunHandle {
  let current: RunHandle | null = null;
  let cancelled = false;
  const isCancelled = (): boolean => cancelled;
  let cancelWaiting: (outcome: RunOutcome) => void = () => undefined;
  const cancelledWaiting = new Promise<RunOutcome>((resolve) => (cancelWaiting = resolve));

  const perform = async (): Promise<RunOutcome> => {
    for (;;) {
      await idle();
      // Cancelled while it waited: the outcome has been told already.
      if (isCancelled()) return { kind: 'cancelled' };
      current = begin();
      const outcome = await current.outcome;
      current = null;
      if (outcome.kind !== 'cancelled' || isCancelled()) return outcome;
    }
  };

  return {
    id,
    outcome: Promise.race([perform(), cancelledWaiting]),
    send(command) {
      if (command.type === 'cancel') cancelled = true;
      if (current) current.send(command);
      else if (command.type === 'cancel') cancelWaiting({ kind: 'cancelled' });
    },
  };
}
