import { createStore } from 'zustand/vanilla';
import { isAbort } from '../../core/records/abort';
import type { LabErrorData } from '../../core/records/lab-error';
import type { LoadProgress, NetworkInfo, NetworkRow } from '../../engine/protocol/protocol';
import type { WeightType } from '../../networks/storage/stored-weight';
import { asLabError } from '../as-lab-error';
import { lab } from '../lab';
import { adoptNetwork, networkStore } from './network-store';

/** A published network on its way into this browser, or how that ended. */
export interface Download {
  readonly id: string;
  readonly title: string;
  /** How it is to be kept; absent for the first of its choices. */
  readonly weights?: WeightType;
  /** `stopped`: cancelled, and what had come is kept. */
  readonly phase: 'under-way' | 'stopped' | 'failed';
  readonly progress: LoadProgress | null;
  /** Where it failed. */
  readonly error: LabErrorData | null;
}

/** How a download ended: in use, kept but not in use since another network was chosen meanwhile, or not at all. */
export type DownloadEnd =
  | { readonly kind: 'in-use' | 'ready'; readonly info: NetworkInfo }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: LabErrorData };

/** Downloads by network id: those under way, and those that can be taken up again. */
export const downloadStore = createStore<Readonly<Record<string, Download>>>(() => ({}));

const aborts = new Map<string, AbortController>();

/**
 * Downloads a published network; the page goes on with the present one. Once there it is put in use, unless the person
 * has chosen another meanwhile. Null where it is under way already.
 */
export async function startDownload(row: NetworkRow, weights?: WeightType): Promise<DownloadEnd | null> {
  const { id, title } = row;
  if (aborts.has(id)) return null;
  const abort = new AbortController();
  aborts.set(id, abort);
  const inUse = networkStore.getState().info?.id;
  const kept = weights ? { weights } : {};
  const note = (rest: Pick<Download, 'phase' | 'progress' | 'error'>): void => {
    downloadStore.setState({ [id]: { id, title, ...kept, ...rest } });
  };
  note({ phase: 'under-way', progress: null, error: null });
  try {
    const info = await lab().load(
      { id, ...kept },
      {
        signal: abort.signal,
        onProgress: (progress) => {
          if (!abort.signal.aborted) note({ phase: 'under-way', progress, error: null });
        },
      },
    );
    drop(id);
    const now = networkStore.getState();
    if (now.info?.id !== inUse || now.loading) return { kind: 'ready', info };
    adoptNetwork(info);
    return { kind: 'in-use', info };
  } catch (thrown) {
    if (isAbort(thrown)) {
      note({ phase: 'stopped', progress: downloadStore.getState()[id]?.progress ?? null, error: null });
      return { kind: 'stopped' };
    }
    const error = asLabError(thrown);
    note({ phase: 'failed', progress: null, error });
    return { kind: 'failed', error };
  } finally {
    aborts.delete(id);
  }
}

/** Stops a download; what has come is kept, and the next try goes on from there. */
export function cancelDownload(id: string): void {
  aborts.get(id)?.abort();
}

/** The download to tell of where there is room for one: the one begun first. */
export function firstUnderWay(downloads: Readonly<Record<string, Download>>): Download | null {
  return Object.values(downloads).find(({ phase }) => phase === 'under-way') ?? null;
}

function drop(id: string): void {
  const rest = Object.entries(downloadStore.getState()).filter(([other]) => other !== id);
  downloadStore.setState(Object.fromEntries(rest), true);
}
