import type { Frame } from '../core/frame';
import { CANCEL_DEADLINE_MS, enforceCancel } from './cancel-deadline';
import { toLabErrorData } from './errors';
import type { FrameSink } from './frame-gate';
import type { RunHandle } from './lab-client';
import type { FrameListener, RunCommand, RunOutcome, RunRequest } from './protocol';
import type { EngineLife } from './living-engine';
import type { Supervisor } from './supervisor';

/**
 * Starts a run once `after` has settled. Frames that come after a cancel or after the outcome are dropped: messages may overtake
 * each other, so the outcome brings its last frame along, which is shown where it has not been yet.
 */
export function startClientRun(
  supervisor: Pick<Supervisor, 'life' | 'replaceStuck'>,
  id: number,
  request: RunRequest,
  onFrame: FrameListener | undefined,
  after: Promise<unknown>,
): RunHandle & { park(): Promise<void> } {
  const early: RunCommand[] = [];
  let life: EngineLife | null = null;
  let cancelled = false;
  let over = false;
  let cancelNow: (outcome: RunOutcome) => void = () => undefined;
  const cancelledEarly = new Promise<RunOutcome>((resolve) => (cancelNow = resolve));

  let shown = 0;

  const draw = (frame: Frame, order: number): void => {
    if (order <= shown) return;
    shown = order;
    try {
      onFrame?.(frame);
    } catch (thrown) {
      // A listener's own fault is told as such, and does not end the run.
      globalThis.reportError(thrown);
    }
  };
  const show: FrameSink = async (frame, order) => {
    if (!over && !cancelled) draw(frame, order);
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
      // Also where a cancel came too late: what has a result shows it.
      if ('last' in ended) draw(ended.last.frame, ended.last.order);
      return ended;
    })
    .finally(() => (over = true));

  const send = (command: RunCommand): void => {
    if (over) return;
    if (command.type === 'cancel' && !cancelled) {
      cancelled = true;
      const stuck = life;
      if (stuck) enforceCancel(outcome, CANCEL_DEADLINE_MS, () => supervisor.replaceStuck(stuck));
      else cancelNow({ kind: 'cancelled' });
    }
    if (life) void life.api.command(id, command);
    else early.push(command);
  };

  return {
    id,
    outcome,
    send,
    /** Resolves once the run stands aside or is over; one that has not begun is cancelled. */
    async park() {
      if (!life) send({ type: 'cancel' });
      else if (!over) await Promise.race([life.api.command(id, { type: 'park' }), outcome]);
    },
  };
}
