import type { ConvolutionKernels } from './convolution-kernels';
import { awaitNextJob, type Board, takePieces } from './crew-job';
import { exportsOn } from './wasm-heap';

// One of a crew's threads: works on whatever job is put up, for as long as its owner lives.

export interface CrewMessage {
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
  readonly board: Board;
  /** Its number among the crew's, from 1 on. */
  readonly thread: number;
}

addEventListener('message', ({ data: { memory, module, board, thread } }: MessageEvent<CrewMessage>) => {
  const kernels = exportsOn(memory, module) as unknown as ConvolutionKernels;
  postMessage('ready');
  for (let seen = 0; ;) {
    seen = awaitNextJob(board, seen);
    takePieces(board, kernels, thread);
  }
});
