import type { Frame } from '../../core/records/frame';
import { toLabErrorData } from '../protocol/errors';
import type { FrameSink } from '../worker/run/frame-gate';
import type { StandingSink } from '../worker/run/standing-keeper';
import type { EngineWords } from '../protocol/engine-api';
import type { RunHandle } from './lab-client';
import type { FrameListener, RunOutcome, RunRequest } from '../protocol/protocol';
import type { RunCommand } from '../protocol/run-command';
import type { Order } from './living-engine';
import type { Supervisor } from './supervisor';

/**
 * Starts a run once `after` has settled. Frames that come after a cancel or after the outcome are dropped: messages may overtake
 * each other, so the outcome brings its last frame along, which is shown where it has not been yet.
 */
export function startClientRun(
  supervisor: Pick<Supervisor, 'life'>,
  id: number,
  request: RunRequest,
  onFrame: FrameListener | undefined,
  after: Promise<unknown>,
  keep?: StandingSink,
): RunHandle & { park(): Promise<void> } {
  const early: RunCommand[] = [];
  let given: { readonly order: Order<RunOutcome>; readonly words: EngineWords } | null = null;
  let cancelled = false;
  let over = false;
  let cancelNow: (outcome: RunOutcome) => void = () => undefined;
  const cancelledEarly = new Promise<RunOutcome>((resolve) => (cancelNow = resolve));

  let shown = 0;

  const draw = async (frame: Frame, order: number): Promise<void> => {
    if (order <= shown) return;
    shown = order;
    try {
      await onFrame?.(frame);
    } catch (thrown) {
      // A listener's own fault is told as such, and does not end the run.
      globalThis.reportError(thrown);
    }
  };
  const show: FrameSink = async (frame, order) => {
    if (!over && !cancelled) await draw(frame, order);
  };

  const perform = async (): Promise<RunOutcome> => {
    try {
      await after;
      const life = await supervisor.life();
      if (cancelled) return { kind: 'cancelled' };
      const { words } = life;
      const order = life.order('run', (api) => api.run(id, request, show, keep));
      given = { order, words };
      for (const command of early) void words.command(id, command);
      return await order.answer;
    } catch (thrown) {
      return cancelled ? { kind: 'cancelled' } : { kind: 'failed', error: toLabErrorData(thrown) };
    }
  };

  const outcome = Promise.race([perform(), cancelledEarly])
    .then((ended) => {
      // Also where a cancel came too late: what has a result shows it.
      if ('last' in ended) void draw(ended.last.frame, ended.last.order);
      return ended;
    })
    .finally(() => (over = true));

  const send = (command: RunCommand): void => {
    if (over) return;
    if (command.type === 'cancel' && !cancelled) {
      cancelled = true;
      if (given) given.order.giveUp();
      else cancelNow({ kind: 'cancelled' });
    }
    if (given) void given.words.command(id, command);
    else early.push(command);
  };

  return {
    id,
    outcome,
    send,
    /** Resolves once the run stands aside or is over; one that has not begun is cancelled. */
    async park() {
      if (!given) send({ type: 'cancel' });
      else if (!over) await Promise.race([given.words.command(id, { type: 'park' }), outcome]);
    },
  };
}
