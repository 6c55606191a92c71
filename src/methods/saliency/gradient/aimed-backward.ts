import * as tf from '@tensorflow/tfjs-core';
import { objectiveCotangent } from '../../../tensors/objective';
import type { BackwardOptions, Gradients, Network, Trace } from '../../../networks/executor/network';
import type { Aim } from '../../objective-gradient';

/** `aim.scale` times the gradients of an objective, the rectifiers' rule and layers being chosen. Caller disposes them all. */
export function aimedBackward(
  network: Network,
  trace: Trace,
  { objective, target, scale }: Aim,
  options: BackwardOptions,
): Gradients {
  const { logits, output } = network.graph;
  const cotangent = tf.tidy(() =>
    tf.mul(objectiveCotangent(objective, trace.logits, target, output.kind), scale),
  );
  try {
    return network.backward(trace, new Map([[logits, cotangent]]), options);
  } finally {
    cotangent.dispose();
  }
}
