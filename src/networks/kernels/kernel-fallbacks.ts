/** A kernel of the lab's own that gave way to TF.js's. */
export interface KernelFallback {
  readonly kernel: string;
  /** Whether this machine cannot run it; else it is tried again each time. */
  readonly forGood: boolean;
  /** The last cause, in its own words. */
  readonly reason: string;
  /** How often it gave way. */
  readonly times: number;
}

const fallbacks = new WeakMap<object, Map<string, KernelFallback>>();

/** Notes that a kernel gave way on an instance of a backend, and why. */
export function noteFallback(backend: object, kernel: string, cause: unknown): void {
  const known = fallbacks.get(backend) ?? new Map<string, KernelFallback>();
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const times = (known.get(kernel)?.times ?? 0) + 1;
  known.set(kernel, { kernel, forGood: isRefusal(cause), reason, times });
  fallbacks.set(backend, known);
}

/** Whether a kernel gave way for good there. */
export function gaveWayForGood(backend: object, kernel: string): boolean {
  return fallbacks.get(backend)?.get(kernel)?.forGood === true;
}

/** The kernels that gave way on an instance of a backend. */
export function fallbacksOf(backend: object): readonly KernelFallback[] {
  return [...(fallbacks.get(backend)?.values() ?? [])];
}

/** What a driver says of a program that it cannot make, in TF.js's words. */
const PROGRAM_REFUSED = /failed to (compile|link)|unable to create (vertex|fragment) ?shader/i;

/** Whether an error says that this machine cannot, rather than that it could not just now. */
export function isRefusal(cause: unknown): boolean {
  if (cause instanceof WebAssembly.CompileError || cause instanceof WebAssembly.LinkError) return true;
  return cause instanceof Error && PROGRAM_REFUSED.test(cause.message);
}
