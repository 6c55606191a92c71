import * as stock from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../../src/core/random/seeded-random';
import { createNetwork } from '../../src/networks/executor/executor';
import { exportTfjsLayers } from '../../src/networks/exporters/tfjs-layers';
import type { ImportedNetwork } from '../../src/networks/graph/graph';
import { createInputSpace } from '../../src/networks/executor/input-space';
import { mergeActivations } from './merge-activations';

/** What can be timed of a network: this lab's executor, and TF.js's own way with an equal layers model. */
export type Pass = 'forward' | 'gradient' | 'stockForward' | 'stockGradient';

/**
 * One network on the current backend, ready to be timed on one fixed input. Gradients are compared by the length of their
 * difference in parts of the second one's length: one rectifier whose input rounds to the other side of 0 moves a few pixels.
 */
export interface Rivals {
  /** Computes a pass and waits for its numbers. */
  run(pass: Pass): Promise<Float32Array>;
  /** The logits, and the input they come from as the network's first layer gets it, `[1, H, W, 3]`. */
  question(): Promise<{
    readonly input: Float32Array;
    readonly logits: Float32Array;
    readonly target: number;
  }>;
  /** Compares our gradient and the stock one, and says what the stock one took. */
  compareStock(): Promise<{ readonly fromStock: number; readonly stockMs: number }>;
  /** Compares our gradient, and the stock one where there is any, with one computed more exactly, of `question`'s input. */
  compareExact(
    gradient: readonly number[],
  ): Promise<{ readonly ours: number; readonly stock: number | null }>;
  dispose(): void;
}

/** Puts a network on the current backend. The stock model follows with its first pass. */
export async function createRivals(imported: ImportedNetwork): Promise<Rivals> {
  const { graph } = imported;
  const [height, width] = graph.input.size;
  const network = createNetwork(graph, imported.weights);
  const space = createInputSpace(graph.input.preprocessing);
  const x = tf.tensor4d(createRandom(0).normals(height * width * 3), [1, height, width, 3]);
  const seen = space.forward(x);
  const logits = await readAway(tf.tidy(() => network.logits(x)));
  const target = logits.indexOf(Math.max(...logits));
  const chosen = Float32Array.from({ length: logits.length }, (_, i) => Number(i === target));
  const oneHot = tf.tensor2d(chosen, [1, logits.length]);

  let theirs: Float32Array | null = null;
  let model: Promise<stock.LayersModel> | null = null;
  const stockModel = (): Promise<stock.LayersModel> => (model ??= loadStock(imported));
  const logit =
    (layers: stock.LayersModel) =>
    (input: tf.Tensor): tf.Scalar =>
      tf.sum(tf.mul(layers.apply(input, { training: false }) as tf.Tensor, oneHot));

  const gradient = (): tf.Tensor =>
    tf.tidy(() => {
      const trace = network.forward(x);
      return network.backward(trace, new Map([[graph.logits, oneHot]])).input;
    });

  return {
    async run(pass) {
      switch (pass) {
        case 'forward':
          return readAway(tf.tidy(() => network.logits(x)));
        case 'gradient':
          return readAway(gradient());
        case 'stockForward': {
          const layers = await stockModel();
          return readAway(tf.tidy(() => layers.apply(seen, { training: false }) as tf.Tensor));
        }
        case 'stockGradient':
          return readAway(tf.grad(logit(await stockModel()))(seen));
        default:
          return pass satisfies never;
      }
    },
    async question() {
      return { input: await seen.data<'float32'>(), logits, target };
    },
    async compareStock() {
      const layers = await stockModel();
      const from = performance.now();
      const stockGradient = tf.grad(logit(layers))(seen);
      await stockGradient.data();
      const stockMs = performance.now() - from;
      theirs = await readAway(space.vjp(stockGradient as tf.Tensor4D));
      stockGradient.dispose();
      return { fromStock: apart(await readAway(gradient()), theirs), stockMs };
    },
    async compareExact(values) {
      const exact = await readAway(tf.tidy(() => space.vjp(tf.tensor4d([...values], [1, height, width, 3]))));
      const ours = apart(await readAway(gradient()), exact);
      return { ours, stock: theirs && apart(theirs, exact) };
    },
    dispose() {
      network.dispose();
      tf.dispose([x, seen, oneHot]);
      void model?.then((layers) => layers.dispose());
    },
  };
}

/** Length of the difference in parts of the second one's. */
function apart(one: Float32Array, other: Float32Array): number {
  return lengthOf(other.map((value, i) => value - (one[i] ?? NaN))) / lengthOf(other);
}

function lengthOf(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** Waits for a tensor's numbers and lets it go. */
async function readAway(tensor: tf.Tensor): Promise<Float32Array> {
  return tensor.data<'float32'>().finally(() => tensor.dispose());
}

/** An equal TF.js layers model, written the way that TF.js differentiates fastest. */
async function loadStock(imported: ImportedNetwork): Promise<stock.LayersModel> {
  forgoFilterGradients();
  const { modelJson, shards } = exportTfjsLayers(imported);
  const weightData = await new Blob([...shards.values()]).arrayBuffer();
  const weightSpecs = modelJson.weightsManifest.flatMap(({ weights }) => [...weights]);
  return stock.loadLayersModel(
    stock.io.fromMemory({
      modelTopology: mergeActivations(modelJson.modelTopology),
      weightSpecs: weightSpecs as stock.io.WeightsManifestEntry[],
      weightData,
    }),
  );
}

/**
 * The gradient of a layer without activation asks for its filter's gradient too, and throws it away. WASM has no kernel for
 * that, and would have no stock gradient at all: let it have one that costs nothing.
 */
function forgoFilterGradients(): void {
  const kernelName = tf.Conv2DBackpropFilter;
  const known = tf.getKernelsForBackend('wasm').some((kernel) => kernel.kernelName === kernelName);
  if (tf.getBackend() !== 'wasm' || known) return;
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ attrs, backend }) =>
      (backend as { makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo }).makeOutput(
        (attrs as unknown as { readonly filterShape: number[] }).filterShape,
        'float32',
      ),
  });
}
