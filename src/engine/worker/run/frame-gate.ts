import type { Frame } from '../../../core/records/frame';
import { isMilestone } from '../../../core/records/milestones';

/** Shows a frame, the `order`-th that its run has made; the promise is the acknowledgement. */
export type FrameSink = (frame: Frame, order: number) => Promise<void>;

/**
 * Lets frames through one at a time: while one is un-acknowledged the newest of the later ones waits, the others are dropped.
 * A milestone's goes at once, so that a film has it also where nobody watches.
 */
export interface FrameGate {
  offer(frame: Frame): void;
  /** Frames offered so far, which is the last one's order. */
  readonly offered: number;
  /** Whether nothing is un-acknowledged. */
  readonly idle: boolean;
  /** Resolves once everything sent has been acknowledged, or the gate is closed. */
  settled(): Promise<void>;
  /** Sends nothing more. */
  close(): void;
}

export function createFrameGate(sink: FrameSink): FrameGate {
  let offered = 0;
  let unacknowledged = 0;
  let waiting: { readonly frame: Frame; readonly order: number } | null = null;
  let closed = false;
  let settle: (() => void)[] = [];

  const send = (frame: Frame, order: number): void => {
    unacknowledged += 1;
    void sink(frame, order)
      .catch(() => undefined)
      .then(() => {
        unacknowledged -= 1;
        if (unacknowledged > 0) return;
        const next = waiting;
        waiting = null;
        if (next && !closed) send(next.frame, next.order);
        else wakeAll();
      });
  };
  const wakeAll = (): void => {
    for (const wake of settle) wake();
    settle = [];
  };

  return {
    offer(frame) {
      offered += 1;
      if (closed) return;
      if (unacknowledged > 0 && !isMilestone(frame.step)) {
        waiting = { frame, order: offered };
      } else {
        waiting = null;
        send(frame, offered);
      }
    },
    get offered() {
      return offered;
    },
    get idle() {
      return unacknowledged === 0;
    },
    async settled() {
      if (unacknowledged > 0 && !closed) await new Promise<void>((resolve) => settle.push(resolve));
    },
    close() {
      closed = true;
      waiting = null;
      wakeAll();
    },
  };
}
