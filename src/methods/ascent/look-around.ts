import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../../networks/executor/network';
import { readBack } from '../../tensors/read-back';
import { type Aim, traceGradient } from '../objective-gradient';
import type { Beside, Transform } from './ascent';
import type { Raisable } from '../weighted-objective';
import { type Around, passThrough } from './climb';

/** Something that is climbed besides the picture on its own network. */
export interface View {
  /** What is done to the picture first; null leaves it as it is. */
  readonly transform: Transform | null;
  readonly network: Network;
  readonly aim: Aim<Raisable>;
  /** How much it counts, where the picture itself counts 1. */
  readonly weight: number;
}

/** A step's copies on the network, and a second network that counts as much as the picture and all copies together. */
export function viewsOf(
  network: Network,
  copies: readonly Transform[],
  aim: Aim<Raisable>,
  beside: Beside | undefined,
): readonly View[] {
  const views: View[] = copies.map((transform) => ({ transform, network, aim, weight: 1 }));
  if (!beside) return views;
  const { view, target, objective = aim.objective } = beside;
  const seen = { ...aim, target, objective };
  return [...views, { transform: view, network: beside.network, aim: seen, weight: 1 + copies.length }];
}

/** Takes a step's views of a picture through their networks, one after the other. Caller disposes the slope. */
export async function lookAround(
  x: tf.Tensor4D,
  views: readonly View[],
  turn: () => Promise<void>,
): Promise<Around> {
  const logits: Float32Array<ArrayBuffer>[] = [];
  let slope: tf.Tensor4D | null = null;
  let isWhole = false;
  try {
    for (const { transform, network, aim, weight } of views) {
      await turn();
      const pass = passThrough(network, x, transform ? [transform] : []);
      try {
        logits.push((await readBack(() => ({ logits: pass.trace.logits }))).logits);
        const before: tf.Tensor4D | null = slope;
        slope = tf.tidy(() => {
          const rise = traceGradient(network, pass.trace, aim);
          const own = transform ? transform.pullBack(rise) : rise;
          const gradient = weight === 1 ? own : tf.mul<tf.Tensor4D>(own, weight);
          return before ? tf.add<tf.Tensor4D>(before, gradient) : gradient;
        });
        before?.dispose();
      } finally {
        pass.dispose();
      }
    }
    isWhole = true;
    return { slope, weight: views.reduce((sum, { weight }) => sum + weight, 0), logits };
  } finally {
    if (!isWhole) slope?.dispose();
  }
}
