import { createRandom } from '../random/seeded-random';
import { shuffled } from '../random/shuffled';
import { adam, sgd } from './optimisers';
import { crossEntropyGradient, type Examples, type LinearLayer } from './softmax-regression';

export const OPTIMISERS = ['adam', 'sgd'] as const;
export type Optimiser = (typeof OPTIMISERS)[number];

/** How a last layer is trained. */
export interface TrainingSettings {
  readonly optimiser: Optimiser;
  readonly learningRate: number;
  /** Pull of each weight back to where it began, λ in λ/2 ‖W − W₀‖². */
  readonly weightDecay: number;
  /** How often every example is looked at. */
  readonly epochs: number;
  /** Examples a step. */
  readonly batch: number;
  /** Of the order in which examples come. */
  readonly seed: number;
}

/** Where a training stands after one of its steps. */
export interface TrainingStep {
  readonly step: number;
  readonly steps: number;
  /** Mean cross-entropy of the epoch that has just ended; absent in the middle of one. */
  readonly loss?: number;
}

/**
 * Trains a layer on examples, step by step; returns the trained one, and leaves the given one as it is. Weight decay pulls
 * towards the weights that it began with, not to zero, so that the layer forgets no more than it must (L2-SP, Li et al. 2018,
 * https://arxiv.org/abs/1802.01483). The order of the examples is drawn anew for each epoch.
 */
export function* trainLayer(
  start: LinearLayer,
  examples: Examples,
  { optimiser, learningRate, weightDecay, epochs, batch, seed }: TrainingSettings,
): Generator<TrainingStep, LinearLayer> {
  const random = createRandom(seed);
  const layer = { kernel: start.kernel.slice(), bias: start.bias?.slice() ?? null, classes: start.classes };
  const stepOf = optimiser === 'adam' ? adam : sgd;
  const moveKernel = stepOf(learningRate);
  const moveBias = stepOf(learningRate);
  let rows = examples.labels.map((_, row) => row);
  const steps = epochs * Math.ceil(rows.length / batch);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    rows = shuffled(rows, random);
    let loss = 0;
    for (let first = 0; first < rows.length; first += batch) {
      const part = rows.slice(first, first + batch);
      const gradient = crossEntropyGradient(layer, examples, part);
      loss += (gradient.loss * part.length) / rows.length;
      pull(gradient.kernel, layer.kernel, start.kernel, weightDecay);
      moveKernel(layer.kernel, gradient.kernel);
      if (layer.bias && gradient.bias && start.bias) {
        pull(gradient.bias, layer.bias, start.bias, weightDecay);
        moveBias(layer.bias, gradient.bias);
      }
      step++;
      const ended = first + batch >= rows.length;
      yield { step, steps, ...(ended ? { loss } : {}) };
    }
  }
  return layer;
}

/** Adds the gradient of λ/2 ‖w − w₀‖². */
function pull(gradient: Float64Array, now: Float64Array, start: Float64Array, decay: number): void {
  for (let i = 0; i < gradient.length; i++)
    gradient[i] = (gradient[i] as number) + decay * ((now[i] as number) - (start[i] as number));
}
