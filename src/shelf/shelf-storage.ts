import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import { CARD, PHOTO } from './shelf-keys';
import { SHELF_NAME } from './shelf-name';

/** Entries to be put, those to be put where nothing is yet, those that hang on what is there, and keys to be removed. */
export interface ShelfChange {
  readonly put?: readonly (readonly [key: string, value: unknown])[];
  readonly putNew?: readonly (readonly [key: string, value: unknown])[];
  readonly merge?: readonly (readonly [key: string, merge: (kept: unknown) => unknown])[];
  readonly remove?: readonly string[];
  /** Says of the cards that are left then which photos they need; the others go as well. */
  readonly photosOf?: (cards: readonly unknown[]) => ReadonlySet<string>;
}

/** Where the shelf is kept, which every tab sees; a test brings its own. Rejects where the browser keeps nothing. */
export interface ShelfStorage {
  /** All that the keys of cards hold. */
  cards(): Promise<readonly unknown[]>;
  get(key: string): Promise<unknown>;
  /** All of it or nothing. Rejects with `QuotaExceededError` where there is no room. */
  change(change: ShelfChange): Promise<void>;
  /** Bytes that are free, about; Infinity where that is not told. */
  room(): Promise<number>;
  /** Tells other tabs that something has changed. */
  tellOthers(): void;
  /** Calls back where another tab has changed something; returns what stops that. */
  onOthers(listener: () => void): () => void;
  /** Milliseconds since 1970. */
  today(): number;
  newId(): string;
}

/** This browser's own, in IndexedDB. */
export function openShelfStorage(): ShelfStorage {
  let opened: UseStore | null = null;
  const store: UseStore = (mode, work) => (opened ??= createStore(SHELF_NAME, 'kept'))(mode, work);
  const all = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  // Not there in every browser, nor in a worker of some.
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(SHELF_NAME) : null;
  return {
    cards: () => store('readonly', (kept) => promisifyRequest(kept.getAll(all(CARD)))),
    get: (key) => store('readonly', (kept) => promisifyRequest<unknown>(kept.get(key))),
    change: ({ put = [], putNew = [], merge = [], remove = [], photosOf }) =>
      store('readwrite', async (kept) => {
        const done = promisifyRequest(kept.transaction);
        // Within one transaction, what is asked for later is done later.
        for (const key of remove) kept.delete(key);
        for (const [key, value] of put) kept.put(value, key);
        for (const [key, value] of putNew) {
          const asked = kept.getKey(key);
          asked.onsuccess = () => {
            if (asked.result === undefined) kept.put(value, key);
          };
        }
        for (const [key, mergeWith] of merge) {
          const asked = kept.get(key);
          asked.onsuccess = () => kept.put(mergeWith(asked.result), key);
        }
        if (photosOf) {
          const cards = kept.getAll(all(CARD));
          cards.onsuccess = () => {
            const needed = photosOf(cards.result);
            const photos = kept.getAllKeys(all(PHOTO));
            photos.onsuccess = () => {
              for (const key of photos.result)
                if (typeof key === 'string' && !needed.has(key.slice(PHOTO.length))) kept.delete(key);
            };
          };
        }
        await done;
      }),
    async room() {
      // On secure pages alone.
      const { storage } = navigator as { readonly storage?: StorageManager };
      const { usage = 0, quota = Infinity } = (await storage?.estimate().catch(() => null)) ?? {};
      return quota - usage;
    },
    tellOthers: () => channel?.postMessage(null),
    onOthers(listener) {
      channel?.addEventListener('message', listener);
      return () => channel?.removeEventListener('message', listener);
    },
    today: () => Date.now(),
    // `randomUUID` is there on secure pages alone.
    newId: () => crypto.getRandomValues(new Uint32Array(3)).join('-'),
  };
}
