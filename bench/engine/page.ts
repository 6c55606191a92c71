import * as Comlink from 'comlink';
import type { PreprocessingOption } from '../../src/engine/protocol/protocol';
import type { EngineBench, LoadedNetwork } from './worker';

/** What the benchmark in Node calls on the page: the worker itself, and the network whose files the input holds. */
export interface EngineBenchPage {
  readonly worker: Comlink.Remote<EngineBench>;
  load(id: string, preprocessing: PreprocessingOption | null): Promise<LoadedNetwork>;
}

declare global {
  interface Window {
    engineBench: EngineBenchPage;
  }
}

const worker = Comlink.wrap<EngineBench>(
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
);
window.engineBench = {
  worker,
  load(id, preprocessing) {
    const files = [...(document.querySelector('input')?.files ?? [])];
    return worker.load(id, files, preprocessing);
  },
};
