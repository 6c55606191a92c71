import { abortError, throwIfAborted } from '../../core/records/abort';
import { LabError } from '../../core/records/lab-error';
import type { EngineHost } from './engine-host';
import type { StepTime } from '../worker/backends/measure-step';
import type { Measurement } from '../protocol/measurement';
import type { NetworkOutline } from '../worker/networks/measuring-network';
import type { BackendId } from '../protocol/protocol';
import { unwrap } from '../protocol/thread-reply';

/** How far a measuring is. */
export interface MeasureProgress {
  readonly candidate: BackendId;
  /** Candidates done before this one, and all of them. */
  readonly done: number;
  readonly count: number;
}

export interface MeasureElsewhere {
  /** Throws where the browser cannot. */
  readonly createWorkerHost: () => EngineHost;
  readonly outline: NetworkOutline | null;
  /** Milliseconds for each candidate. */
  readonly deadlineMs: number;
  readonly onProgress?: ((progress: MeasureProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a worker may take to start and to answer, beyond the deadline it keeps itself. */
const GRACE_MS = 3_000;

/**
 * Times a gradient step on each candidate, one after the other, each in an engine of its own that is thrown away afterwards:
 * one that hangs is really ended, and the engine in use never stops. Candidates that do not work are left out.
 * Rejects with an AbortError where aborted.
 */
export async function measureElsewhere(
  candidates: readonly BackendId[],
  { createWorkerHost, outline, deadlineMs, onProgress, signal }: MeasureElsewhere,
): Promise<Measurement> {
  const measured: Partial<Record<BackendId, number>> = {};
  const cut: BackendId[] = [];
  for (const [done, candidate] of candidates.entries()) {
    throwIfAborted(signal);
    onProgress?.({ candidate, done, count: candidates.length });
    const time = await timeOne(createWorkerHost(), candidate, outline, deadlineMs, signal);
    if (time) measured[candidate] = time.milliseconds;
    if (time?.cut) cut.push(candidate);
  }
  return {
    measured,
    ...(cut.length > 0 ? { cut } : {}),
    ...(outline ? { measuredOn: outline.graph.title } : {}),
  };
}

async function timeOne(
  host: EngineHost,
  id: BackendId,
  outline: NetworkOutline | null,
  deadlineMs: number,
  signal: AbortSignal | undefined,
): Promise<StepTime | null> {
  const ended = new AbortController();
  try {
    const late = new Promise<StepTime>((resolve) => {
      const timer = setTimeout(() => resolve({ milliseconds: deadlineMs, cut: true }), deadlineMs + GRACE_MS);
      ended.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(abortError()), { once: true, signal: ended.signal });
    });
    const answered = host.api.measure(id, outline, deadlineMs).then(unwrap);
    return await Promise.race([answered, host.died, late, aborted]);
  } catch (thrown) {
    // A backend that fails here only loses.
    if (thrown instanceof LabError) return null;
    throw thrown;
  } finally {
    ended.abort();
    host.terminate();
  }
}
