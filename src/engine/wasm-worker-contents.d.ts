declare module '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js' {
  /** Source of the script that each further thread's worker runs. */
  export const wasmWorkerContents: string;
}
