import type { RunRequest } from '../protocol/protocol';
import type { RunStanding } from '../protocol/run-standing';
import type { KeepRun, RunHandle } from './lab-client';
import type { RunCheckpoints } from './run-checkpoints';

/** A run that is kept. */
interface KeptRun {
  /** Told where it stands. */
  readonly sink: (standing: RunStanding) => void;
  /** Has it told when the page is hidden, and forgotten once it has ended; one that failed stays, to be gone on with. */
  readonly follow: (handle: RunHandle) => void;
}

export interface RunKeeping {
  readonly begin: (request: RunRequest, keep: KeepRun) => KeptRun;
}

/** Keeps runs as they go on. */
export function createRunKeeping(
  checkpoints: RunCheckpoints,
  onHidden: (listener: () => void) => void,
): RunKeeping {
  const going = new Set<RunHandle>();
  onHidden(() => {
    for (const handle of going) handle.send({ type: 'keep' });
  });
  return {
    begin(request, { id = checkpoints.newId(), onStanding, history, onFault }) {
      let last: Promise<unknown> = Promise.resolve();
      let hasFailed = false;
      /** One after the other, so that what was told last is what stays. */
      const inTurn = (work: () => Promise<void>): void => {
        last = last.then(work).catch((thrown: unknown) => {
          if (!hasFailed) onFault?.(thrown);
          hasFailed = true;
        });
      };
      const letGo = checkpoints.hold(id);
      return {
        sink(standing) {
          const shown = standing.isOver ? undefined : history?.();
          if (!standing.isOver) inTurn(() => checkpoints.keep(id, request, standing, shown));
          onStanding?.(standing);
        },
        follow(handle) {
          going.add(handle);
          void handle.outcome.then(async ({ kind }) => {
            going.delete(handle);
            if (kind !== 'failed') inTurn(() => checkpoints.discard(id));
            await last;
            letGo();
          });
        },
      };
    },
  };
}
