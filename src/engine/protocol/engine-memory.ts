import type { KernelFallback } from '../../networks/kernels/kernel-fallbacks';

/** Memory as the automation API and the tests read it. */
export interface EngineMemory {
  readonly tensors: number;
  readonly bytes: number;
  readonly gpuBytes: number | null;
  readonly shaderPrograms: number | null;
  /** The lab's own kernels that gave way to TF.js's here, and why. */
  readonly kernelFallbacks: readonly KernelFallback[];
}
