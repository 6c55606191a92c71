import type * as tf from '@tensorflow/tfjs-core';
import { gatherTapsWebgl, type TapGathering } from './gather-taps-webgl';
import { kernelRunner } from '../kernel-runner';

const run = kernelRunner<TapGathering>('GatherTaps', { webgl: gatherTapsWebgl });

/**
 * Adds up for every input pixel what the taps of the windows over it send back: `columns`, `[N, OH, OW, KH * KW * C]`, holds
 * each window's taps one after the other; gives `[N, height, width, C]`. Null where the backend has no kernel for it. Caller
 * disposes.
 */
export function gatherTaps(columns: tf.Tensor4D, gathering: TapGathering): tf.Tensor4D | null {
  return run({ columns }, gathering) as tf.Tensor4D | null;
}

/** Whether the current backend gathers: those whose convolution first writes every window out, as WebGL's does. */
export const gathersTaps = run.offered;
