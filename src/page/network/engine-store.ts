import { createStore } from 'zustand/vanilla';
import { isAbort } from '../../core/records/abort';
import type { BackendId } from '../../engine/protocol/protocol';
import { asLabError } from '../as-lab-error';
import { lab } from '../lab';
import { createLatest } from '../../core/records/latest';
import { networkStore } from './network-store';

/** A measuring of every backend under way. */
export interface Measuring {
  /** The one on its turn; null until the first is. */
  readonly candidate: BackendId | null;
  readonly done: number;
  readonly count: number;
}

interface EngineState {
  readonly measuring: Measuring | null;
  /** The backend that the engine is being switched to; null while none. */
  readonly switching: BackendId | 'auto' | null;
}

export const engineStore = createStore<EngineState>(() => ({ measuring: null, switching: null }));

const measurings = createLatest();

/** Measures every backend with the network in use and puts the engine on the fastest. One at a time. */
export async function measureAgain(): Promise<void> {
  if (engineStore.getState().measuring) return;
  const signal = measurings.begin();
  engineStore.setState({ measuring: { candidate: null, done: 0, count: 1 } });
  try {
    await lab().measure(networkStore.getState().info?.id ?? null, {
      signal,
      onProgress: (measuring) => {
        engineStore.setState({ measuring });
      },
    });
  } catch (thrown) {
    if (!isAbort(thrown)) networkStore.setState({ error: asLabError(thrown), failed: null });
  } finally {
    engineStore.setState({ measuring: null });
  }
}

/** Ends a measuring under way; the engine stays as it is. */
export function cancelMeasuring(): void {
  measurings.cancel();
}

const switches = createLatest();

/** Switches the engine to another backend, or lets it measure again with `auto`. Another switch takes the place of one under way. */
export async function switchBackend(id: BackendId | 'auto'): Promise<void> {
  const signal = switches.begin();
  engineStore.setState({ switching: id });
  try {
    await lab().backend(id, { signal });
  } catch (thrown) {
    if (!isAbort(thrown)) networkStore.setState({ error: asLabError(thrown), failed: null });
  } finally {
    if (!signal.aborted) engineStore.setState({ switching: null });
  }
}
