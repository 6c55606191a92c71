import type { SharedKernels } from './shared-kernels';
import { awaitNextJob, type Board, takePieces } from './thread-job';
import { exportsOn } from '../wasm-module';

// One of a pool's threads: works on whatever job is put up, for as long as its owner lives.

export interface PoolWorkerMessage {
  readonly memory: WebAssembly.Memory;
  readonly modules: readonly WebAssembly.Module[];
  readonly board: Board;
  /** Its number among the pool's, from 1 on. */
  readonly thread: number;
}

addEventListener(
  'message',
  ({ data: { memory, modules, board, thread } }: MessageEvent<PoolWorkerMessage>) => {
    const exported = modules.map((module) => exportsOn(memory, module));
    const kernels = Object.assign({}, ...exported) as SharedKernels;
    postMessage('ready');
    for (let seen = 0; ;) {
      seen = awaitNextJob(board, seen);
      takePieces(board, kernels, thread);
    }
  },
);
