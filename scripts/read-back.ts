import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { LabError } from '../src/core/records/lab-error';
import { createRandom } from '../src/core/random/seeded-random';
import { createNetwork } from '../src/networks/executor/executor';
import type { ExportedModel } from '../src/networks/exporters/tfjs-layers';
import type { ImportedNetwork } from '../src/networks/graph/graph';

/** Both read the same numbers, so only the order of summing may differ. */
const TOLERANCE = 1e-4;

/**
 * Reads a converted network back with plain TensorFlow.js, `tf.loadLayersModel`, and gives the largest difference of its
 * logits from the executor's, relative to the largest logit, on one seeded noise picture in the network's own input space.
 * Throws LabError `unsupported-model` where they differ by more than rounding explains.
 */
export async function readBackError(
  network: ImportedNetwork,
  { modelJson, shards }: ExportedModel,
): Promise<number> {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  setWasmPaths(join(dirname(entry), 'dist/'));
  await tf.setBackend('wasm');

  const weightData = new Uint8Array(Buffer.concat([...shards.values()])).buffer;
  const { modelTopology, weightsManifest } = modelJson;
  const weightSpecs = weightsManifest.flatMap((group) => group.weights) as tf.io.WeightsManifestEntry[];
  const model = await tf.loadLayersModel({
    load: () => Promise.resolve({ modelTopology: modelTopology as object, weightSpecs, weightData }),
  });

  const [height, width] = network.graph.input.size;
  const own = { scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], channels: 'RGB' } as const;
  // With this preprocessing the executor's z-score space is the network's own, and both see the same numbers.
  const graph = { ...network.graph, input: { ...network.graph.input, preprocessing: own } };
  const executor = createNetwork(graph, network.weights);
  const noise = createRandom(0).normals(height * width * 3);
  const x = tf.tensor4d(noise, [1, height, width, 3]);
  const ours = executor.logits(x);
  const stock = model.predict(x) as tf.Tensor;
  const [mine, theirs] = [await ours.data(), await stock.data()];
  tf.dispose([x, ours, stock]);
  model.dispose();
  executor.dispose();

  return compare(mine, theirs);
}

function compare(mine: ArrayLike<number>, theirs: ArrayLike<number>): number {
  let difference = 0;
  let largest = 1e-12;
  // Of a two-sided answer the file holds the one logit, and the executor its opposite after it.
  for (let i = 0; i < theirs.length; i++) {
    difference = Math.max(difference, Math.abs((mine[i] ?? 0) - (theirs[i] ?? 0)));
    largest = Math.max(largest, Math.abs(mine[i] ?? 0));
  }
  const error = difference / largest;
  if (error <= TOLERANCE) return error;
  throw new LabError(
    'unsupported-model',
    `TensorFlow.js reads the converted network differently: its outputs are off by ${error.toExponential(1)}.`,
    'Please report the file; the network was not written.',
  );
}
