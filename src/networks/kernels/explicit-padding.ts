import type { backend_util } from '@tensorflow/tfjs-core';
import type { Padding } from '../graph/graph';

/** Our padding in the form TF.js convolutions and pools take. */
export function explicitPadding([top, right, bottom, left]: Padding): backend_util.ExplicitPadding {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}
