import type * as tf from '@tensorflow/tfjs-core';
import { reshape, slice } from '@tensorflow/tfjs-core';
import type { NodeOf, OpKind, Padding, Pair } from '../graph/graph';
import type { ReluRule } from '../executor/network';
import type { CompactMatrix } from '../kernels/dense/dense-product';

/** Activation that a convolution or a dense layer may apply in the same kernel. */
export type FusedActivation = 'linear' | 'relu' | 'relu6';

/** What an op may ask of the network it belongs to. Every tensor given is owned by the network: never dispose one. */
export interface OpContext {
  weight(name: string): tf.Tensor;
  /** A large matrix that stays as bytes on this backend; null or absent where `weight` has it. */
  compact?(name: string): CompactMatrix | null;
  /** A tensor derived from weights, made once per network and freed with it. */
  prepared(key: string, make: () => tf.Tensor): tf.Tensor;
}

/** One node's turn in reverse mode. Values are functions, since not every op needs them and a fused one is recomputed. */
export interface VjpArguments<K extends OpKind> {
  readonly node: NodeOf<K>;
  readonly input: (index: number) => tf.Tensor;
  readonly output: () => tf.Tensor;
  /** Gradient of the scalar objective with respect to the output, of the output's shape. */
  readonly dy: tf.Tensor;
  readonly relu: ReluRule;
  readonly context: OpContext;
}

/**
 * An op's two halves, side by side. Both return new tensors that the caller disposes, and both run inside a `tidy` of the
 * executor's, so intermediates need no care. Weight gradients do not exist here.
 */
export interface Op<K extends OpKind> {
  forward(
    node: NodeOf<K>,
    inputs: readonly tf.Tensor[],
    context: OpContext,
    activation?: FusedActivation,
  ): tf.Tensor;
  /** Vector-Jacobian product: one gradient per input, in the inputs' order. */
  vjp(args: VjpArguments<K>): tf.Tensor[];
}

/** Our padding in the form TF.js convolutions and pools take. */
export function explicitPadding([top, right, bottom, left]: Padding): tf.backend_util.ExplicitPadding {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

/**
 * A convolution's `[N, H, W, C]` input from the correlation of what came back with its rotated kernel, whose taps reach so
 * far: padded so that it comes out in that shape, or where the padding was wider than the reach, cut to it.
 */
export function correlatedBack(
  shape: readonly [number, number, number, number],
  [high, wide]: Pair,
  [top, right, bottom, left]: Padding,
  correlate: (padding: Padding) => tf.Tensor4D,
): tf.Tensor4D {
  const padding: Padding = [high - top, wide - right, high - bottom, wide - left];
  if (padding.every((side) => side >= 0)) return correlate(padding);
  return slice(correlate([high, wide, high, wide]), [0, top, left, 0], [...shape]);
}

/** The same values as a tensor of its own: a view everywhere, where `tf.clone` copies on WASM. Caller disposes. */
export function alias<T extends tf.Tensor>(x: T): T {
  return reshape(x, x.shape) as T;
}
