import { ranked } from './measurement';
import type { BackendId, BackendInfo, GpuBackendId } from './protocol';

/** What a choice of backend rests on. */
export type BackendFacts = Omit<BackendInfo, 'reason'>;

export const BACKEND_NAMES: Readonly<Record<BackendId, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'Plain JavaScript',
};

/** The engine chip's sentence: which backend, why, and what to expect of it. `losses` is how often the graphics card was lost, where that is why GPUs are passed over. */
export function backendReason(facts: BackendFacts, losses = 0): string {
  const precision =
    facts.floatBits === 16
      ? ' This device computes in half precision (reduced precision): small differences are lost.'
      : '';
  const why = facts.chosen === 'asked' ? asked(facts) : auto(facts, losses);
  const threads = facts.threads === undefined ? '' : ` on ${facts.threads} threads`;
  const kernels = facts.stockKernels
    ? ' This browser or processor cannot run the lab’s own kernels, so TensorFlow.js’s compute, more slowly.'
    : '';
  return `${BACKEND_NAMES[facts.id]}${threads}: ${why}.${precision}${kernels}`;
}

function asked(facts: BackendFacts): string {
  const { id } = facts;
  const onWhat = !isGpu(id)
    ? 'chosen by you; the processor computes'
    : facts.software
      ? 'chosen by you, but emulated by the processor, which is slow'
      : `chosen by you, on ${facts.renderer ?? 'the GPU'}`;
  const [best] = ranked(measurementOf(facts));
  if (best === undefined || best === id) return onWhat;
  return `${onWhat}; ${label(facts, best)} was the fastest here when it was measured`;
}

function auto(facts: BackendFacts, losses: number): string {
  const { id, measured = {} } = facts;
  const gpus = Object.values(facts.gpus ?? {});
  if (losses > 0) return `the graphics card was lost ${losses} times, so the processor computes`;
  if (id === 'cpu' && Object.keys(measured).length === 0)
    return 'neither a GPU nor WASM works in this browser; steps take seconds';
  const where = isGpu(id)
    ? facts.software
      ? 'emulated by the processor'
      : `on ${facts.renderer ?? 'the GPU'}`
    : '';
  const against = comparison(facts);
  if (against !== null) return where ? `${where}, ${against}` : against;
  if (where) return `${where}; WASM does not work in this browser`;
  if (gpus.length === 0) return 'this browser offers no GPU to compute on, so the processor computes';
  if (gpus.every(({ software }) => software)) {
    return 'no GPU found, so the processor computes; software WebGL was not measured, for it is many times slower as a rule';
  }
  return 'the GPU does not work here, so the processor computes';
}

/** How the backend compares with the next best; null where there is none. */
function comparison(facts: BackendFacts): string | null {
  const { id, measured = {}, cut = [], measuredOn } = facts;
  const own = measured[id];
  const others = ranked(measurementOf(facts)).filter((other) => other !== id);
  const slow = cut[0];
  // Plain JavaScript is the last resort: beating a GPU says more, even one that was stopped.
  const next = others.find((other) => other !== 'cpu') ?? (slow === undefined ? others[0] : undefined);
  if (own === undefined || cut.includes(id)) return null;
  const step = `a gradient step${measuredOn === undefined ? '' : ` of ${measuredOn}`}`;
  if (next === undefined) {
    if (slow === undefined) return null;
    const limit = `${shortMs((measured[slow] ?? 0) / 1000)} s`;
    return `faster here than ${label(facts, slow)}, which was stopped after ${limit} (${shortMs(own)} ms ${step})`;
  }
  const other = measured[next] ?? own;
  const numbers = `(${shortMs(own)} against ${shortMs(other)} ms ${step})`;
  const ratio = other / Math.max(own, 1e-3);
  if (ratio < ALIKE) return `about as fast here as ${label(facts, next)} ${numbers}`;
  return `${times(ratio)} times faster here than ${label(facts, next)} ${numbers}`;
}

/** Below this ratio nobody should be told that one is faster. */
const ALIKE = 1.1;

function measurementOf({ measured = {}, cut = [] }: BackendFacts) {
  return { measured, cut };
}

function isGpu(id: BackendId): id is GpuBackendId {
  return id === 'webgl' || id === 'webgpu';
}

/** A backend as something to compare with: "software WebGL", "WebGL on Mali-400", or "WebGL" beside the same GPU's WebGPU. */
function label({ id: chosen, gpus = {} }: BackendFacts, id: BackendId): string {
  const gpu = isGpu(id) ? gpus[id] : undefined;
  if (gpu?.software) return `software ${BACKEND_NAMES[id]}`;
  if (!gpu || isGpu(chosen)) return id === 'cpu' ? 'plain JavaScript' : BACKEND_NAMES[id];
  return `${BACKEND_NAMES[id]} on ${gpu.renderer}`;
}

function times(ratio: number): string {
  return ratio < 9.5 ? ratio.toFixed(1).replace('.0', '') : ratio.toFixed(0);
}

/** Milliseconds as people read them: 3.4, 38, 460. */
export function shortMs(ms: number): string {
  return ms < 9.95 ? ms.toFixed(1).replace('.0', '') : ms.toFixed(0);
}
