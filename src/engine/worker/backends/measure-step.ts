import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../../../core/random/seeded-random';
import { createNetwork } from '../../../networks/executor/executor';
import { type NetworkOutline, stuffing } from '../networks/measuring-network';

const REPEATS = 4;
/** A step slower than this is told from one alone. */
const SLOW_MS = 250;

/** Milliseconds of a gradient step, or the time after which it was given up. */
export interface StepTime {
  readonly milliseconds: number;
  readonly cut: boolean;
}

export interface StepMeasureOptions {
  /** Milliseconds from any origin. */
  readonly now: () => number;
  /** Resolves in a later task. */
  readonly nextTask: () => Promise<void>;
  /** When to give up, in milliseconds. A pass under way on the processor is finished first, one on a GPU is left behind. */
  readonly deadlineMs: number;
}

/**
 * The time of one gradient step of a network of that outline on the current backend, with its programs compiled: what a run
 * takes, not its start. Leaves no tensors behind. Rejects where the backend cannot compute it.
 */
export async function measureStep(outline: NetworkOutline, options: StepMeasureOptions): Promise<StepTime> {
  const { now, nextTask, deadlineMs } = options;
  const startedAt = now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timesUp = new Promise<'over'>((resolve) => {
    timer = setTimeout(() => resolve('over'), deadlineMs);
  });
  const { graph } = outline;
  const [height, width] = graph.input.size;
  const network = createNetwork(graph, stuffing(outline));
  const x = tf.tensor4d(createRandom(2).normals(height * width * 3), [1, height, width, 3]);
  const cotangents = new Map([[graph.logits, tf.ones([1, graph.classes.length])]]);

  const gradients = (count: number) => (): tf.Tensor => {
    let sum: tf.Tensor = tf.zerosLike(x);
    for (let k = 0; k < count; k++) {
      const trace = network.forward(x);
      sum = tf.add(sum, network.backward(trace, cotangents).input);
    }
    return sum;
  };
  /** Milliseconds until the values are there; null where the time was up first. */
  const timed = async (compute: () => tf.Tensor): Promise<number | null> => {
    await nextTask();
    const from = now();
    if (from - startedAt >= deadlineMs) return null;
    const tensor = tf.tidy(compute);
    const read = tensor.data();
    // Nobody waits for values that come too late, or never.
    read.catch(() => undefined);
    const first = await Promise.race([read, timesUp]).finally(() => tensor.dispose());
    const to = now();
    return first === 'over' || to - startedAt >= deadlineMs ? null : to - from;
  };

  try {
    const cut = { milliseconds: deadlineMs, cut: true };
    // The first passes compile, which runs do once.
    if ((await timed(() => network.logits(x))) === null || (await timed(gradients(1))) === null) return cut;
    const one = await timed(gradients(1));
    if (one === null) return cut;
    const several = one > SLOW_MS ? null : await timed(gradients(REPEATS));
    return { milliseconds: several === null ? one : several / REPEATS, cut: false };
  } finally {
    clearTimeout(timer);
    tf.dispose([x, ...cotangents.values()]);
    network.dispose();
  }
}
