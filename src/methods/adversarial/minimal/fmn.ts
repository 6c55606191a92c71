import * as tf from '@tensorflow/tfjs-core';
import { objectiveValue } from '../../../tensors/objective';
import { clampToPicture } from '../../../networks/kernels/picture/clamp';
import { lengthOf } from '../../../networks/kernels/normalised-step/normalised-step';
import {
  clampToBall,
  fromGreyLevels,
  pixelGradient,
  toGreyLevels,
} from '../../../networks/kernels/picture/pixel-ball';
import { readBack } from '../../../tensors/read-back';
import type { Method } from '../../method';
import { traceGradient } from '../../objective-gradient';
import { requirePicture } from '../../require-picture';
import { FMN_L2, type FmnParams } from './fmn.params';
import { searchSmallest } from './smallest-change';

/** The last step is this share of the first, and the last shrinking this one of the ball. */
const LAST_STEP = 0.01;
const LAST_SHRINK = 0.001;

/** From `first` to `last` along half a cosine, `at` 0 to 1. */
export function cosineBetween(first: number, last: number, at: number): number {
  return last + ((first - last) * (1 + Math.cos(Math.PI * at))) / 2;
}

/**
 * Steps of a length that falls along a cosine, up the margin over pixels, each brought back into a ball around the photo. Until
 * one picture fools its radius is what the margin's slope says, and a little more, or a straight network's border would be met
 * and not crossed; then it shrinks at each that fools and grows at each that does not, and is never larger than the smallest
 * change found. Departs from the paper by counting a picture only where it fools as bytes: small changes are lost in rounding.
 * https://arxiv.org/abs/2102.12827
 */
export const fmnL2: Method<FmnParams> = {
  ...FMN_L2,
  async *run(network, picture, context) {
    const photo = requirePicture(FMN_L2, picture);
    const { target, gradientScale: scale } = context;
    const { aim, steps, stepSize, shrink } = context.params();
    const up = aim === 'towards' ? 1 : -1;
    const { kind } = network.graph.output;
    let radius = Infinity;
    let found = Infinity;
    yield* searchSmallest(network, photo, context, {
      aim,
      steps: () => steps,
      stopsAtFirst: false,
      async next({ x, trace, logits, isFooled, step }) {
        const slope = tf.tidy(() => {
          const gradient = traceGradient(network, trace, { objective: 'margin', target, scale });
          return tf.div<tf.Tensor4D>(pixelGradient(gradient), up * scale);
        });
        try {
          const read = await readBack(() => ({
            slope: lengthOf(slope),
            change: lengthOf(toGreyLevels(tf.sub(x, photo))),
          }));
          const [length, change] = [read.slope[0] as number, read.change[0] as number];
          if (!(length > 0)) return null;
          const at = step / Math.max(1, steps - 1);
          const share = cosineBetween(shrink, LAST_SHRINK, at);
          if (isFooled.bytes) {
            found = Math.min(found, change);
            radius = Math.min(radius * (1 - share), found);
          } else if (found === Infinity && !isFooled.iterate) {
            const gap = Math.abs(objectiveValue('margin', logits, target, kind));
            radius = (change + gap / length) * (1 + share);
          } else {
            radius = Math.min(Math.max(change, Number.isFinite(radius) ? radius : 0) * (1 + share), found);
          }
          const stride = cosineBetween(stepSize, stepSize * LAST_STEP, at);
          return tf.tidy(() => {
            const move = fromGreyLevels(tf.mul<tf.Tensor4D>(slope, stride / length));
            return clampToPicture(clampToBall(tf.add(x, move), photo, radius));
          });
        } finally {
          slope.dispose();
        }
      },
    });
  },
};
