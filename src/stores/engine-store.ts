import { createStore } from 'zustand/vanilla';
import type { BackendId } from '../engine/protocol';
import { asLabError } from './as-lab-error';
import { lab } from './lab';
import { isAbort, networkStore } from './network-store';

/** A measuring of every backend under way. */
export interface Measuring {
  /** The one on its turn; null until the first is. */
  readonly candidate: BackendId | null;
  readonly done: number;
  readonly count: number;
}

export const engineStore = createStore<{ readonly measuring: Measuring | null }>(() => ({ measuring: null }));

let cancel: AbortController | null = null;

/** Measures every backend with the network in use and puts the engine on the fastest. One at a time. */
export async function measureAgain(): Promise<void> {
  if (cancel) return;
  const own = new AbortController();
  cancel = own;
  engineStore.setState({ measuring: { candidate: null, done: 0, count: 1 } });
  try {
    await lab.measure(networkStore.getState().info?.id ?? null, {
      signal: own.signal,
      onProgress: (measuring) => {
        engineStore.setState({ measuring });
      },
    });
  } catch (thrown) {
    if (!isAbort(thrown)) networkStore.setState({ error: asLabError(thrown), failed: null });
  } finally {
    cancel = null;
    engineStore.setState({ measuring: null });
  }
}

/** Ends a measuring under way; the engine stays as it is. */
export function cancelMeasuring(): void {
  cancel?.abort();
}
