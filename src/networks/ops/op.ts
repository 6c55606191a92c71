import type * as tf from '@tensorflow/tfjs-core';
import type { ReluRule } from '../executor/network';
import type { NodeOf, OpName } from '../graph/graph';
import type { LayerShapes, OpWork } from '../graph/layer-work';
import type { Shape } from '../graph/shapes';
import type { CompactMatrix } from '../kernels/dense/dense-product';
import type { FusedActivation } from '../kernels/fused-activation';

/** What an op may ask of the network it belongs to. Every tensor given is owned by the network: never dispose one. */
export interface OpContext {
  weight(name: string): tf.Tensor;
  /** A large matrix that stays as bytes on this backend; null or absent where `weight` has it. */
  compact?(name: string): CompactMatrix | null;
  /** A tensor derived from weights, made once per network and freed with it. */
  prepared(key: string, make: () => tf.Tensor): tf.Tensor;
}

/** One node's turn in reverse mode. Values are functions, since not every op needs them and a fused one is recomputed. */
export interface VjpArguments<K extends OpName> {
  readonly node: NodeOf<K>;
  readonly input: (index: number) => tf.Tensor;
  readonly output: () => tf.Tensor;
  /** Gradient of the scalar objective with respect to the output, of the output's shape. */
  readonly dy: tf.Tensor;
  readonly relu: ReluRule;
  readonly context: OpContext;
}

/** Whether values are never below 0: whatever comes in, or where nothing below 0 comes in, or neither. */
export type Sign = 'always' | 'kept' | 'no';

/** What others must know of a node besides what it computes. */
export interface NodeTraits {
  /**
   * What becomes of the places of a map, where class activation maps look: a new map is made of it, or the one another op
   * made is finished, or only passed on or thinned out; or axes are moved about or cut, so that nobody knows until the next map is
   * made of it; or places are lost.
   */
  readonly places: 'made' | 'finished' | 'passed' | 'moved' | 'lost';
  readonly nonNegative: Sign;
  /** That its `forward` takes an activation: the rectifier that alone reads it is computed in the same step. */
  readonly fuses?: true;
  /** Of a rectifier: what fuses with it, and the value above which it, too, lets no gradient through. */
  readonly rectifier?: { readonly activation: Exclude<FusedActivation, 'linear'>; readonly ceiling: number };
}

/**
 * An op, whole: what it computes, what shape that has, what it takes and what else there is to know of it.
 * `forward` and `vjp` return new tensors that the caller disposes, and both run inside a `tidy` of the executor's, so
 * intermediates need no care. Weight gradients do not exist here.
 */
export interface Op<K extends OpName> extends Omit<NodeTraits, 'nonNegative'> {
  /** One for all nodes of the op, or by what a node says. */
  readonly nonNegative: Sign | ((node: NodeOf<K>) => Sign);

  forward(
    node: NodeOf<K>,
    inputs: readonly tf.Tensor[],
    context: OpContext,
    activation?: FusedActivation,
  ): tf.Tensor;
  /** Vector-Jacobian product: one gradient per input, in the inputs' order. */
  vjp(args: VjpArguments<K>): tf.Tensor[];
  /**
   * Shape of its value from its inputs' and its weights', all without the batch axis. Throws LabError `unsupported-model`
   * where they do not fit together, `unsupported-op` where the fit is not supported.
   */
  shape(node: NodeOf<K>, inputs: readonly Shape[], weight: (name: string) => Shape): Shape;
  /** What it takes for one picture; `view` where its value is its input's own, in another shape. */
  readonly work: 'view' | ((node: NodeOf<K>, shapes: LayerShapes) => OpWork);
}
