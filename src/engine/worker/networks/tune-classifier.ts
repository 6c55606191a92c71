import type { Examples, LinearLayer } from '../../../core/learning/softmax-regression';
import { trainLayer } from '../../../core/learning/train-layer';
import { LabError } from '../../../core/records/lab-error';
import {
  classifierFeatures,
  classifierLayer,
  type ClassifierLayer,
  layerWeights,
  withLayerWeights,
} from '../../../networks/executor/classifier-layer';
import type { Network } from '../../../networks/executor/network';
import { exportTfjsLayers } from '../../../networks/exporters/tfjs-layers';
import type { ImportedNetwork } from '../../../networks/graph/graph';
import { readBack } from '../../../tensors/read-back';
import type { TunedNetwork, TuneRequest, TuningProgress } from '../../protocol/tuning';
import { imageTensor } from './classify';
import { phrase } from '../../../words/say';

/** What a training takes from the engine it runs on. */
export interface TuningEnvironment {
  /** The network as it was read. */
  readonly imported: ImportedNetwork;
  /** The network on the backend of the moment. */
  readonly network: () => Network;
  readonly nextTask: () => Promise<void>;
  readonly unlessLost: <T>(promise: Promise<T>) => Promise<T>;
  readonly onProgress: (progress: TuningProgress) => void;
  readonly signal: AbortSignal;
}

/**
 * Trains a network's last layer on pictures, its features frozen, and gives the network with it as files. The pictures pass
 * through the network once; the training itself is plain arithmetic and gives way between two steps.
 * Throws `unsupported-op` where the network has no such layer, `bad-parameter` for a label that it has not, and an AbortError.
 */
export async function tuneClassifier(
  { title, examples, settings }: TuneRequest,
  environment: TuningEnvironment,
): Promise<TunedNetwork> {
  const { imported, nextTask, onProgress, signal } = environment;
  const layer = classifierLayer(imported);
  checkLabels(examples, layer);
  const start = layerWeights(layer, imported.weights);
  const learnt = await featuresOf(examples, layer, start, environment);
  const training = trainLayer(start, learnt, settings);
  const losses: number[] = [];
  for (;;) {
    await nextTask();
    signal.throwIfAborted();
    const next = training.next();
    if (next.done) {
      const weights = withLayerWeights(layer, imported.weights, next.value);
      return { files: filesOf({ graph: { ...imported.graph, title }, weights }), losses };
    }
    const { step, steps, loss } = next.value;
    if (loss === undefined) continue;
    losses.push(loss);
    onProgress({ stage: 'training', done: step / steps });
  }
}

/** Every picture's features, one picture at a time, so that memory does not grow with their number. */
async function featuresOf(
  examples: TuneRequest['examples'],
  layer: ClassifierLayer,
  start: LinearLayer,
  { network, nextTask, unlessLost, onProgress, signal }: TuningEnvironment,
): Promise<Examples> {
  const { width } = layer;
  const features = new Float32Array(examples.length * width);
  for (const [place, { image }] of examples.entries()) {
    await nextTask();
    signal.throwIfAborted();
    const now = network();
    const x = imageTensor(now.graph, image);
    try {
      const read = await unlessLost(
        readBack(() => ({
          row: classifierFeatures(now, layer, x),
          // Once is enough to know that the layer has been found.
          ...(place === 0 ? { logits: now.logits(x) } : {}),
        })),
      );
      features.set(read.row, place * width);
      if (read.logits) checkLogits(read.row, start, read.logits, now);
    } finally {
      x.dispose();
    }
    onProgress({ stage: 'features', done: (place + 1) / examples.length });
  }
  return { features, width, labels: examples.map(({ label }) => label) };
}

/** A share of the logits' spread that half precision may cost. */
const TOLERANCE = 0.05;

/** Throws where features · kernel + bias are not the network's logits: a window that does not cover its map. */
function checkLogits(
  row: Float32Array,
  { kernel, bias, classes }: LinearLayer,
  logits: Float32Array,
  { graph }: Network,
): void {
  const spread = Math.max(...logits) - Math.min(...logits);
  for (let k = 0; k < classes; k++) {
    const sum = row.reduce((total, value, d) => total + value * (kernel[d * classes + k] as number), 0);
    if (Math.abs(sum + (bias?.[k] ?? 0) - (logits[k] as number)) <= TOLERANCE * spread + 1e-6) continue;
    throw new LabError(
      'unsupported-op',
      phrase('The logits of “{title}” are not the average of its last layer’s.', { title: graph.title }),
      phrase('Choose one of the networks that come with the page.'),
    );
  }
}

function checkLabels(examples: TuneRequest['examples'], { classes }: ClassifierLayer): void {
  const wrong = examples.find(({ label }) => !Number.isInteger(label) || label < 0 || label >= classes);
  if (examples.length > 0 && !wrong) return;
  throw new LabError(
    'bad-parameter',
    wrong
      ? phrase('An example is said to show class {label}; the classes are numbered 0 to {last}.', {
          label: wrong.label,
          last: classes - 1,
        })
      : phrase('There is no picture to learn from.'),
    phrase('Make some fooled pictures first, each with one of the network’s classes.'),
  );
}

function filesOf(network: ImportedNetwork): readonly File[] {
  const { modelJson, shards } = exportTfjsLayers(network);
  return [
    new File([JSON.stringify(modelJson)], 'model.json', { type: 'application/json' }),
    ...[...shards].map(([name, bytes]) => new File([bytes], name)),
  ];
}
