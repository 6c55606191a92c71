import { CARD, PHOTO } from '../src/shelf/shelf-keys';
import type { ShelfStorage } from '../src/shelf/shelf-storage';

/** A browser's shelf as its tabs see it. */
export interface ShelfInMemory {
  readonly entries: Map<string, unknown>;
  /** Another tab's door to it. */
  readonly tab: () => ShelfStorage;
  /** How many entries it holds at most. */
  room: number;
  /** Bytes that the browser says are free. */
  free: number;
  /** Hours that have passed since it was made. */
  hours: number;
}

export function shelfInMemory(): ShelfInMemory {
  const listeners = new Map<ShelfStorage, Set<() => void>>();
  let time = 1000;
  let ids = 0;
  const shelf: ShelfInMemory = {
    entries: new Map(),
    room: Infinity,
    free: Infinity,
    hours: 0,
    tab() {
      const storage: ShelfStorage = {
        cards: async () =>
          [...shelf.entries].filter(([key]) => key.startsWith(CARD)).map(([, card]) => structuredClone(card)),
        get: async (key) => structuredClone(shelf.entries.get(key)),
        async change({ put = [], putNew = [], merge = [], remove = [], photosOf }) {
          const next = new Map(shelf.entries);
          for (const key of remove) next.delete(key);
          for (const [key, value] of put) next.set(key, structuredClone(value));
          for (const [key, value] of putNew) if (!next.has(key)) next.set(key, structuredClone(value));
          for (const [key, mergeWith] of merge)
            next.set(key, structuredClone(mergeWith(structuredClone(next.get(key)))));
          if (photosOf) {
            const needed = photosOf(
              [...next].filter(([key]) => key.startsWith(CARD)).map(([, card]) => card),
            );
            for (const key of next.keys())
              if (key.startsWith(PHOTO) && !needed.has(key.slice(PHOTO.length))) next.delete(key);
          }
          if (next.size > shelf.room) throw new DOMException('Full', 'QuotaExceededError');
          shelf.entries.clear();
          for (const [key, value] of next) shelf.entries.set(key, value);
        },
        room: async () => shelf.free,
        tellOthers() {
          for (const [other, heard] of listeners)
            if (other !== storage) for (const listener of heard) listener();
        },
        onOthers(listener) {
          const heard = listeners.get(storage) ?? new Set();
          listeners.set(storage, heard.add(listener));
          return () => heard.delete(listener);
        },
        today: () => ++time + 3_600_000 * shelf.hours,
        newId: () => `id-${String(++ids)}`,
      };
      return storage;
    },
  };
  return shelf;
}
