import type * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import {
  type Cut,
  cutWebgl,
  largestWebgl,
  lengthWebgl,
  steppedWebgl,
  type Step,
} from './normalised-step-webgl';

const largest = kernelRunner<object>('Largest', { webgl: largestWebgl });
const lengthOf = kernelRunner<object>('ScaledLength', { webgl: lengthWebgl });
const stepped = kernelRunner<Step>('NormalisedStep', { webgl: steppedWebgl });
const cutOff = kernelRunner<Cut>('CutToRms', { webgl: cutWebgl });

/** A step of some length, and the largest absolute value of what it goes along: 0 where there is no step. */
export interface NormalisedStep {
  readonly move: tf.Tensor4D;
  readonly peak: tf.Scalar;
}

/**
 * `values / ||values||_2 * size` of pictures `[N, H, W, C]`, as `normalizeL2` divides, in five programs where single operators take
 * eighteen; null where the backend has none of its own. Caller disposes both tensors.
 */
export function normalisedStepOf(values: tf.Tensor4D, size: number): NormalisedStep | null {
  const peak = largest({ values }, {}) as tf.Scalar | null;
  if (!peak) return null;
  const length = lengthOf({ values, peak }, {});
  const move = length && (stepped({ values, peak, length }, { size }) as tf.Tensor4D | null);
  length?.dispose();
  if (move) return { move, peak };
  peak.dispose();
  return null;
}

/**
 * Values of pictures `[N, H, W, C]` with none further from 0 than `times` their root mean square, as `cutToRms` brings them, in five
 * programs where single operators take eighteen; null where the backend has none of its own. Caller disposes.
 */
export function cutToRmsOf(values: tf.Tensor4D, times: number): tf.Tensor4D | null {
  const peak = largest({ values }, {});
  const length = peak && lengthOf({ values, peak }, {});
  const cut = peak && length && (cutOff({ values, peak, length }, { times }) as tf.Tensor4D | null);
  peak?.dispose();
  length?.dispose();
  return cut;
}
