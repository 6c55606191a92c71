/** Whether something thrown means that somebody gave up, which is no error. */
export function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

/** What the platform's own abortable calls reject with. */
export function abortError(): DOMException {
  return new DOMException('The person cancelled.', 'AbortError');
}

/** The signal of what nobody can give up. */
export function neverAborted(): AbortSignal {
  return new AbortController().signal;
}

/** Calls `listener` once the signal aborts, and at once where it has; what it returns takes the listener off. */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal?.aborted) listener();
  else signal?.addEventListener('abort', listener, { once: true });
  return () => signal?.removeEventListener('abort', listener);
}

/** Throws `AbortError` where somebody has given up. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError();
}
