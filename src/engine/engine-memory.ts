/** Memory as the automation API and the tests read it. */
export interface EngineMemory {
  readonly tensors: number;
  readonly bytes: number;
  readonly gpuBytes: number | null;
  readonly shaderPrograms: number | null;
}
