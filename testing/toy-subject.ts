import type { PixelImage } from '../src/core/pictures/pixel-image';
import { defaultParams } from '../src/methods/catalog/resolve-params';
import { softmax } from '../src/core/statistics/softmax';
import type { RunResult } from '../src/engine/protocol/protocol';
import type { CheckTools } from '../src/features/believe/store/check-tools';
import type { Subject } from '../src/features/believe/store/subject';
import type { MapRequest } from '../src/page/request/map-request';
import { methodsFor } from '../src/page/settings/settings-schema';
import { makeTestPhoto } from './test-photo';

export const SIDE = 24;

export const method = (id: string) => methodsFor('saliency').find((entry) => entry.id === id)!;

/** A photo's gradient map for class 1 of a network with four layers. */
export function toySubject(change: Partial<Subject> = {}): Subject {
  const own = change.method ?? method('vanilla-gradient');
  return {
    network: 'toy',
    layers: ['classifier', 'third', 'second', 'first'],
    method: own,
    params: defaultParams(own.params),
    target: 1,
    targetName: 'toy class',
    image: makeTestPhoto(3, SIDE, SIDE),
    seed: 7,
    fit: 'squash',
    ...change,
  };
}

/** An engine that draws whatever map it is told to, and what it was asked. */
export function toyTools(draw: (request: MapRequest & { image: PixelImage }) => Float32Array<ArrayBuffer>): {
  readonly tools: CheckTools;
  readonly asked: MapRequest[];
  readonly progress: (readonly [done: number, total: number])[];
  readonly abort: AbortController;
} {
  const abort = new AbortController();
  const asked: MapRequest[] = [];
  const progress: (readonly [number, number])[] = [];
  const logits = Float32Array.of(0, 1);
  const drawMap = async (request: MapRequest): Promise<RunResult> => {
    abort.signal.throwIfAborted();
    asked.push(request);
    const { image } = request;
    if (!image) throw new Error('a map of no picture');
    return {
      kind: 'softmax',
      logits,
      probabilities: softmax(logits),
      top: [],
      attribution: draw({ ...request, image }),
      pixels: image.data,
      input: image.data,
      width: image.width,
      height: image.height,
      steps: 1,
      scalars: {},
      recipe: {
        version: 1,
        network: request.network,
        method: request.method,
        params: {},
        target: 1,
        seed: request.seed,
        fit: 'squash',
      },
      timings: { totalMs: 1, stepMs: 1 },
    };
  };
  const classify = () => Promise.reject(new Error('nothing is classified here'));
  const tools = {
    drawMap,
    classify,
    signal: abort.signal,
    progress: (done: number, total: number) => void progress.push([done, total]),
  };
  return { tools, asked, progress, abort };
}
