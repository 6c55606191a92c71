import { createStore } from 'zustand/vanilla';
import { isAbort } from '../../core/records/abort';
import { LabError, type LabErrorData } from '../../core/records/lab-error';
import type { EngineStatus } from '../../engine/page/lab-client';
import type {
  LoadProgress,
  LoadRequest,
  NetworkInfo,
  NetworkInterpretation,
  NetworkRow,
} from '../../engine/protocol/protocol';
import { asLabError } from '../as-lab-error';
import { lab } from '../lab';
import { createLatest } from '../../core/records/latest';
import { sameClass } from '../../core/records/same-class';
import { set, settingsStore } from '../settings/settings-store';
import { classesFor, wishFor } from './network-wish';
import { adoptSuggested } from '../settings/suggested-params';
import { phrase } from '../../words/say';

/** A network on its way to the stage. */
export interface Arrival {
  /** Its id in the list; null for one from a file or an address. */
  readonly id: string | null;
  readonly title: string;
  readonly progress: LoadProgress | null;
}

interface NetworkState {
  readonly rows: readonly NetworkRow[];
  /** The network in use, once loaded. */
  readonly info: NetworkInfo | null;
  /** Networks that have been in use, by id, as they were read last. */
  readonly lastRead: Readonly<Record<string, NetworkInfo>>;
  readonly loading: Arrival | null;
  readonly error: LabErrorData | null;
  /** What failed with `error`, for another try; null where there is nothing to try again. */
  readonly failed: { readonly request: LoadRequest; readonly title: string } | null;
  readonly status: EngineStatus;
  /** True once the list of networks has been read, so that "none" means none. */
  readonly listed: boolean;
}

export const networkStore = createStore<NetworkState>(() => ({
  rows: [],
  info: null,
  lastRead: {},
  loading: null,
  error: null,
  failed: null,
  status: { kind: 'starting' },
  listed: false,
}));

/** Bytes up to which a published network is fetched without asking first. */
export const SMALL_DOWNLOAD = 50e6;

/** The network to use until another has come: given up where the person opens one. */
const meanwhile = createLatest();
const arrivals = createLatest();

/** Loads a network and makes it the page's. The present one stays where loading fails or is cancelled. */
export async function openNetwork(request: LoadRequest, title: string): Promise<NetworkInfo | null> {
  const signal = arrivals.begin();
  meanwhile.cancel();
  const id = 'id' in request ? request.id : null;
  networkStore.setState({ loading: { id, title, progress: null }, error: null, failed: null });
  try {
    refuseRemote(id);
    const info = await lab().load(request, {
      signal,
      onProgress: (progress) => {
        if (!signal.aborted) networkStore.setState({ loading: { id, title, progress } });
      },
    });
    if (signal.aborted) return null;
    networkStore.setState({ loading: null });
    adoptNetwork(info);
    return info;
  } catch (thrown) {
    if (signal.aborted) return null;
    const cancelled = isAbort(thrown);
    networkStore.setState({
      loading: null,
      error: cancelled ? null : asLabError(thrown),
      failed: cancelled ? null : { request, title },
    });
    return null;
  }
}

/** Makes a loaded network the page's. */
export function adoptNetwork(info: NetworkInfo): void {
  const before = networkStore.getState().info;
  // A link that names its network has said all its numbers, the defaults by leaving them out.
  if (settingsStore.getState().network !== info.id) adoptSuggested(before, info);
  networkStore.setState(({ lastRead }) => ({
    info,
    lastRead: { ...lastRead, [info.id]: info },
    error: null,
    failed: null,
  }));
  const { targets } = settingsStore.getState();
  set({ network: info.id, targets: keptTargets(before, info) });
  // What a link says of classes goes before what was chosen for the network before.
  set({ targets: { ...settingsStore.getState().targets, ...classesFor(info, targets) } });
}

/** Opens the network that a link names; one that is not in this browser is proposed, and the present one stays. */
export function openNamed(id: string): void {
  const { info, rows, loading, listed } = networkStore.getState();
  if (id === '' || info?.id === id || loading || !listed) return;
  const row = rows.find((entry) => entry.id === id);
  if (row && row.origin !== 'zoo') {
    void openNetwork({ id }, row.title);
    return;
  }
  wishFor(id, settingsStore.getState().targets);
  if (info) adoptNetwork(info);
}

/** Uses another network until the one being loaded is ready; that one goes on loading. */
export async function openMeanwhile(id: string): Promise<void> {
  try {
    const info = await lab().load({ id }, { signal: meanwhile.begin() });
    if (!networkStore.getState().info) adoptNetwork(info);
  } catch (thrown) {
    if (!isAbort(thrown)) networkStore.setState({ error: asLabError(thrown) });
  }
}

/** Reads the person's own network in use anew. Throws as `LabClient.reinterpret`; the network as it was stays then. */
export async function reinterpretNetwork(
  id: string,
  interpretation: NetworkInterpretation,
): Promise<NetworkInfo> {
  const info = await lab().reinterpret(id, interpretation);
  if (networkStore.getState().info?.id === id) adoptNetwork(info);
  return info;
}

/** Gives the person's own network another title. Throws as `LabClient.rename`. */
export async function renameNetwork(id: string, title: string): Promise<void> {
  const info = await lab().rename(id, title);
  if (networkStore.getState().info?.id === id) networkStore.setState({ info });
}

/** Whether two descriptions are of one network read one way, whatever it is called. */
export function isSameInterpretation(one: NetworkInfo | null, other: NetworkInfo | null): boolean {
  if (!one || !other) return one === other;
  return (
    one.id === other.id &&
    one.weightsHash === other.weightsHash &&
    one.size === other.size &&
    one.preprocessing === other.preprocessing &&
    one.classes === other.classes &&
    one.output === other.output
  );
}

/** A published network is downloaded where a person says so, and never because something names it. */
function refuseRemote(id: string | null): void {
  const row = networkStore.getState().rows.find((entry) => entry.id === id);
  if (row?.origin === 'zoo') throw notDownloaded(row);
}

function notDownloaded(row: NetworkRow): LabError {
  return new LabError(
    'network-unknown',
    phrase('{network} is not in this browser yet: it is {size} MB to download.', {
      network: row.title,
      size: ((row.bytes ?? 0) / 1e6).toFixed(0),
    }),
    phrase('Choose it in the network menu at the top to download it.'),
  );
}

/** Targets chosen before stay where the new network has a class of that name. */
function keptTargets(before: NetworkInfo | null, info: NetworkInfo) {
  const { targets, network } = settingsStore.getState();
  const within = (target: number | null) => {
    if (target === null) return null;
    // A link counts in the numbers of the network it names, or of the first there is.
    if (!before || network === info.id) return target < info.classes.length ? target : null;
    const label = before.classes[target];
    return label ? sameClass(info.classes, label) : null;
  };
  return {
    saliency: within(targets.saliency),
    fooling: within(targets.fooling),
    visualization: within(targets.visualization),
  };
}

/** Takes a network's failure, or the question about a heavy one, off the page. */
export function dismissFailure(): void {
  networkStore.setState({ error: null, failed: null });
}

/** Stops the download or conversion under way. */
export function cancelLoading(): void {
  arrivals.cancel();
  networkStore.setState({ loading: null });
}
