import { LabError } from '../../core/records/lab-error';
import { isFull } from '../../networks/storage/opfs';
import { phrase } from '../../words/say';
import type { CheckpointStorage } from './run-checkpoints';

/**
 * A page's runs that wait for their turn, in this browser's storage: the page that comes after it takes them over, whether it was
 * reloaded, closed or has crashed.
 */
export interface WaitingRuns {
  /** Keeps these in place of those before. Throws LabError `storage-full` where there is no room; rejects where nothing is kept at all. */
  keep(runs: readonly unknown[]): Promise<void>;
  /** What pages that live no more have left, the oldest first; it is this page's from now on. Never rejects. */
  take(): Promise<readonly unknown[]>;
}

interface Kept {
  readonly owner: string | null;
  readonly at: number;
  readonly runs: readonly unknown[];
}

const QUEUE = 'queue ';

export function createWaitingRuns(storage: CheckpointStorage): WaitingRuns {
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other, so that what is kept last is what stays. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  const keyOf = async (): Promise<string> => QUEUE + String(await storage.owner());
  return {
    keep: (runs) =>
      inTurn(async () => {
        const [key, owner] = [await keyOf(), await storage.owner()];
        const kept: Kept = { owner, at: storage.today(), runs };
        await (runs.length > 0 ? storage.setMany([[key, kept]]) : storage.delMany([key]));
      }).catch((thrown: unknown) => {
        throw isFull(thrown) ? noRoom(thrown) : thrown;
      }),
    take: () =>
      inTurn(async () => {
        const names = (await storage.keys()).filter((key) => key.startsWith(QUEUE));
        const [living, own] = [await storage.living(), await storage.owner()];
        const found = (await Promise.all(names.map((key) => storage.get(key)))) as (Kept | undefined)[];
        const left = found.filter((kept) => kept !== undefined);
        const free = left.filter(({ owner }) => owner === null || owner === own || !living.includes(owner));
        await storage.delMany(free.map(({ owner }) => QUEUE + String(owner)));
        return free.toSorted((a, b) => a.at - b.at).flatMap(({ runs }) => runs);
      }).catch(() => []),
  };
}

function noRoom(cause: unknown): LabError {
  return new LabError(
    'storage-full',
    phrase('This browser has no room to keep the queue of runs.'),
    phrase(
      'It goes on; if the page is closed before its end, it is lost. Free some disk space to change that.',
    ),
    { cause },
  );
}
