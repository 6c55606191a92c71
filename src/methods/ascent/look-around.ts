import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../../networks/executor/network';
import { readBack } from '../../tensors/read-back';
import { type Aim, traceGradient } from '../objective-gradient';
import type { Transform } from './ascent';
import type { Raisable } from '../weighted-objective';
import { type Around, passThrough } from './climb';

/** Takes a step's changed copies of a picture through the network, one after the other. Caller disposes the slope. */
export async function lookAround(
  network: Network,
  x: tf.Tensor4D,
  copies: readonly Transform[],
  { aim, turn }: { readonly aim: Aim<Raisable>; readonly turn: () => Promise<void> },
): Promise<Around> {
  const logits: Float32Array<ArrayBuffer>[] = [];
  let slope: tf.Tensor4D | null = null;
  let isWhole = false;
  try {
    for (const copy of copies) {
      await turn();
      const pass = passThrough(network, x, [copy]);
      try {
        logits.push((await readBack(() => ({ logits: pass.trace.logits }))).logits);
        const before: tf.Tensor4D | null = slope;
        slope = tf.tidy(() => {
          const gradient = copy.pullBack(traceGradient(network, pass.trace, aim));
          return before ? tf.add<tf.Tensor4D>(before, gradient) : gradient;
        });
        before?.dispose();
      } finally {
        pass.dispose();
      }
    }
    isWhole = true;
    return { slope, copies: copies.length, logits };
  } finally {
    if (!isWhole) slope?.dispose();
  }
}
