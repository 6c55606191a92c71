import * as tf from '@tensorflow/tfjs-core';
import { objectiveValue } from '../../../tensors/objective';
import { readBack } from '../../../tensors/read-back';
import { slidingWindows, type Window } from '../../../core/maps/sliding-windows';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { makeBaseline } from '../gradient/baseline';
import { OCCLUSION, type OcclusionParams } from './occlusion.params';
import { refine } from './refine';
import { seePicture } from './seen-picture';

/** Blur of the fill `blurred`, in pixels. */
const BLUR = 10;

/**
 * How far the score falls where a patch covers the picture, painted tile by tile; a pixel under several windows shows their
 * mean, one under none 0. Each batch reads its few logits back. Scalars: `samples` (windows tried), `windows` (in all),
 * `largestFall`. https://arxiv.org/abs/1311.2901
 */
export const occlusion: Method<OcclusionParams> = {
  ...OCCLUSION,

  async *run(network, x, context) {
    const picture = requirePicture(OCCLUSION, x);
    const { target, random } = context;
    const { patch, stride, fill: kind, objective, batch: asked } = context.params();
    const batch = await context.atOnce(asked, 'forward');
    const seen = await seePicture(network, picture, target);
    const { height, width } = seen;
    const fill = makeBaseline(kind, picture, { blur: BLUR, random });
    const windows = slidingWindows(seen, patch, stride);
    const answers = network.graph.output.kind;
    const whole = objectiveValue(objective, seen.logits, target, answers);
    const sums = new Float64Array(height * width);
    const covers = new Uint32Array(height * width);
    let largestFall = -Infinity;

    try {
      yield* refine(context, {
        total: () => windows.length,
        batch,
        async advance(done, count) {
          const tried = windows.slice(done, done + count);
          const { logits } = await readBack(() => ({
            logits: network.logits(covered(picture, fill, tried, batch)),
          }));
          const classes = logits.length / batch;
          tried.forEach((window, i) => {
            const row = logits.subarray(i * classes, (i + 1) * classes);
            const fall = whole - objectiveValue(objective, row, target, answers);
            largestFall = Math.max(largestFall, fall);
            for (let y = window.top; y < window.bottom; y++) {
              for (let at = y * width + window.left; at < y * width + window.right; at++) {
                sums[at] = (sums[at] as number) + fall;
                covers[at] = (covers[at] as number) + 1;
              }
            }
          });
        },
        show: (step) =>
          Promise.resolve(
            seen.frame(step, windows.length, {
              attribution: Float32Array.from(sums, (sum, i) => sum / Math.max(1, covers[i] as number)),
              signed: true,
              scalars: { samples: step, windows: windows.length, largestFall },
            }),
          ),
      });
    } finally {
      fill.dispose();
    }
  },
};

/** `batch` copies of the picture, each with its window filled; spare copies stay as they are. Caller disposes. */
function covered(
  picture: tf.Tensor4D,
  fill: tf.Tensor4D,
  windows: readonly Window[],
  batch: number,
): tf.Tensor4D {
  const [, height, width] = picture.shape;
  const down = new Float32Array(batch * height);
  const across = new Float32Array(batch * width);
  windows.forEach(({ top, bottom, left, right }, i) => {
    down.fill(1, i * height + top, i * height + bottom);
    across.fill(1, i * width + left, i * width + right);
  });
  return tf.tidy(() => {
    const mask = tf.mul(tf.tensor4d(down, [batch, height, 1, 1]), tf.tensor4d(across, [batch, 1, width, 1]));
    return tf.add(tf.mul(picture, tf.sub(1, mask)), tf.mul(fill, mask));
  });
}
