import { LabError } from '../core/lab-error';
import { toLabErrorData } from './errors';
import type { FrameSink } from './frame-gate';
import type { RunHandle } from './lab-client';
import type { FrameListener, RunCommand, RunOutcome, RunRequest } from './protocol';
import type { EngineLife, Supervisor } from './supervisor';

/** A run that does not end this long after a cancel has its engine replaced. */
export const CANCEL_DEADLINE_MS = 2000;

/**
 * Starts a run once `after` has settled. Frames that come after a cancel or after the outcome are dropped: messages may overtake
 * each other, so the outcome brings its last frame along, which is shown where it has not been yet.
 */
export function startClientRun(
  supervisor: Pick<Supervisor, 'life' | 'replace'>,
  id: number,
  request: RunRequest,
  onFrame: FrameListener | undefined,
  after: Promise<unknown>,
): RunHandle {
  const early: RunCommand[] = [];
  let life: EngineLife | null = null;
  let cancelled = false;
  let over = false;
  let cancelNow: (outcome: RunOutcome) => void = () => undefined;
  const cancelledEarly = new Promise<RunOutcome>((resolve) => (cancelNow = resolve));

  let shown = 0;

  const show: FrameSink = async (frame, order) => {
    if (over || cancelled || order <= shown) return;
    shown = order;
    try {
      onFrame?.(frame);
    } catch (thrown) {
      // A listener's own fault is told as such, and does not end the run.
      globalThis.reportError(thrown);
    }
  };

  const perform = async (): Promise<RunOutcome> => {
    try {
      await after;
      const { api, gone } = (life = await supervisor.life());
      if (cancelled) return { kind: 'cancelled' };
      const ended = api.run(id, request, show);
      for (const command of early) void api.command(id, command);
      return await Promise.race([ended, gone]);
    } catch (thrown) {
      return cancelled ? { kind: 'cancelled' } : { kind: 'failed', error: toLabErrorData(thrown) };
    }
  };

  const outcome = Promise.race([perform(), cancelledEarly])
    .then((ended) => {
      if ('last' in ended) void show(ended.last.frame, ended.last.order);
      return ended;
    })
    .finally(() => (over = true));

  const enforceDeadline = (stuck: EngineLife): void => {
    const timer = setTimeout(() => {
      const reason = new LabError(
        'engine-stopped',
        'The engine did not answer to a cancel.',
        'It starts again by itself.',
      );
      supervisor.replace(stuck, reason);
    }, CANCEL_DEADLINE_MS);
    void outcome.finally(() => clearTimeout(timer));
  };

  return {
    id,
    outcome,
    send(command) {
      if (over) return;
      if (command.type === 'cancel' && !cancelled) {
        cancelled = true;
        if (life) enforceDeadline(life);
        else cancelNow({ kind: 'cancelled' });
      }
      if (life) void life.api.command(id, command);
      else early.push(command);
    },
  };
}
