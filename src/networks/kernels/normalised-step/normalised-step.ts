import type * as tf from '@tensorflow/tfjs-core';
import { l2Norm, linfNorm } from '../../../tensors/norms';
import { kernelRunner } from '../kernel-runner';
import { heldWasm, largestWasm, lengthWasm, steppedWasm } from './normalised-step-wasm';
import {
  type Cut,
  cutWebgl,
  largestWebgl,
  lengthWebgl,
  steppedWebgl,
  type Step,
} from './normalised-step-webgl';

const largest = kernelRunner<object>('Largest', { wasm: largestWasm, webgl: largestWebgl });
const scaledLength = kernelRunner<object>('ScaledLength', { webgl: lengthWebgl });
const stepped = kernelRunner<Step>('NormalisedStep', { webgl: steppedWebgl });
const cutOff = kernelRunner<Cut>('CutToRms', { webgl: cutWebgl });
const length = kernelRunner<object>('Length', { wasm: lengthWasm });
const rescaled = kernelRunner<Step>('StockStep', { wasm: steppedWasm });
const held = kernelRunner<Cut>('HeldToRms', { wasm: heldWasm });

/** A step of some length, and the largest absolute value of what it goes along: 0 where there is no step. */
export interface NormalisedStep {
  readonly move: tf.Tensor4D;
  readonly peak: tf.Scalar;
}

/** The largest absolute value of pictures `[N, H, W, C]`, a scalar. Caller disposes. */
export function largestOf(values: tf.Tensor4D): tf.Scalar {
  return (largest({ values }, {}) as tf.Scalar | null) ?? linfNorm(values);
}

/** The Euclidean length, a scalar, on every backend to the last bit what `l2Norm` gives. Caller disposes. */
export function lengthOf(values: tf.Tensor): tf.Scalar {
  return (length({ values }, {}) as tf.Scalar | null) ?? l2Norm(values);
}

/**
 * `values / ||values||_2 * size` to the last bit as `normalizeL2` and a product give it, in two kernels where single operators take
 * thirteen; null where the backend has none of its own. Caller disposes both tensors.
 */
export function stockStepOf(values: tf.Tensor4D, size: number): NormalisedStep | null {
  if (!rescaled.offered()) return null;
  const peak = largestOf(values);
  const move = rescaled({ values, peak }, { size }) as tf.Tensor4D | null;
  if (move) return { move, peak };
  peak.dispose();
  return null;
}

/**
 * `values / ||values||_2 * size` of pictures `[N, H, W, C]`, as `normalizeL2` divides, on a GPU in five programs where single operators
 * take eighteen; null where the backend has none of its own. Caller disposes both tensors.
 */
export function normalisedStepOf(values: tf.Tensor4D, size: number): NormalisedStep | null {
  const whole = stockStepOf(values, size);
  if (whole || !stepped.offered()) return whole;
  const peak = largestOf(values);
  const length = scaledLength({ values, peak }, {});
  const move = length && (stepped({ values, peak, length }, { size }) as tf.Tensor4D | null);
  length?.dispose();
  if (move) return { move, peak };
  peak.dispose();
  return null;
}

/**
 * Values of pictures `[N, H, W, C]` with none further from 0 than `times` their root mean square, as `cutToRms` brings them, on a
 * GPU in five programs where single operators take eighteen; null where the backend has none of its own. Caller disposes.
 */
export function cutToRmsOf(values: tf.Tensor4D, times: number): tf.Tensor4D | null {
  const whole = held({ values }, { times });
  if (whole || !cutOff.offered()) return whole as tf.Tensor4D | null;
  const peak = largestOf(values);
  const length = scaledLength({ values, peak }, {});
  const cut = length && (cutOff({ values, peak, length }, { times }) as tf.Tensor4D | null);
  peak.dispose();
  length?.dispose();
  return cut;
}
