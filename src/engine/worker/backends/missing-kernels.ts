import * as tf from '@tensorflow/tfjs-core';
import { USED_KERNELS } from './used-kernels';

/** What a backend's values are moved with. All of TF.js's have these, though it types them for none. */
interface Movable {
  readSync(dataId: object): tf.backend_util.TypedArray;
  write(values: tf.backend_util.TypedArray, shape: number[], dtype: tf.DataType): object;
  disposeData(dataId: object, force?: boolean): boolean;
}

/**
 * Gives a backend that has started each of `names` which it lacks, by way of plain JavaScript: slow, but never an error.
 * Resolves to the names it lacked. Loads the plain JavaScript backend only where there are any.
 */
export async function fillMissingKernels(
  backendName: string,
  names: readonly string[] = USED_KERNELS,
): Promise<readonly string[]> {
  const missing = names.filter((name) => !findKernel(name, backendName));
  if (missing.length === 0 || backendName === 'cpu') return missing;
  await import('@tensorflow/tfjs-backend-cpu');
  for (const kernelName of missing) {
    const kernel = findKernel(kernelName, 'cpu');
    if (!kernel) throw new Error(`plain JavaScript lacks the kernel ${kernelName} too`);
    tf.registerKernel({ kernelName, backendName, kernelFunc: throughCpu(kernel.kernelFunc) });
  }
  return missing;
}

/** TF.js types it as never missing. */
function findKernel(name: string, backendName: string): tf.KernelConfig | undefined {
  return tf.getKernel(name, backendName);
}

/** The same kernel with its inputs moved to plain JavaScript and its outputs moved back. */
function throughCpu(kernelFunc: tf.KernelFunc): tf.KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const here = backend as Movable;
    const cpu = tf.engine().findBackend('cpu') as unknown as Movable & tf.KernelBackend;
    const there: object[] = [];
    const moved = (from: Movable, to: Movable, { dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo => {
      // A copy: what plain JavaScript reads is its own memory.
      const values = from.readSync(dataId).slice();
      return { dataId: to.write(values, shape, dtype), shape, dtype };
    };
    const toCpu = (input: tf.TensorInfo): tf.TensorInfo => {
      const info = moved(here, cpu, input);
      there.push(info.dataId);
      return info;
    };
    try {
      const given = Array.isArray(inputs)
        ? (inputs as tf.TensorInfo[]).map(toCpu)
        : Object.fromEntries(
            Object.entries(inputs).flatMap(([name, info]) => (info ? [[name, toCpu(info)]] : [])),
          );
      const made = kernelFunc({ inputs: given as tf.NamedTensorInfoMap, attrs: attrs ?? {}, backend: cpu });
      const outputs = [made].flat();
      there.push(...outputs.map(({ dataId }) => dataId));
      const results = outputs.map((output) => moved(cpu, here, output));
      return Array.isArray(made) ? results : (results[0] as tf.TensorInfo);
    } finally {
      for (const dataId of new Set(there)) cpu.disposeData(dataId, true);
    }
  };
}
