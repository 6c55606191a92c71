import * as tf from '@tensorflow/tfjs-core';
import type { Work } from '../../../methods/method';
import type { NetworkGraph } from '../../../networks/graph/graph';
import type { Network } from '../../../networks/executor/network';

const SIZES = [2, 4, 8] as const;
/** A larger batch must take so much less time a picture: it also makes the map refine in larger steps. */
const WORTH = 0.92;
/** A device this slow with one picture has its hands full with one. */
const SLOW_MS = 400;
/** All measuring together, more or less: a pass under way is finished. */
const BUDGET_MS = 1500;
/** The most that the activations of one batch may take. */
const ROOM_BYTES = 256 * 2 ** 20;

export interface AtOnceEnvironment {
  /** Milliseconds from any origin. */
  readonly now: () => number;
  /** Resolves in a later task. */
  readonly nextTask: () => Promise<void>;
  /** The promise, or a rejection as soon as the device is lost. */
  readonly unlessLost: <T>(promise: Promise<T>) => Promise<T>;
}

/** How many pictures to take through a network together, where nobody said. */
export type PicturesAtOnce = (network: Network, work: Work) => Promise<number>;

/**
 * Chooses 1, 2, 4 or 8 by the measured time a picture, within a bound on the memory of activations. Measured once for each
 * graph, backend and kind of work; leaves no tensors behind.
 */
export function createPicturesAtOnce(environment: AtOnceEnvironment): PicturesAtOnce {
  const known = new WeakMap<NetworkGraph, Map<string, Promise<number>>>();
  return (network, work) => {
    const ofGraph = known.get(network.graph) ?? new Map<string, Promise<number>>();
    known.set(network.graph, ofGraph);
    const key = `${tf.getBackend()}/${work}`;
    let choice = ofGraph.get(key);
    if (!choice) {
      choice = measure(network, work, environment);
      ofGraph.set(key, choice);
      choice.catch(() => ofGraph.delete(key));
    }
    return choice;
  };
}

async function measure(
  network: Network,
  work: Work,
  { now, nextTask, unlessLost }: AtOnceEnvironment,
): Promise<number> {
  const startedAt = now();
  const [height, width] = network.graph.input.size;
  let bytes = 0;
  const pass = (count: number): tf.Tensor =>
    tf.tidy(() => {
      const x = tf.zeros<tf.Rank.R4>([count, height, width, 3]);
      if (work === 'forward') return network.logits(x);
      const before = tf.memory().numBytes;
      const trace = network.forward(x);
      bytes = (tf.memory().numBytes - before) / count;
      const cotangents = new Map([[network.graph.logits, tf.ones(trace.logits.shape)]]);
      const { input } = network.backward(trace, cotangents);
      trace.dispose();
      return tf.sum(input);
    });
  /** Milliseconds a picture until the values are there. The first pass of a size compiles its programs, which runs do once. */
  const timed = async (count: number, passes: number): Promise<number> => {
    let best = Infinity;
    for (let i = 0; i < passes && now() - startedAt < BUDGET_MS; i++) {
      await nextTask();
      const from = now();
      const result = pass(count);
      await unlessLost(result.data()).finally(() => result.dispose());
      best = Math.min(best, (now() - from) / count);
    }
    return best;
  };

  // The network has been warmed up with one picture.
  let fastest = await timed(1, 1);
  if (fastest > SLOW_MS) return 1;
  fastest = Math.min(fastest, await timed(1, 1));
  let chosen = 1;
  for (const count of SIZES) {
    if (count * bytes > ROOM_BYTES) break;
    const each = await timed(count, 2);
    if (each > WORTH * fastest) break;
    chosen = count;
    fastest = each;
  }
  return chosen;
}
