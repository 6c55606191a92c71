import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../core/random/random';
import type { Transform } from '../ascent';
import { type LineMatrix, resampled, sampledLine, transposedLine } from './resampling';

/** How far from the middle crops lie, and how much their sides differ, as standard deviations in sides of the picture. */
const CENTRE_DEVIATION = 0.15;
const SIDE_DEVIATION = 0.05;
/** No crop has a side shorter than this share of the picture's, nor than so many pixels. */
const SHORTEST = 0.05;
const FEWEST_PIXELS = 2;

/**
 * `count` square crops of the picture, each as large as the picture again: what is climbed is the mean over them, so that the
 * class is seen at many sizes and places. Sides are about `side` of the picture's. Drawn when this is called, as MACO draws
 * them. https://arxiv.org/abs/2306.06805
 */
export function crops(
  [height, width]: readonly [number, number],
  { count, side }: { readonly count: number; readonly side: number },
  random: Random,
): Transform {
  const windows = Array.from({ length: count }, () => {
    const centre = [
      0.5 + CENTRE_DEVIATION * random.normal(),
      0.5 + CENTRE_DEVIATION * random.normal(),
    ] as const;
    const share = Math.min(1, Math.max(SHORTEST, side + SIDE_DEVIATION * random.normal()));
    return { down: intervalOf(centre[0], share, height), along: intervalOf(centre[1], share, width) };
  });
  return {
    apply: (x) =>
      tf.concat(windows.map(({ down, along }) => resampled(cut(x, down, along), down.line, along.line))),
    pullBack: (gradient) =>
      tf.div(
        tf.addN(
          windows.map(({ down, along }, i) => {
            const one = tf.slice(gradient, [i, 0, 0, 0], [1, -1, -1, -1]);
            return put(resampled(one, transposedLine(down.line), transposedLine(along.line)), down, along);
          }),
        ),
        count,
      ),
  };
}

/** Where a crop's line lies in the picture's, and what its pixels are made of. */
interface Interval {
  readonly first: number;
  readonly length: number;
  readonly whole: number;
  readonly line: LineMatrix;
}

function intervalOf(centre: number, share: number, whole: number): Interval {
  const extent = Math.max(FEWEST_PIXELS, share * whole);
  const start = Math.min(whole - extent, Math.max(0, centre * whole - extent / 2));
  const first = Math.floor(start);
  const length = Math.min(whole, Math.ceil(start + extent)) - first;
  const stride = extent / whole;
  const line = sampledLine({ from: length, to: whole }, { start: start - first, stride }, 'edge');
  return { first, length, whole, line };
}

function cut(x: tf.Tensor4D, down: Interval, along: Interval): tf.Tensor4D {
  return tf.slice(x, [0, down.first, along.first, 0], [1, down.length, along.length, x.shape[3]]);
}

function put(x: tf.Tensor4D, down: Interval, along: Interval): tf.Tensor4D {
  const around = ({ first, length, whole }: Interval): [number, number] => [first, whole - first - length];
  return tf.pad(x, [[0, 0], around(down), around(along), [0, 0]]);
}
