import {
  createRunCheckpoints,
  type CheckpointStorage,
  type RunCheckpoints,
} from '../src/engine/page/run-checkpoints';

/** A browser's storage of checkpoints, as its pages see it; room is counted in entries of floats. */
export function checkpointStorage(change: Partial<CheckpointStorage> = {}) {
  const entries = new Map<string, unknown>();
  let time = 0;
  const storage: CheckpointStorage = {
    get: async (key) => structuredClone(entries.get(key)),
    keys: async () => [...entries.keys()],
    setMany: async (given) => {
      for (const [key, value] of structuredClone(given)) entries.set(key, value);
    },
    delMany: async (keys) => {
      for (const key of keys) entries.delete(key);
    },
    owner: async () => null,
    living: async () => [],
    whenGone: () => undefined,
    today: () => ++time,
    ...change,
  };
  return { entries, storage };
}

/** Checkpoints of one page that end with it. */
export function checkpointsInMemory(): RunCheckpoints {
  return createRunCheckpoints(checkpointStorage().storage);
}
