import * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import { channelsWasm, type ChannelWork } from './channels-wasm';

const run = kernelRunner<ChannelWork>('Channels', { wasm: channelsWasm });

const product = (sides: readonly number[]): number => sides.reduce((a, b) => a * b, 1);

/** A run of axes of a value, neither the batch's nor the last, seen as rows. */
function rowsOf(shape: readonly number[], axes: readonly number[]) {
  const first = axes[0] ?? 0;
  const after = first + axes.length;
  return {
    many: product(shape.slice(0, first)),
    rows: product(shape.slice(first, after)),
    width: product(shape.slice(after)),
  };
}

/** A value's shape with those axes 1 long. */
const shortened = ({ shape }: tf.Tensor, axes: readonly number[]): number[] =>
  shape.map((side, axis) => (axes.includes(axis) ? 1 : side));

/**
 * Sum over a run of axes, which stay, 1 long; of `x * other` where `other` is given, of x's shape. The last axis is none of them.
 * Caller disposes.
 */
export function sumOver(
  x: tf.Tensor,
  axes: readonly number[],
  { other }: { readonly other?: tf.Tensor } = {},
): tf.Tensor {
  const maps = rowsOf(x.shape, axes);
  const own = run(
    { x, ...(other ? { other } : {}) },
    { ...maps, what: 'sum', factor: 1, shape: shortened(x, axes) },
  );
  return own ?? tf.tidy(() => tf.sum(other ? tf.mul(x, other) : x, [...axes], true));
}

/** Mean over a run of axes, which stay, 1 long; the last axis is none of them. Caller disposes. */
export function meanOver(x: tf.Tensor, axes: readonly number[]): tf.Tensor {
  const maps = rowsOf(x.shape, axes);
  return (
    run({ x }, { ...maps, what: 'sum', factor: 1 / maps.rows, shape: shortened(x, axes) }) ??
    tf.mean(x, [...axes], true)
  );
}

/** A value with one number for each channel, repeated along a run of axes to `shape`, times `factor`. Caller disposes. */
export function spreadOver(
  vector: tf.Tensor,
  shape: readonly number[],
  axes: readonly number[],
  factor: number,
): tf.Tensor {
  const maps = rowsOf(shape, axes);
  const own = run({ vector }, { ...maps, what: 'spread', factor, shape });
  return own ?? tf.tidy(() => spreadByProduct(vector, shape, maps, factor));
}

/** As a product with a column of one number, which is quicker than tiling where the kernel does not run. */
function spreadByProduct(
  vector: tf.Tensor,
  shape: readonly number[],
  { many, rows, width }: ReturnType<typeof rowsOf>,
  factor: number,
): tf.Tensor {
  const column = tf.fill([many, rows, 1], factor);
  return tf.reshape(tf.matMul(column, tf.reshape(vector, [many, 1, width])), [...shape]);
}

/** `x` times a value that is 1 long along a run of axes and as long as x along all others. Caller disposes. */
export function scaledOver(x: tf.Tensor, vector: tf.Tensor, axes: readonly number[]): tf.Tensor {
  const own = run({ x, vector }, { ...rowsOf(x.shape, axes), what: 'scale', shape: x.shape });
  return own ?? tf.mul(x, vector);
}

/** The axes along which a value of `shape` repeats in another, where they are a run that is followed by one that does not; else null. */
export function repeatedAxes(shape: readonly number[], within: readonly number[]): readonly number[] | null {
  const axes = shape.flatMap((side, axis) => (side === 1 && within[axis] !== 1 ? [axis] : []));
  const [first] = axes;
  const last = axes.at(-1);
  if (first === undefined || last === undefined) return null;
  // An axis between that is 1 long in both is none the worse for being summed over.
  const run = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const whole = run.every((axis) => shape[axis] === 1);
  return whole && last < shape.length - 1 ? run : null;
}
