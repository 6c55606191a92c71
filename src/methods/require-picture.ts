import type * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../core/records/lab-error';
import type { MethodInfo } from './catalog/method-info';
import { phrase } from '../words/say';

/** The picture, for a method that cannot do without. Throws `bad-parameter` where there is none. */
export function requirePicture({ title }: Pick<MethodInfo, 'title'>, x: tf.Tensor4D | null): tf.Tensor4D {
  if (x) return x;
  throw new LabError(
    'bad-parameter',
    phrase('{title} expected a picture to start from, and got none.', { title }),
    phrase('Choose or drop a picture first.'),
  );
}
