import * as tf from '@tensorflow/tfjs-core';
import { linfNorm } from '../../../tensors/norms';
import { objectiveValue } from '../../../tensors/objective';
import { pixelGradient, toGreyLevels } from '../../../networks/kernels/picture/pixel-ball';
import { readBack } from '../../../tensors/read-back';
import { fromZScore, toZScore } from '../../../networks/kernels/picture/z-score';
import type { Method } from '../../method';
import { traceGradient } from '../../objective-gradient';
import { requirePicture } from '../../require-picture';
import { adamFrom, type Descent } from './adam';
import { CARLINI_WAGNER_L2, type CarliniWagnerParams } from './carlini-wagner.params';
import { searchSmallest } from './smallest-change';

/** At black and white w would be infinite: it starts a quarter of a grey level from there, which rounding undoes. */
const WITHIN = 0.998;

/** Between which weights of the fooling the smallest that fools is looked for. */
export interface WeightSearch {
  readonly weight: number;
  /** The largest weight that did not fool, and the smallest that did. */
  readonly low: number;
  readonly high: number;
}

/** The next weight to try: halfway, or ten times more where none has fooled yet. */
export function narrowed({ weight, low, high }: WeightSearch, hasFooled: boolean): WeightSearch {
  const bounds = hasFooled ? { low, high: Math.min(high, weight) } : { low: Math.max(low, weight), high };
  const next = bounds.high < Infinity ? (bounds.low + bounds.high) / 2 : 10 * weight;
  return { weight: next, ...bounds };
}

/**
 * Adam on `||delta||_2^2 + c * max(-margin, -kappa)` with the picture written as `(tanh(w) + 1) / 2`, so that it stays one; after
 * every so many steps it sets out from the photo again (which counts as a step) with a weight c that is halfway between the
 * smallest that fooled and the largest that did not. Lengths are over pixels from 0 to 1. Departs from the paper by counting
 * a picture only where it fools as bytes, and by no early end of a search. https://arxiv.org/abs/1608.04644 (VI)
 */
export const carliniWagnerL2: Method<CarliniWagnerParams> = {
  ...CARLINI_WAGNER_L2,
  async *run(network, picture, context) {
    const photo = requirePicture(CARLINI_WAGNER_L2, picture);
    const { target, gradientScale: scale } = context;
    const { aim, steps, searches, stepSize, constant, margin: kappa } = context.params();
    const up = aim === 'towards' ? 1 : -1;
    const { kind } = network.graph.output;
    const marginOf = (logits: Float32Array): number => up * objectiveValue('margin', logits, target, kind);
    const start = tf.tidy(() => toTanhSpace(photo));
    let search: WeightSearch = { weight: constant, low: 0, high: Infinity };
    let hasFooled = false;
    let descent: Descent = adamFrom(start, stepSize);
    try {
      yield* searchSmallest(network, photo, context, {
        aim,
        steps: () => searches * (steps + 1) - 1,
        stopsAtFirst: false,
        isEnough: (logits) => marginOf(logits) >= kappa,
        async next({ x, trace, logits, isFooled, step }) {
          hasFooled ||= isFooled.bytes;
          if (step % (steps + 1) === steps) {
            search = narrowed(search, hasFooled);
            hasFooled = false;
            descent.dispose();
            descent = adamFrom(start, stepSize);
            return tf.clone(photo);
          }
          const gradient = tf.tidy(() => {
            const change = toGreyLevels(tf.sub<tf.Tensor4D>(x, photo));
            if (marginOf(logits) >= kappa) return throughTanh(change, descent.at());
            const rise = traceGradient(network, trace, { objective: 'margin', target, scale });
            // Half the slope of the whole, in grey levels.
            const pull = tf.mul<tf.Tensor4D>(
              pixelGradient(rise),
              (-up * search.weight * 255 ** 2) / (2 * scale),
            );
            return throughTanh(tf.add(change, pull), descent.at());
          });
          try {
            if (step === 0) {
              const { peak } = await readBack(() => ({ peak: linfNorm(gradient) }));
              if (!((peak[0] as number) > 0)) return null;
            }
            descent.step(gradient);
          } finally {
            gradient.dispose();
          }
          return tf.tidy(() => fromTanhSpace(descent.at()));
        },
      });
    } finally {
      descent.dispose();
      start.dispose();
    }
  },
};

/** w with `(tanh(w) + 1) / 2 = p`, of a picture in z-score space. */
function toTanhSpace(z: tf.Tensor4D): tf.Tensor4D {
  const within = tf.clipByValue<tf.Tensor4D>(tf.sub(tf.mul(fromZScore(z), 2), 1), -WITHIN, WITHIN);
  return tf.mul(tf.log(tf.div<tf.Tensor4D>(tf.add(within, 1), tf.sub(1, within))), 0.5);
}

/** The picture of w, in z-score space. */
function fromTanhSpace(w: tf.Tensor4D): tf.Tensor4D {
  return toZScore(tf.mul(tf.add(tf.tanh(w), 1), 0.5));
}

/** A slope over pixels as one over w, times 2. */
function throughTanh(slope: tf.Tensor4D, w: tf.Tensor4D): tf.Tensor4D {
  return tf.mul(slope, tf.sub<tf.Tensor4D>(1, tf.square(tf.tanh(w))));
}
