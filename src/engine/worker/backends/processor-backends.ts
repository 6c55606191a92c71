import * as tf from '@tensorflow/tfjs-core';
import wasmPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmThreads from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { LabError } from '../../../core/records/lab-error';
import type { BackendId } from '../../protocol/protocol';
import { threadsFor } from './thread-count';
import { sliceInPlace } from './wasm-slice';
import { offerThreads, threadFacts } from './wasm-threads';
import { phrase } from '../../../words/say';

/** Makes WASM the current backend, on so many threads where they start, else on one. Throws `backend-unavailable`. */
export async function startWasm(threads = threadsFor(threadFacts())): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  // TF.js's own start would take its build with threads on any isolated page, and often compute on one thread in it.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasmPlain,
    'tfjs-backend-wasm-simd.wasm': wasmSimd,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmThreads,
  });
  sliceInPlace();
  if (threads > 1) offerThreads(threads);
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
    phrase('The {engine} engine does not start in this browser.', {
      engine: id === 'wasm' ? 'WASM' : phrase('plain JavaScript'),
    }),
    phrase('Choose another engine, or Auto.'),
  );
}
