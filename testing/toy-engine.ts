import type { PixelImage } from '../src/core/pictures/pixel-image';
import * as tf from '@tensorflow/tfjs-core';
import type { Frame } from '../src/core/records/frame';
import { createEngine, type Engine, type EngineEnvironment } from '../src/engine/worker/engine';
import type { RunRequest } from '../src/engine/protocol/protocol';
import type { Method, RunContext } from '../src/methods/method';
import type { ParamValues } from '../src/methods/catalog/params';
import type { ImportedNetwork } from '../src/networks/graph/graph';
import { tinyNetwork } from './tiny-network';

/** What a toy run did, step by step, seen from inside the method. */
export interface Diary {
  steps: number;
  readonly params: ParamValues[];
  freed: boolean;
  context: RunContext<ParamValues> | null;
}

type Body = (context: RunContext<ParamValues>, diary: Diary, step: number) => void | Promise<void>;

/** A method that counts to `params.iterations`, holding one tensor, and shows the step number in its pixels. */
export function countingMethod(body: Body = () => undefined): { method: Method<ParamValues>; diary: Diary } {
  const diary: Diary = { steps: 0, params: [], freed: false, context: null };
  const method: Method<ParamValues> = {
    id: 'count',
    exercise: 'visualization',
    title: 'Counting',
    about: '',
    paper: { title: '', url: '' },
    formula: () => ({ text: '', score: '' }),
    iterations: 'iterations',
    takesOthers: () => false,
    opening: () => '',
    raised: () => ({ what: 'class' }),
    leftByPenalty: () => null,
    isBeyondStability: () => false,
    needsPicture: () => false,
    drawsAtRandom: () => false,
    caution: () => null,
    params: {},
    presets: [],
    async *run(network, x, context) {
      diary.context = context;
      const held = tf.zeros([4]);
      const [height, width] = network.graph.input.size;
      const steps = Number(context.params()['iterations']);
      const frame = (step: number): Frame => ({
        step,
        steps,
        width,
        height,
        pixels: new Uint8ClampedArray(width * height * 4).fill(step),
        scalars: { step },
      });
      try {
        let shown = -1;
        let step = 0;
        while (step < steps && (await context.checkpoint(step)) === 'go') {
          step++;
          diary.steps = step;
          diary.params.push(context.params());
          await body(context, diary, step);
          if (x) tf.tidy(() => void tf.sum(x));
          if (context.wantsFrame(step, steps)) {
            shown = step;
            yield frame(step);
          }
        }
        if (shown !== step) yield frame(step);
      } finally {
        held.dispose();
        diary.freed = true;
      }
    },
  };
  return { method, diary };
}

const SIZE = 32;

/** A picture of the tiny network's size. */
export function toyImage(value = 100, size = SIZE): PixelImage {
  return { width: size, height: size, data: new Uint8ClampedArray(size * size * 4).fill(value) };
}

export function toyRequest(change: Partial<RunRequest> = {}): RunRequest {
  return {
    network: 'tiny',
    method: 'count',
    image: toyImage(),
    target: 3,
    params: { iterations: 5 },
    seed: 7,
    fit: 'squash',
    frameEvery: 1,
    ...change,
  };
}

/** An engine with a small network loaded, whose only method is the given one. */
export async function toyEngine(
  method: Method<ParamValues>,
  change: Partial<EngineEnvironment> = {},
  network: ImportedNetwork = tinyNetwork(),
): Promise<Engine> {
  const engine = createEngine({
    now: () => performance.now(),
    // Node handles up to a thousand messages of one port before it looks at a timer; browsers are fair.
    nextTask: () => new Promise((resolve) => setImmediate(resolve)),
    waitForGpu: () => Promise.resolve(),
    lost: new Promise(() => undefined),
    backend: () => ({ id: 'cpu', floatBits: 32 }),
    methodById: () => method,
    ...change,
  });
  await engine.load(network, 'hash');
  return engine;
}

/** A sink that acknowledges at once, and what it was shown. */
export function collect(): { frames: Frame[]; sink: (frame: Frame) => Promise<void> } {
  const frames: Frame[] = [];
  return { frames, sink: async (frame) => void frames.push(frame) };
}

/** Longest that anything is waited for, in milliseconds: only what hangs takes so long, on however busy a machine. */
const IN_VAIN = 60_000;

/** Waits until something holds. Throws where it never does. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + IN_VAIN;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain until ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
