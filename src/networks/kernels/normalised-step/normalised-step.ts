import type * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import { largestWebgl, lengthWebgl, steppedWebgl, type Step } from './normalised-step-webgl';

const largest = kernelRunner<object>('Largest', { webgl: largestWebgl });
const lengthOf = kernelRunner<object>('ScaledLength', { webgl: lengthWebgl });
const stepped = kernelRunner<Step>('NormalisedStep', { webgl: steppedWebgl });

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
