import type { BackendId } from '../engine/protocol/protocol';

/** What the page calls the engines. */
export const ENGINE_NAMES: Readonly<Record<BackendId, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'JavaScript',
};
