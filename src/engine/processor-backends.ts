import * as tf from '@tensorflow/tfjs-core';
import wasmPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmThreads from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { LabError } from '../core/lab-error';
import type { BackendId } from './protocol';

/** Makes WASM the current backend. Throws `backend-unavailable`. */
export async function startWasm(): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  // Threads never start in TF.js 4.22 (its issue 8513): where the page is isolated their build would only be a bigger one.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasmPlain,
    'tfjs-backend-wasm-simd.wasm': wasmSimd,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmThreads,
  });
  if (!(await tf.setBackend('wasm'))) throw unavailable('wasm');
}

/** Makes plain JavaScript the current backend. Throws `backend-unavailable`. */
export async function startCpu(): Promise<void> {
  await import('@tensorflow/tfjs-backend-cpu');
  if (!(await tf.setBackend('cpu'))) throw unavailable('cpu');
}

function unavailable(id: BackendId): LabError {
  return new LabError(
    'backend-unavailable',
    `The ${id === 'wasm' ? 'WASM' : 'plain JavaScript'} engine does not start in this browser.`,
    'Choose another engine, or Auto.',
  );
}
