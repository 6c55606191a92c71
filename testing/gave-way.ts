import * as tf from '@tensorflow/tfjs-core';
import { fallbacksOf } from '../src/networks/kernels/kernel-fallbacks';

/** Which of the lab's kernels of such names gave way on the current backend; test files share it, and some make others refuse. */
export function gaveWay(names: RegExp): string[] {
  return fallbacksOf(tf.backend())
    .map(({ kernel }) => kernel)
    .filter((kernel) => names.test(kernel));
}
