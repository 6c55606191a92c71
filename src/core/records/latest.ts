/**
 * Work of which only the latest counts: beginning anew aborts what was begun before. Whether an answer is still wanted is asked of
 * its signal.
 */
export interface Latest {
  /** Aborts the one before; the new one's signal. */
  begin(): AbortSignal;
  /** Aborts the present one, if any. */
  cancel(): void;
}

export function createLatest(): Latest {
  let controller = new AbortController();
  return {
    begin() {
      controller.abort();
      controller = new AbortController();
      return controller.signal;
    },
    cancel() {
      controller.abort();
    },
  };
}

/** Resolves after a while; rejects with an AbortError where aborted before. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason as DOMException);
      },
      { once: true },
    );
  });
}
