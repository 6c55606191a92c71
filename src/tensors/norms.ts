import * as tf from '@tensorflow/tfjs-core';

/** Euclidean length of an array. */
export function l2(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) ** 2;
  return Math.sqrt(sum);
}

/** Largest absolute value of an array; 0 where it is empty. */
export function linf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] as number));
  return largest;
}

/** Largest absolute value of a tensor, a scalar. Caller disposes. */
export function linfNorm(values: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.max<tf.Scalar>(tf.abs(values)));
}

/** Euclidean length of a tensor, a scalar; scaled by the largest entry first so that half precision neither under- nor overflows. Caller disposes. */
export function l2Norm(values: tf.Tensor): tf.Scalar {
  return tf.tidy(() => {
    const peak = linfNorm(values);
    return tf.mul<tf.Scalar>(tf.mul(peak, Math.sqrt(values.size)), rms(tf.div(values, orOne(peak))));
  });
}

/** What a step's gradient may be divided by: its length, the sum of its absolute values, or the plain sum. */
export type StepDivisor = 'l2' | 'l1' | 'sum';

/** A direction of length 1, and the largest absolute value it had before: 0 means that there is no direction. */
export interface StepDirection<T extends tf.Tensor> {
  readonly direction: T;
  readonly peak: tf.Scalar;
}

/**
 * `values / ||values||_2`, dividing by the largest entry first; an all-zero tensor stays all zero, so no epsilon is needed.
 * Caller disposes both tensors.
 */
export function normalizeL2<T extends tf.Tensor>(values: T): StepDirection<T> {
  return tf.tidy(() => {
    const peak = linfNorm(values);
    const scaled = tf.div(values, orOne(peak));
    const length = tf.mul(orOne(rms(scaled)), Math.sqrt(values.size));
    return { direction: tf.div<T>(scaled, length), peak };
  });
}

/**
 * `values` divided by what is said, by the largest entry first; an all-zero tensor stays all zero. Of a plain sum
 * of 0 only that by the largest entry is done. Caller disposes both tensors.
 */
export function normalizeBy<T extends tf.Tensor>(divisor: StepDivisor, values: T): StepDirection<T> {
  if (divisor === 'l2') return normalizeL2(values);
  return tf.tidy(() => {
    const peak = linfNorm(values);
    const scaled = tf.div<T>(values, orOne(peak));
    const total = sumOf(divisor === 'l1' ? tf.abs(scaled) : scaled);
    return { direction: tf.div<T>(scaled, orOne(total)), peak };
  });
}

/** `values` with none of them further from 0 than `times` their root mean square. Caller disposes. */
export function cutToRms<T extends tf.Tensor>(values: T, times: number): T {
  return tf.tidy(() => {
    const peak = orOne(linfNorm(values));
    const edge = tf.mul(tf.mul(peak, rms(tf.div(values, peak))), times);
    return tf.maximum(tf.minimum(values, edge), tf.neg(edge));
  });
}

/** Root mean square. */
function rms(values: tf.Tensor): tf.Scalar {
  return tf.sqrt<tf.Scalar>(tf.div(sumOf(tf.square(values)), values.size));
}

/** Summed in two stages where the shape allows it: one long float32 sum of a picture is off by 1e-4. */
function sumOf(values: tf.Tensor): tf.Scalar {
  const { size } = values;
  const rows = rowsToSum(size);
  return tf.sum<tf.Scalar>(tf.sum(tf.reshape(values, [rows, size / rows]), 1));
}

/** In how many rows so many values are summed, each first and then all. */
export function rowsToSum(size: number): number {
  let rows = Math.ceil(Math.sqrt(size));
  while (size % rows !== 0) rows++;
  return rows;
}

/** The scalar itself, or 1 where it is 0: a safe divisor. */
function orOne(scalar: tf.Scalar): tf.Scalar {
  return tf.add(scalar, tf.cast(tf.equal(scalar, 0), 'float32'));
}
