import type { Frame } from '../core/frame';

/** Shows a frame; its promise is the acknowledgement. */
export type FrameSink = (frame: Frame) => Promise<void>;

/** Lets frames through one at a time: while one is un-acknowledged the newest of the later ones waits, the others are dropped. */
export interface FrameGate {
  offer(frame: Frame): void;
  /** Whether nothing is un-acknowledged. */
  readonly idle: boolean;
  /** Sends the waiting frame whatever the viewer does: the last is never dropped. */
  flush(): void;
  /** Resolves when the gate is idle, or after `patienceMs`. */
  settled(patienceMs: number): Promise<void>;
  /** Sends nothing more. */
  close(): void;
}

export function createFrameGate(sink: FrameSink): FrameGate {
  let unacknowledged = 0;
  let waiting: Frame | null = null;
  let closed = false;
  let onIdle: (() => void) | null = null;

  const send = (frame: Frame): void => {
    unacknowledged += 1;
    void sink(frame)
      .catch(() => undefined)
      .then(() => {
        unacknowledged -= 1;
        if (unacknowledged > 0) return;
        sendWaiting();
        if (unacknowledged === 0) onIdle?.();
      });
  };
  const sendWaiting = (): void => {
    const frame = waiting;
    waiting = null;
    if (frame && !closed) send(frame);
  };

  return {
    offer(frame) {
      if (closed) return;
      if (unacknowledged > 0) waiting = frame;
      else send(frame);
    },
    get idle() {
      return unacknowledged === 0;
    },
    flush: sendWaiting,
    async settled(patienceMs) {
      if (unacknowledged === 0) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      await new Promise<void>((resolve) => {
        onIdle = resolve;
        timer = setTimeout(resolve, patienceMs);
      });
      clearTimeout(timer);
      onIdle = null;
    },
    close() {
      closed = true;
      waiting = null;
    },
  };
}
