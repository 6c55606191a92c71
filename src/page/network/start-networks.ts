import type { OwnNetwork } from '../../engine/protocol/protocol';
import { asLabError } from '../as-lab-error';
import { lab } from '../lab';
import { networkStore, openNetwork } from './network-store';
import { wishFor } from './network-wish';
import { settingsStore } from '../settings/settings-store';

/** Keeps the engine's state and the list of networks as the lab tells them. Returns the function that stops it. */
export function followLab(): () => void {
  const stops = [
    lab().onStatus((status) => {
      const before = networkStore.getState();
      // The engine goes on working for the network in use while another is on its way.
      if (status.kind === 'loading' && before.info && before.status.kind === 'ready') return;
      networkStore.setState({ status });
    }),
    lab().onNetworks((rows) => {
      networkStore.setState({ rows });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Loads the network that the settings name, else the first that is ready. Networks of the visit before come from their files. */
export async function startNetworks(before: readonly OwnNetwork[] = []): Promise<void> {
  try {
    await lab().ready;
  } catch (thrown) {
    networkStore.setState({ error: asLabError(thrown), listed: true });
    return;
  }
  await openFirst(before);
}

/** Starts the engine again after a start that failed, and goes on from there. */
export async function startEngineAgain(): Promise<void> {
  networkStore.setState({ error: null, failed: null, listed: false });
  try {
    await lab().backend('auto');
  } catch (thrown) {
    networkStore.setState({ error: asLabError(thrown), listed: true });
    return;
  }
  await openFirst([]);
}

async function openFirst(before: readonly OwnNetwork[]): Promise<void> {
  for (const { request } of before)
    await lab()
      .load(request)
      .catch(() => null);
  const rows = lab().networks();
  networkStore.setState({ rows, listed: true });
  const { network: wanted, targets } = settingsStore.getState();
  const named = rows.find((entry) => entry.id === wanted && entry.origin !== 'zoo');
  const first = rows.find((entry) => entry.origin !== 'zoo');
  if (named) {
    if (await openNetwork({ id: named.id }, named.title)) return;
    const { error, failed, info, loading } = networkStore.getState();
    // Something else has been opened or is on its way, or this was the only one.
    if (info || loading || !first || first.id === named.id) return;
    await openNetwork({ id: first.id }, first.title);
    if (error) networkStore.setState({ error, failed });
    return;
  }
  if (wanted !== '') wishFor(wanted, targets);
  if (first) await openNetwork({ id: first.id }, first.title);
}
