import { createStore } from 'zustand/vanilla';
import { LabError, type LabErrorData } from '../core/lab-error';
import type { EngineStatus } from '../engine/lab-client';
import type { BackendId, LoadProgress, LoadRequest, NetworkInfo, NetworkRow } from '../engine/protocol';
import { asLabError } from './as-lab-error';
import { lab } from './lab';
import { set, settingsStore } from './settings-store';
import { adoptSuggested } from './suggested-params';

interface NetworkState {
  readonly rows: readonly NetworkRow[];
  /** The network in use, once loaded. */
  readonly info: NetworkInfo | null;
  readonly loading: { readonly title: string; readonly progress: LoadProgress | null } | null;
  readonly error: LabErrorData | null;
  readonly status: EngineStatus;
  /** True once the list of networks has been read, so that "none" means none. */
  readonly listed: boolean;
}

export const networkStore = createStore<NetworkState>(() => ({
  rows: [],
  info: null,
  loading: null,
  error: null,
  status: { kind: 'starting' },
  listed: false,
}));

let turn = 0;
let abort: AbortController | null = null;

/** Loads a network and makes it the page's. The present one stays where loading fails or is cancelled. */
export async function openNetwork(request: LoadRequest, title: string): Promise<NetworkInfo | null> {
  const mine = ++turn;
  abort?.abort();
  abort = new AbortController();
  networkStore.setState({ loading: { title, progress: null }, error: null });
  try {
    const info = await lab.load(request, {
      signal: abort.signal,
      onProgress: (progress) => {
        if (mine === turn) networkStore.setState({ loading: { title, progress } });
      },
    });
    if (mine !== turn) return null;
    // A link that names its network has said all its numbers, the defaults by leaving them out.
    if (settingsStore.getState().network !== info.id) adoptSuggested(networkStore.getState().info, info);
    networkStore.setState({ info, loading: null });
    set({
      network: info.id,
      targets: keptTargets(info),
    });
    return info;
  } catch (thrown) {
    if (mine !== turn) return null;
    const cancelled = thrown instanceof DOMException && thrown.name === 'AbortError';
    networkStore.setState({ loading: null, error: cancelled ? null : asLabError(thrown) });
    return null;
  }
}

/** Targets chosen before stay where the new network has the same class by that number and name. */
function keptTargets(info: NetworkInfo) {
  const { targets, network } = settingsStore.getState();
  const before = networkStore.getState().info;
  const within = (target: number | null) => {
    if (target === null || target >= info.classes.length) return null;
    const same = network === info.id || before?.classes[target]?.name === info.classes[target]?.name;
    return same ? target : null;
  };
  return {
    saliency: within(targets.saliency),
    fooling: within(targets.fooling),
    visualization: within(targets.visualization),
  };
}

/** For a link that names a network this page does not have. */
export function unknownNetwork(id: string): LabError {
  return new LabError(
    'network-unknown',
    `The address names the network "${id}", which is not here.`,
    'Another one is used; drop its file on the page to use it.',
  );
}

/** Stops the download or conversion under way. */
export function cancelLoading(): void {
  abort?.abort();
}

/** Switches the engine to another backend, or lets it measure again with `auto`. */
export async function switchBackend(id: BackendId | 'auto'): Promise<void> {
  try {
    await lab.backend(id);
  } catch (thrown) {
    networkStore.setState({ error: asLabError(thrown) });
  }
}

/** Follows the engine and loads the network that the settings name, else the first there is. */
export async function startNetworks(): Promise<void> {
  lab.onStatus((status) => {
    networkStore.setState({ status });
  });
  lab.onNetworks((rows) => {
    networkStore.setState({ rows });
  });
  try {
    await lab.ready;
  } catch (thrown) {
    networkStore.setState({ error: asLabError(thrown), listed: true });
    return;
  }
  const rows = lab.networks();
  networkStore.setState({ rows, listed: true });
  const wanted = settingsStore.getState().network;
  const named = rows.find((entry) => entry.id === wanted);
  const row = named ?? rows[0];
  if (row) await openNetwork({ id: row.id }, row.title);
  if (!named && wanted !== '') networkStore.setState({ error: unknownNetwork(wanted).toData() });
}
