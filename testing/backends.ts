import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { sliceInPlace } from '../src/engine/worker/backends/wasm-slice';

/** Backends that run in Node, for tests. */
export type NodeBackend = 'cpu' | 'wasm';

let located = false;

/** Loads a TF.js backend in Node and makes it the current one. */
export async function useBackend(id: NodeBackend): Promise<void> {
  // Keeps TF.js from advertising its Node build on the first use of the CPU backend.
  tf.env().set('IS_TEST', true);
  if (id === 'cpu') {
    await import('@tensorflow/tfjs-backend-cpu');
  } else {
    const wasm = await import('@tensorflow/tfjs-backend-wasm');
    if (!located) {
      const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
      wasm.setWasmPaths(join(dirname(entry), 'dist/'));
      sliceInPlace();
      located = true;
    }
  }
  await tf.setBackend(id);
  await tf.ready();
}
