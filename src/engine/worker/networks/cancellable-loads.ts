/** The loads under way, each under the key that its page calls it off by. */
export interface CancellableLoads {
  /**
   * What a load gives, once those that were called off before it have ended: they may still hold the file that it goes on with.
   * Rejects as the load does, and with an AbortError where it was called off while it waited.
   */
  begin<T>(key: number, load: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Aborts the load's signal; nothing where no such load is under way. */
  cancel(key: number): void;
}

export function createCancellableLoads(): CancellableLoads {
  const underWay = new Map<
    number,
    { readonly controller: AbortController; readonly ended: Promise<unknown> }
  >();
  const cancelled = new Set<Promise<unknown>>();

  return {
    async begin(key, load) {
      const controller = new AbortController();
      const { signal } = controller;
      const result = Promise.all(cancelled).then(() => {
        signal.throwIfAborted();
        return load(signal);
      });
      const ended = result.then(
        () => undefined,
        () => undefined,
      );
      underWay.set(key, { controller, ended });
      try {
        return await result;
      } finally {
        underWay.delete(key);
        cancelled.delete(ended);
      }
    },

    cancel(key) {
      const load = underWay.get(key);
      if (!load) return;
      cancelled.add(load.ended);
      load.controller.abort();
    },
  };
}
