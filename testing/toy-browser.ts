import { vi } from 'vitest';

/** The address, its history and the window's events, as far as the page uses them. */
export interface ToyBrowser {
  /** As `location.hash`: empty, or with its `#`. */
  readonly hash: () => string;
  /** Listeners on the window that are there now. */
  readonly listeners: () => number;
  /** Goes to an address of this page, as a link that is pasted in does. */
  readonly visit: (hash: string) => void;
}

/** Puts a toy browser under the page, at an address with this hash. */
export function createToyBrowser(hash = ''): ToyBrowser {
  const location = {
    origin: 'http://page.test',
    pathname: '/',
    search: '',
    hash,
    get href() {
      return `http://page.test/${location.hash}`;
    },
  };
  const go = (address: string): void => {
    location.hash = address.includes('#') ? address.slice(address.indexOf('#')) : '';
  };
  const history = {
    state: null as unknown,
    replaceState(state: unknown, _: string, address: string) {
      history.state = state;
      go(address);
    },
    pushState(state: unknown, _: string, address: string) {
      history.replaceState(state, _, address);
    },
  };
  const events = new Map<string, Set<(event: unknown) => void>>();
  // Nothing is fetched ahead here.
  vi.stubGlobal('navigator', { connection: { saveData: true }, languages: ['en'] });
  vi.stubGlobal('location', location);
  vi.stubGlobal('history', history);
  vi.stubGlobal('addEventListener', (type: string, listener: (event: unknown) => void) => {
    events.set(type, (events.get(type) ?? new Set()).add(listener));
  });
  vi.stubGlobal('removeEventListener', (type: string, listener: (event: unknown) => void) => {
    events.get(type)?.delete(listener);
  });
  return {
    hash: () => location.hash,
    listeners: () => [...events.values()].reduce((sum, { size }) => sum + size, 0),
    visit(next) {
      go(next);
      for (const listener of events.get('popstate') ?? []) listener({ state: null });
    },
  };
}
