import { del, entries, get, set, type UseStore, createStore as openStore } from 'idb-keyval';
import type { OwnNetwork } from '../../engine/protocol/protocol';

/** A photo as it was opened: its file, or the address it came from. */
export interface VisitPhoto {
  readonly name: string;
  readonly source: Blob | string;
}

/** What a visit had open. */
export interface Visit {
  readonly photo: VisitPhoto | null;
  readonly networks: readonly OwnNetwork[];
}

/**
 * What the visit in this tab has open, kept beside the page for when it comes back: after a reload, a crash or the Back
 * button. The files lie in IndexedDB; the tab's own session storage alone says which are its, so that no other tab or later
 * visit sees them, and the address says nothing. What no tab has touched for a day is deleted.
 */
export interface VisitMemory {
  /** What was last remembered in this tab; nothing where it cannot be read. Never rejects. */
  recall(): Promise<Visit>;
  /** Remembers the photo in place of the one before. Rejects where the browser keeps nothing, or has no room. */
  rememberPhoto(photo: VisitPhoto | null): Promise<void>;
  /** Remembers these networks in place of those before. Copies their files: for when the page is about to go. Rejects alike. */
  rememberNetworks(networks: readonly OwnNetwork[]): Promise<void>;
}

/** Where things are kept; a test brings its own. */
export interface VisitStorage {
  /** The tab's own. Throws where the browser denies it. */
  session(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Larger things, which every tab sees. */
  readonly shared: {
    get(key: string): Promise<unknown>;
    set(key: string, value: unknown): Promise<void>;
    del(key: string): Promise<void>;
    entries(): Promise<readonly (readonly [string, unknown])[]>;
  };
  /** Milliseconds since 1970. */
  today(): number;
  newKey(): string;
}

interface Kept<T> {
  readonly at: number;
  readonly value: T;
}

const PHOTO = 'lucarne.photo';
const NETWORKS = 'lucarne.networks';
const DAY_MS = 86_400_000;

export function createVisitMemory(storage: VisitStorage): VisitMemory {
  const { shared } = storage;
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other, so that what is remembered last is what stays. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };

  // Under a key of its own each time: a tab that was duplicated goes on from here without changing what the other recalls.
  const remember = async (slot: string, value: unknown): Promise<void> => {
    const tab = storage.session();
    const before = tab.getItem(slot);
    if (value !== null) {
      const key = storage.newKey();
      await shared.set(key, { at: storage.today(), value } satisfies Kept<unknown>);
      tab.setItem(slot, key);
    } else tab.removeItem(slot);
    if (before !== null) await shared.del(before);
  };

  const read = async <T>(slot: string): Promise<T | null> => {
    const key = storage.session().getItem(slot);
    const kept = key === null ? undefined : ((await shared.get(key)) as Kept<T> | undefined);
    if (key === null || !kept) return null;
    await shared.set(key, { ...kept, at: storage.today() });
    return kept.value;
  };

  const tidy = async (): Promise<void> => {
    for (const [key, kept] of await shared.entries()) {
      if (storage.today() - (kept as Kept<unknown>).at > DAY_MS) await shared.del(key);
    }
  };

  return {
    recall: () =>
      inTurn(async () => {
        const photo = await read<VisitPhoto>(PHOTO);
        const networks = (await read<readonly OwnNetwork[]>(NETWORKS)) ?? [];
        await tidy();
        return { photo, networks };
      }).catch(() => ({ photo: null, networks: [] })),
    rememberPhoto: (photo) => inTurn(() => remember(PHOTO, photo)),
    rememberNetworks: (networks) => inTurn(() => remember(NETWORKS, networks.length > 0 ? networks : null)),
  };
}

let opened: UseStore | null = null;
const store = (): UseStore => (opened ??= openStore('lucarne-visits', 'open'));

export const visitMemory = createVisitMemory({
  session: () => sessionStorage,
  shared: {
    get: (key) => get(key, store()),
    set: (key, value) => set(key, value, store()),
    del: (key) => del(key, store()),
    entries: () => entries<string>(store()),
  },
  today: () => Date.now(),
  // `randomUUID` is there on secure pages alone.
  newKey: () => crypto.getRandomValues(new Uint32Array(4)).join('-'),
});

/** Whether the page is back rather than begun: reloaded, or come to by the Back or Forward button. */
export function isReturn(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  const type = entry instanceof PerformanceNavigationTiming ? entry.type : 'navigate';
  return type === 'reload' || type === 'back_forward';
}
