/**
 * Takes a lock that the browser frees when this worker ends, however that comes about: an end need not bring an error event.
 * Resolves its name once it is held; null where the browser has no locks.
 */
export async function holdLifeLock(prefix: string): Promise<string | null> {
  // Absent where the page is not a secure context.
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  if (!locks) return null;
  const name = `${prefix}-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  return new Promise((resolve) => {
    const forLife = async (): Promise<never> => {
      resolve(name);
      return new Promise(() => undefined);
    };
    locks.request(name, forLife).catch(() => resolve(null));
  });
}

/** Calls back once the holder of such a lock has ended; never, where `signal` aborts first. */
export function watchLifeLock(name: string, signal: AbortSignal, onEnded: () => void): void {
  navigator.locks.request(name, { signal }, onEnded).catch(() => undefined);
}
