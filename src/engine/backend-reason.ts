import type { BackendId } from './protocol';

/** A first step slower than this ends a backend's measuring; it then includes the compiling, so no ratio is told from it. */
export const MEASURE_BUDGET_MS = 1500;

/** What a choice of backend rests on. */
export interface BackendFacts {
  readonly id: BackendId;
  readonly chosen: 'auto' | 'asked';
  /** The GPU's tidy name; absent where there is no WebGL 2. */
  readonly renderer?: string | undefined;
  readonly software: boolean;
  readonly floatBits: 16 | 32;
  readonly measured: Readonly<Partial<Record<BackendId, number>>>;
  /** Times the graphics card was lost, where that is why WebGL is passed over. */
  readonly losses?: number | undefined;
}

const NAMES: Readonly<Record<BackendId, string>> = { webgl: 'WebGL', wasm: 'WASM', cpu: 'Plain JavaScript' };

/** The engine chip's sentence: which backend, why, and what to expect of it. */
export function backendReason(facts: BackendFacts): string {
  const precision =
    facts.floatBits === 16
      ? ' This device computes in half precision (reduced precision): small differences are lost.'
      : '';
  return `${NAMES[facts.id]}: ${facts.chosen === 'asked' ? asked(facts) : auto(facts)}.${precision}`;
}

function asked({ id, renderer, software }: BackendFacts): string {
  if (id !== 'webgl') return 'chosen by you; the processor computes';
  if (software) return 'chosen by you, but emulated by the processor, which is slow';
  return `chosen by you, on ${renderer ?? 'the GPU'}`;
}

function auto({ id, renderer, software, measured, losses }: BackendFacts): string {
  const { webgl, wasm } = measured;
  const gpu = renderer ?? 'the GPU';
  if (losses) return `the graphics card was lost ${losses} times, so the processor computes`;
  if (id === 'cpu') return 'neither WebGL nor WASM works in this browser; steps take seconds';
  if (id === 'webgl') {
    const onWhat = software ? 'emulated by the processor' : `on ${gpu}`;
    if (wasm === undefined || webgl === undefined) return `${onWhat}; WASM does not work in this browser`;
    return `${onWhat}, ${ratio(wasm, webgl)} faster here than the processor alone`;
  }
  if (renderer === undefined) return 'this browser offers no WebGL 2, so the processor computes';
  if (software && webgl === undefined) {
    return 'no GPU found, so the processor computes; WebGL would be emulated, which is many times slower';
  }
  if (wasm === undefined || webgl === undefined) return 'WebGL does not work here, so the processor computes';
  const faster = `the processor is ${ratio(webgl, wasm)} faster here than`;
  return software ? `no GPU found, ${faster} software WebGL` : `${faster} ${gpu} over WebGL`;
}

function ratio(slower: number, faster: number): string {
  if (slower > MEASURE_BUDGET_MS) return 'many times';
  const times = slower / Math.max(faster, 1e-3);
  return `${times < 9.5 ? times.toFixed(1) : times.toFixed(0)}x`;
}
