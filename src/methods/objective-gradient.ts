import * as tf from '@tensorflow/tfjs-core';
import type { Objective, TargetedDlr } from '../tensors/objective';
import type { Network, Trace } from '../networks/executor/network';
import { cotangentsOf, type Raisable } from './weighted-objective';

/** What is differentiated, and the factor (see `RunContext.gradientScale`) that its gradient comes multiplied by. */
export interface Aim<O = Objective | TargetedDlr> {
  readonly objective: O;
  readonly target: number;
  readonly scale: number;
}

/** `scale * dJ / dx` of a forward pass, `[N, H, W, 3]` in z-score space. Caller disposes; the trace stays alive. */
export function traceGradient(
  network: Network,
  trace: Trace,
  { objective, target, scale }: Aim<Raisable>,
): tf.Tensor4D {
  return tf.tidy(() => {
    const cotangents = cotangentsOf(objective, network, trace, target);
    if (scale !== 1)
      for (const [node, cotangent] of cotangents) cotangents.set(node, tf.mul(cotangent, scale));
    return network.backward(trace, cotangents).input;
  });
}

/** `scale * dJ / dx` at `x`, and the logits there. Caller disposes both. */
export function objectiveGradient(
  network: Network,
  x: tf.Tensor4D,
  aim: Aim,
): { readonly gradient: tf.Tensor4D; readonly logits: tf.Tensor2D } {
  return tf.tidy(() => {
    const trace = network.forward(x);
    try {
      return { gradient: traceGradient(network, trace, aim), logits: tf.clone(trace.logits) };
    } finally {
      trace.dispose();
    }
  });
}
