import { enforceCancel, LOAD_CANCEL_DEADLINE_MS } from './cancel-deadline';
import type { EngineApi } from './engine-api';
import { type Reply, unwrap } from './reply';
import type { EngineLife } from './living-engine';

/** The engine's lives, as far as asking goes. */
export interface AskedEngine {
  life(): Promise<EngineLife>;
  /** Whether a life was ended for going on with what somebody cancelled. */
  isStuck(life: EngineLife): boolean;
  replaceStuck(life: EngineLife): void;
}

/**
 * An answer from the engine. Rejects with its LabError, or the one the engine died of. Where `signal` aborts, an engine that has
 * not answered by the deadline is replaced; a question that only stood behind such a one is asked of the next life.
 */
export async function askEngine<T>(
  engine: AskedEngine,
  question: (api: EngineApi) => Promise<Reply<T>>,
  signal?: AbortSignal,
): Promise<T> {
  for (;;) {
    const life = await engine.life();
    const answer = question(life.api);
    const onAbort = (): void =>
      enforceCancel(answer, LOAD_CANCEL_DEADLINE_MS, () => engine.replaceStuck(life));
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const settled = await Promise.race([answer, life.gone.catch((reason: unknown) => ({ reason }))]);
      if (!('reason' in settled)) return unwrap(settled);
      if (!engine.isStuck(life) || signal?.aborted) throw settled.reason;
    } finally {
      // Where it was aborted, the listener has done its part.
      if (!signal?.aborted) signal?.removeEventListener('abort', onAbort);
    }
  }
}
