import type { PixelImage } from '../src/core/pictures/pixel-image';
import * as tf from '@tensorflow/tfjs-core';
import { reduceChannels } from '../src/core/maps/map-statistics';
import { softmax } from '../src/core/statistics/softmax';
import { describeLogits } from '../src/engine/protocol/describe-logits';
import { imageTensor, logitsOf } from '../src/engine/worker/networks/classify';
import type { LabClient, RunHandle } from '../src/engine/page/lab-client';
import type { Classification, NetworkInfo, RunOutcome, RunRequest } from '../src/engine/protocol/protocol';
import type { ToyNetwork } from './toy-networks';

/** A door to an engine of one toy network that computes its gradient maps, one at a time, as soon as it may. */
export interface ToyLab extends Pick<LabClient, 'classify' | 'run'> {
  network: ToyNetwork | null;
  /** Runs begun, and those that were cancelled. */
  readonly begun: RunRequest[];
  readonly cancelled: RunRequest[];
  /** Called before each answer; a promise holds it up. */
  gate: (kind: 'classify' | 'run') => Promise<void> | null;
}

export function createToyLab(): ToyLab {
  const lab: ToyLab = {
    network: null,
    begun: [],
    cancelled: [],
    gate: () => null,
    async classify(_, image, signal): Promise<Classification> {
      await untilAborted(lab.gate('classify'), signal);
      return describeLogits(await logitsOf(lab.network!, image), lab.network!.graph);
    },
    run(request): RunHandle {
      lab.begun.push(request);
      let cancel: () => void = () => undefined;
      const cancelled = new Promise<RunOutcome>((resolve) => {
        cancel = () => resolve({ kind: 'cancelled' });
      });
      const done = async (): Promise<RunOutcome> => {
        await lab.gate('run');
        return { kind: 'done', result: gradientRun(lab.network!, request) };
      };
      return {
        id: lab.begun.length,
        outcome: Promise.race([done(), cancelled]),
        send: ({ type }) => {
          if (type !== 'cancel') return;
          lab.cancelled.push(request);
          cancel();
        },
      };
    },
  };
  return lab;
}

async function untilAborted(answer: Promise<void> | null, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: over.signal });
  });
  await Promise.race([answer, aborted]).finally(() => over.abort());
  signal.throwIfAborted();
}

function gradientRun(network: ToyNetwork, request: RunRequest) {
  const image = request.image!;
  const target = Number(request.target);
  const { raw, logits } = tf.tidy(() => {
    const x = imageTensor(network.graph, image);
    const trace = network.forward(x);
    const cotangent = tf.oneHot(tf.tensor1d([target], 'int32'), network.graph.classes.length);
    const gradients = network.backward(trace, new Map([['logits', tf.cast(cotangent, 'float32')]]));
    return {
      raw: gradients.input.dataSync().slice() as Float32Array<ArrayBuffer>,
      logits: trace.logits.dataSync().slice() as Float32Array<ArrayBuffer>,
    };
  });
  const { width, height, data } = image;
  return {
    ...describeLogits(logits, network.graph),
    probabilities: softmax(logits),
    attribution: reduceChannels(raw, 'max'),
    raw,
    pixels: data,
    input: data,
    width,
    height,
    steps: 1,
    scalars: {},
    recipe: {
      version: 1 as const,
      network: request.network,
      method: request.method,
      params: request.params,
      target,
      seed: request.seed,
      fit: request.fit,
    },
    timings: { totalMs: 1, stepMs: 1 },
  };
}

export const toyInfo = ({ graph }: ToyNetwork): NetworkInfo => ({
  id: graph.id,
  title: graph.title,
  size: graph.input.size,
  preprocessing: graph.input.preprocessing,
  classes: graph.classes,
  output: graph.output,
  weightsHash: 'toy',
  parameters: 1,
});

/** Mid-range noise, so that small steps clip nowhere. */
export function toyPhoto(side: number, normals: Float32Array): PixelImage {
  const data = Uint8ClampedArray.from({ length: side * side * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : 128 + 20 * (normals[i % normals.length] ?? 0),
  );
  return { width: side, height: side, data };
}
