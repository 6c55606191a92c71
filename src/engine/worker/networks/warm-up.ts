import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../../../core/random/seeded-random';
import type { Network } from '../../../networks/executor/network';

/**
 * One forward and one backward pass on noise, so that shaders are compiled and kernels prepared before the first run.
 * `progress` hears 0, then 0.5 after the forward pass; each is followed by a turn of the event loop, so that it shows.
 */
export async function warmUp(
  network: Network,
  options: { progress?(fraction: number): void; nextTask(): Promise<void>; signal?: AbortSignal | undefined },
): Promise<void> {
  const { graph } = network;
  const [height, width] = graph.input.size;
  const classes = graph.classes.length;
  const turn = async (fraction: number): Promise<void> => {
    options.progress?.(fraction);
    await options.nextTask();
    options.signal?.throwIfAborted();
  };

  await turn(0);
  const x = tf.tensor4d(createRandom(0).normals(height * width * 3), [1, height, width, 3]);
  try {
    const logits = tf.tidy(() => network.logits(x));
    await logits.data().finally(() => logits.dispose());
    await turn(0.5);
    const gradient = tf.tidy(() => {
      const trace = network.forward(x);
      const oneHot = tf.tensor2d([1, ...new Array<number>(classes - 1).fill(0)], [1, classes]);
      const { input } = network.backward(trace, new Map([[graph.logits, oneHot]]));
      trace.dispose();
      return input;
    });
    await gradient.data().finally(() => gradient.dispose());
  } finally {
    x.dispose();
  }
}
