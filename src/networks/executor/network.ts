import type * as tf from '@tensorflow/tfjs-core';
import type { NetworkGraph } from '../graph/graph';

/** How a ReLU sends a gradient back. `guided` is Springenberg 2014: only positive gradients through positive inputs. */
export type ReluRule = 'standard' | 'guided' | 'deconvnet';

export interface ForwardOptions {
  /** Stop after this node; default: the logits node. */
  readonly until?: string;
  /** Take a picture of another size than the network's: for nodes before which nothing hangs on it. */
  readonly anySize?: boolean;
}
export interface BackwardOptions {
  readonly relu?: ReluRule;
  /** Node ids whose activation gradient is wanted besides the input's. */
  readonly activations?: readonly string[];
}

/** A forward pass remembered for going back. Owns its activations: `dispose()` frees them all. */
export interface Trace {
  /** `[N, classes]`; owned by the trace, do not dispose. */
  readonly logits: tf.Tensor2D;
  /** Value of a node; owned by the trace. */
  activation(id: string): tf.Tensor;
  dispose(): void;
}

/** Gradients with respect to the z-score input and any requested activations. Caller disposes every tensor. */
export interface Gradients {
  readonly input: tf.Tensor4D;
  readonly activations: ReadonlyMap<string, tf.Tensor>;
}

/**
 * A network whose weights sit on the current backend. The input space is z-score space: RGB, `(p - mean) / std` with the
 * ImageNet constants of `core/z-score`, `[N, H, W, 3]`; the network's own preprocessing is its first op.
 */
export interface Network {
  readonly graph: NetworkGraph;
  /** `[N, classes]` without keeping a trace. Caller disposes. */
  logits(x: tf.Tensor4D): tf.Tensor2D;
  forward(x: tf.Tensor4D, options?: ForwardOptions): Trace;
  /** Reverse mode from cotangents by node id (usually one, on the logits). Does not dispose the trace. */
  backward(trace: Trace, cotangents: ReadonlyMap<string, tf.Tensor>, options?: BackwardOptions): Gradients;
  dispose(): void;
}
