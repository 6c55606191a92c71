import { createStore } from 'zustand/vanilla';
import { isAbort } from '../../core/records/abort';
import type { LabErrorData } from '../../core/records/lab-error';
import { asLabError } from '../../page/as-lab-error';
import { benchDevice, type BenchProgress, type DeviceRow } from './device-bench';
import { lab } from '../../page/lab';

interface BenchState {
  /** Rows of the last benchmark, as they come. */
  readonly rows: readonly DeviceRow[];
  /** Null where none is under way. */
  readonly progress: BenchProgress | null;
  readonly error: LabErrorData | null;
}

export const benchStore = createStore<BenchState>(() => ({ rows: [], progress: null, error: null }));

let cancel: AbortController | null = null;

/** Times the loaded networks on every backend of this device. One at a time. */
export async function startBench(): Promise<void> {
  if (cancel) return;
  const own = new AbortController();
  cancel = own;
  benchStore.setState({ rows: [], progress: null, error: null });
  try {
    await benchDevice(lab(), {
      now: () => performance.now(),
      signal: own.signal,
      onProgress: (progress) => {
        benchStore.setState({ progress });
      },
      onRow: (row) => {
        const same = (one: DeviceRow): boolean => one.network === row.network && one.backend === row.backend;
        benchStore.setState(({ rows }) => ({
          rows: rows.some(same) ? rows.map((one) => (same(one) ? row : one)) : [...rows, row],
        }));
      },
    });
  } catch (thrown) {
    if (!isAbort(thrown)) benchStore.setState({ error: asLabError(thrown) });
  } finally {
    cancel = null;
    benchStore.setState({ progress: null });
  }
}

/** Ends a benchmark under way; the rows so far stay. */
export function cancelBench(): void {
  cancel?.abort();
}
