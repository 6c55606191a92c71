import { createStore, delMany, get, keys, setMany, type UseStore } from 'idb-keyval';
import { neverAborted } from '../../core/records/abort';
import { LabError } from '../../core/records/lab-error';
import type { Recipe } from '../../core/records/recipe';
import type { RunHistory } from '../../core/records/run-history';
import { isFull } from '../../networks/storage/opfs';
import type { NetworkInfo, RunRequest } from '../protocol/protocol';
import type { RunStanding } from '../protocol/run-standing';
import { holdLifeLock, watchLifeLock } from '../protocol/worker-life';
import { phrase } from '../../words/say';
import { historyChange, keptHistory } from './kept-histories';
import { createWaitingRuns, type WaitingRuns } from './waiting-runs';

/** A run that was cut off, as far as it had come. */
export interface Checkpoint {
  readonly id: string;
  /** What had been run: `steps` of it, with what was moved. */
  readonly recipe: Recipe;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Runs as far as they have come, in this browser's storage: what a reload, a crash or a closed lid cuts off can be gone on with.
 * Of a run the last checkpoint alone is kept, each in one transaction, so that half of one is never found.
 */
export interface RunCheckpoints {
  /** The runs that were cut off, the newest first; none of one that goes on, here or in another tab. Never rejects. */
  list(): Promise<readonly Checkpoint[]>;
  /** What goes on with one. Throws LabError `bad-recipe` where it is there no more. */
  request(id: string): Promise<RunRequest>;
  /** What one has shown, as far as it was kept. */
  history(id: string): Promise<RunHistory>;
  /** Forgets one. */
  discard(id: string): Promise<void>;
  /** Keeps where a run stands, and what it has shown; older ones make room. Throws LabError `storage-full` where there is none at all. */
  keep(id: string, request: RunRequest, standing: RunStanding, history?: RunHistory): Promise<void>;
  /** Runs that have not begun. */
  readonly waiting: WaitingRuns;
  /** A run goes on, until what this returns is called. */
  hold(id: string): () => void;
  newId(): string;
  /** Calls back whenever the list may have changed; returns what stops that. */
  onChange(listener: () => void): () => void;
}

/** Where checkpoints are kept; a test brings its own. */
export interface CheckpointStorage {
  get(key: string): Promise<unknown>;
  keys(): Promise<readonly string[]>;
  /** All or none. */
  setMany(entries: [string, unknown][]): Promise<void>;
  delMany(keys: string[]): Promise<void>;
  /** Names this page for others, for as long as it lives; null where that cannot be told. */
  readonly owner: () => Promise<string | null>;
  /** Names of the pages that live. */
  readonly living: () => Promise<readonly string[]>;
  /** Calls back once a page that lives does so no more. */
  readonly whenGone: (owner: string, listener: () => void) => void;
  /** Milliseconds since 1970. */
  readonly today: () => number;
}

interface Kept extends Checkpoint {
  readonly owner: string | null;
}

/** Enough for whoever works in several tabs; each takes a few megabytes. */
const MOST = 6;
const [ABOUT, REQUEST, STANDING] = ['about ', 'request ', 'standing '];

export function createRunCheckpoints(storage: CheckpointStorage): RunCheckpoints {
  const held = new Set<string>();
  const watched = new Set<string>();
  const listeners = new Set<() => void>();
  const tellChange = (): void => {
    for (const listener of listeners) listener();
  };

  const all = async (): Promise<readonly Kept[]> => {
    const names = (await storage.keys()).filter((key) => key.startsWith(ABOUT));
    const found = await Promise.all(names.map((key) => storage.get(key)));
    return (found as (Kept | undefined)[]).filter((kept) => kept !== undefined).sort((a, b) => b.at - a.at);
  };
  /** A key is the kind of what it holds, the run's id, and where there are several of a kind, which. */
  const remove = async (id: string): Promise<void> => {
    await storage.delMany((await storage.keys()).filter((key) => key.split(' ')[1] === id));
  };

  /** Those that no page goes on with. */
  const idle = async (): Promise<readonly Kept[]> => {
    const [kept, living, own] = [await all(), await storage.living(), await storage.owner()];
    const isElsewhere = (owner: string | null): owner is string =>
      owner !== null && owner !== own && living.includes(owner);
    for (const { owner } of kept) {
      if (!isElsewhere(owner) || watched.has(owner)) continue;
      watched.add(owner);
      storage.whenGone(owner, tellChange);
    }
    return kept.filter(({ id, owner }) => !held.has(id) && !isElsewhere(owner));
  };

  return {
    list: () => idle().catch(() => []),

    async request(id) {
      const [request, standing] = await Promise.all([storage.get(REQUEST + id), storage.get(STANDING + id)]);
      if (!request || !standing) throw gone();
      const from = standing as RunStanding;
      const { planned, recipe } = from;
      return {
        ...(request as RunRequest),
        target: recipe.target,
        changes: [...(recipe.changes ?? []), ...planned],
        from,
      };
    },

    history: (id) => keptHistory(storage, id),
    waiting: createWaitingRuns(storage),

    async discard(id) {
      await remove(id);
      tellChange();
    },

    async keep(id, given, standing, history) {
      const { from: _, ...request } = given;
      const about: Kept = { id, recipe: standing.recipe, at: storage.today(), owner: await storage.owner() };
      const shown = history && (await historyChange(storage, id, history));
      const own: [string, unknown][] = [
        [ABOUT + id, about],
        [REQUEST + id, request],
        [STANDING + id, standing],
      ];
      let entries = [...own, ...(shown?.entries ?? [])];
      const others = (await idle()).filter((other) => other.id !== id);
      for (const { id: old } of others.splice(MOST - 1)) await remove(old);
      for (;;) {
        try {
          await storage.setMany(entries);
          if (shown && shown.dropped.length > 0) await storage.delMany(shown.dropped);
          return;
        } catch (thrown) {
          const oldest = isFull(thrown) ? others.pop() : undefined;
          if (oldest) await remove(oldest.id);
          // To go on matters more than to see what has been.
          else if (isFull(thrown) && entries.length > own.length) entries = own;
          else throw noRoom(thrown);
        }
      }
    },

    hold(id) {
      held.add(id);
      tellChange();
      return () => {
        held.delete(id);
        tellChange();
      };
    },

    // `randomUUID` is there on secure pages alone.
    newId: () => crypto.getRandomValues(new Uint32Array(3)).join('-'),

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Throws LabError `bad-recipe` where a recipe's run was begun on other weights than a network's. */
export function requireWeights(
  { weights }: Pick<Recipe, 'weights'>,
  { weightsHash, title }: Pick<NetworkInfo, 'weightsHash' | 'title'>,
): void {
  if (weights === undefined || weights === weightsHash) return;
  throw new LabError(
    'bad-recipe',
    phrase('The run was begun on other weights than those of {title} here, so it cannot be gone on with.', {
      title,
    }),
    phrase('Open the network that it was begun on, or run it anew.'),
  );
}

function gone(): LabError {
  return new LabError(
    'bad-recipe',
    phrase('This run is no longer kept in this browser.'),
    phrase('Choose another of `checkpoints()`, or run it anew.'),
  );
}

function noRoom(cause: unknown): LabError {
  return new LabError(
    'storage-full',
    phrase('This browser has no room to keep how far the run has come.'),
    phrase(
      'The run goes on; if the page is closed before it ends, it begins anew. Free some disk space to change that.',
    ),
    { cause },
  );
}

let opened: UseStore | null = null;
const store = (): UseStore => (opened ??= createStore('lucarne-runs', 'checkpoints'));
let owner: Promise<string | null> | null = null;

/** This browser's own. */
export function openRunCheckpoints(): RunCheckpoints {
  return createRunCheckpoints({
    get: (key) => get(key, store()),
    keys: () => keys<string>(store()),
    setMany: (entries) => setMany(entries, store()),
    delMany: (names) => delMany(names, store()),
    owner: () => (owner ??= holdLifeLock('lucarne-page')),
    async living() {
      const locks = (navigator as { readonly locks?: LockManager }).locks;
      return ((await locks?.query())?.held ?? []).map(({ name = '' }) => name);
    },
    whenGone(name, listener) {
      watchLifeLock(name, neverAborted(), listener);
    },
    today: () => Date.now(),
  });
}
