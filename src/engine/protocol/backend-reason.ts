import { ranked } from './measurement';
import type { BackendId, BackendInfo, GpuBackendId } from './protocol';
import type { Phrase, Words } from '../../words/message';
import { phrase } from '../../words/say';

/** What a choice of backend rests on. */
export type BackendFacts = Omit<BackendInfo, 'reason'>;

export const BACKEND_NAMES: Readonly<Record<BackendId, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'Plain JavaScript',
};

/** The engine chip's sentence: which backend, why, and what to expect of it. `losses` is how often the graphics card was lost, where that is why GPUs are passed over. */
export function backendReason(facts: BackendFacts, losses = 0): Phrase {
  const engine = engineName(facts.id);
  const why = facts.chosen === 'asked' ? asked(facts) : auto(facts, losses);
  const { threads } = facts;
  const chosen =
    threads === undefined
      ? phrase('{engine}: {why}.', { engine, why })
      : phrase('{engine} on {threads} threads: {why}.', { engine, threads, why });
  const precise =
    facts.floatBits === 16
      ? phrase(
          '{chosen} This device computes in half precision (reduced precision): small differences are lost.',
          { chosen },
        )
      : chosen;
  return facts.stockKernels
    ? phrase(
        '{chosen} This browser or processor cannot run the lab’s own kernels, so TensorFlow.js’s compute, more slowly.',
        { chosen: precise },
      )
    : precise;
}

/** What an engine is called at a sentence's start. */
function engineName(id: BackendId): Words {
  return id === 'cpu' ? phrase('Plain JavaScript') : BACKEND_NAMES[id];
}

function asked(facts: BackendFacts): Phrase {
  const { id } = facts;
  const where = !isGpu(id)
    ? phrase('chosen by you; the processor computes')
    : facts.software
      ? phrase('chosen by you, but emulated by the processor, which is slow')
      : phrase('chosen by you, on {gpu}', { gpu: facts.renderer ?? phrase('the GPU') });
  const [best] = ranked(measurementOf(facts));
  if (best === undefined || best === id) return where;
  return phrase('{where}; {best} was the fastest here when it was measured', {
    where,
    best: label(facts, best),
  });
}

function auto(facts: BackendFacts, losses: number): Phrase {
  const { id, measured = {} } = facts;
  const gpus = Object.values(facts.gpus ?? {});
  if (losses > 0)
    return phrase('the graphics card was lost {losses} times, so the processor computes', { losses });
  if (id === 'cpu' && Object.keys(measured).length === 0)
    return phrase('neither a GPU nor WASM works in this browser; steps take seconds');
  const against = comparison(facts);
  if (isGpu(id)) {
    const where = facts.software
      ? phrase('emulated by the processor')
      : phrase('on {gpu}', { gpu: facts.renderer ?? phrase('the GPU') });
    return against === null
      ? phrase('{where}; WASM does not work in this browser', { where })
      : phrase('{where}, {against}', { where, against });
  }
  if (against !== null) return against;
  if (gpus.length === 0) return phrase('this browser offers no GPU to compute on, so the processor computes');
  if (gpus.every(({ software }) => software)) {
    return phrase(
      'no GPU found, so the processor computes; software WebGL was not measured, for it is many times slower as a rule',
    );
  }
  return phrase('the GPU does not work here, so the processor computes');
}

/** How the backend compares with the next best; null where there is none. */
function comparison(facts: BackendFacts): Phrase | null {
  const { id, measured = {}, cut = [], measuredOn } = facts;
  const own = measured[id];
  const others = ranked(measurementOf(facts)).filter((other) => other !== id);
  const slow = cut[0];
  // Plain JavaScript is the last resort: beating a GPU says more, even one that was stopped.
  const next = others.find((other) => other !== 'cpu') ?? (slow === undefined ? others[0] : undefined);
  if (own === undefined || cut.includes(id)) return null;
  const step =
    measuredOn === undefined
      ? phrase('a gradient step')
      : phrase('a gradient step of {network}', { network: measuredOn });
  if (next === undefined) {
    if (slow === undefined) return null;
    return phrase(
      'faster here than {other}, which was stopped after {limit, number} s ({own, number} ms {step})',
      {
        other: label(facts, slow),
        limit: threeDigits((measured[slow] ?? 0) / 1000),
        own: threeDigits(own),
        step,
      },
    );
  }
  const time = measured[next] ?? own;
  const ratio = time / Math.max(own, 1e-3);
  const compared = { other: label(facts, next), own: threeDigits(own), time: threeDigits(time), step };
  if (ratio < ALIKE)
    return phrase('about as fast here as {other} ({own, number} against {time, number} ms {step})', compared);
  return phrase(
    '{ratio, number} times faster here than {other} ({own, number} against {time, number} ms {step})',
    { ratio: ratio < 9.5 ? Math.round(ratio * 10) / 10 : Math.round(ratio), ...compared },
  );
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
function label({ id: chosen, gpus = {} }: BackendFacts, id: BackendId): Words {
  const engine = BACKEND_NAMES[id];
  const gpu = isGpu(id) ? gpus[id] : undefined;
  if (gpu?.software) return phrase('software {engine}', { engine });
  if (!gpu || isGpu(chosen)) return id === 'cpu' ? phrase('plain JavaScript') : engine;
  return phrase('{engine} on {gpu}', { engine, gpu: gpu.renderer });
}

/** A number for people: 3.4, 38, 460. */
function threeDigits(value: number): number {
  return value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value);
}

/** Milliseconds as people read them: 3.4, 38, 460. */
export function shortMs(ms: number): string {
  return ms < 9.95 ? ms.toFixed(1).replace('.0', '') : ms.toFixed(0);
}
