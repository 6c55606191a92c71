import { startClientRun } from './client-run';
import type { RunHandle, RunOptions } from './lab-client';
import type { FrameListener, RunRequest } from '../protocol/protocol';
import { goesOn } from '../protocol/run-turns';
import type { Supervisor } from './supervisor';
import type { RunKeeping } from './run-keeping';
import { startYieldingRun } from './yielding-run';

/** A run that computes, waits to, or stands parked. */
interface Entry {
  readonly handle: ReturnType<typeof startClientRun>;
  /** Hears that the run is parked; without, it is ended instead. */
  readonly onPark: (() => void) | undefined;
  over: boolean;
  parked: boolean;
  /** Says that it is out of the way: ended or parked. */
  tellOut: () => void;
}

/** One run computes at a time: who begins or goes on ends the one before, or parks it, and waits until it is out of the way. */
export interface RunQueue {
  readonly run: (request: RunRequest, onFrame?: FrameListener, options?: RunOptions) => RunHandle;
}

export function createRunQueue(supervisor: Pick<Supervisor, 'life'>, keeping: RunKeeping): RunQueue {
  let lastId = 0;
  let front: Entry | null = null;
  /** Settles once the run at the front, and all before it, are out of the way. */
  let clear: Promise<unknown> = Promise.resolve();

  /** Settles once no run is under way or waiting to begin. */
  const idle = async (): Promise<void> => {
    for (let seen: unknown = null; seen !== clear;) {
      seen = clear;
      await clear;
    }
  };

  const makeWay = (): void => {
    const before = front;
    if (!before || before.over || before.parked) return;
    if (before.onPark) {
      before.parked = true;
      before.onPark();
      void before.handle.park().then(before.tellOut);
    } else {
      before.handle.send({ type: 'cancel' });
    }
  };

  const stand = (entry: Entry): void => {
    front = entry;
    const out = new Promise<void>((resolve) => (entry.tellOut = resolve));
    void entry.handle.outcome.then(entry.tellOut);
    clear = clear.then(() => out);
  };

  const begin = (
    request: RunRequest,
    onFrame: FrameListener | undefined,
    { onPark, keep }: Pick<RunOptions, 'onPark' | 'keep'>,
  ): RunHandle => {
    makeWay();
    const kept = keep && keeping.begin(request, keep);
    const handle = startClientRun(supervisor, ++lastId, request, onFrame, clear, kept?.sink);
    kept?.follow(handle);
    const entry: Entry = { handle, onPark, over: false, parked: false, tellOut: () => undefined };
    void handle.outcome.then(() => (entry.over = true));
    stand(entry);
    return {
      id: handle.id,
      outcome: handle.outcome,
      send(command) {
        if (entry.parked && !entry.over && goesOn(command)) {
          makeWay();
          entry.parked = false;
          stand(entry);
        }
        handle.send(command);
      },
    };
  };

  return {
    run(request, onFrame, { yields = false, ...options } = {}) {
      const start = (): RunHandle => begin(request, onFrame, options);
      return yields ? startYieldingRun(++lastId, idle, start) : start();
    },
  };
}
