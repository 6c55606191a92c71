import { abortError, onAbort, throwIfAborted } from '../../core/records/abort';
import type { EngineOrders, EngineWords } from '../protocol/engine-api';
import type { EngineLife } from './living-engine';
import { type Reply, unwrap } from '../protocol/thread-reply';

/** The engine's lives, as far as asking goes. */
export interface AskedEngine {
  life(): Promise<EngineLife>;
  /** Whether a life was ended for going on with what somebody gave up. */
  isStuck(life: EngineLife): boolean;
}

/** Puts an order to the engine that is answered with a Reply. */
export type AskEngine = <K extends keyof EngineOrders, T>(
  name: K,
  question: (api: Pick<EngineOrders, K> & EngineWords) => Promise<Reply<T>>,
  signal: AbortSignal,
) => Promise<T>;

/**
 * An answer from the engine. Rejects with its LabError, or the one the engine died of; with an AbortError as soon as `signal`
 * aborts, from when on the order has its deadline. A question that only stood behind one that was given up, in an engine that
 * was replaced for it, is asked of the next life.
 */
export function createAskEngine(engine: AskedEngine): AskEngine {
  return async (name, question, signal) => {
    const over = new AbortController();
    const once = { once: true, signal: over.signal };
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(abortError()), once);
    });
    aborted.catch(() => undefined);
    try {
      for (;;) {
        throwIfAborted(signal);
        const life = await Promise.race([engine.life(), aborted]);
        // Given up in the moment in which the life came: an order given now would have nobody to give it up.
        signal.throwIfAborted();
        const { answer, giveUp } = life.order(name, question);
        // Its own progress, told while it was given, may have been what made somebody give it up.
        const stay = onAbort(signal, giveUp);
        const settled = await Promise.race([answer, aborted])
          .catch((reason: unknown) => ({ reason }))
          .finally(stay);
        if (!('reason' in settled)) return unwrap(settled);
        if (!engine.isStuck(life)) throw settled.reason;
      }
    } finally {
      over.abort();
    }
  };
}
