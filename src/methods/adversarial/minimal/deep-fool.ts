import * as tf from '@tensorflow/tfjs-core';
import { clampToPicture } from '../../../networks/kernels/picture/clamp';
import { lengthOf } from '../../../networks/kernels/normalised-step/normalised-step';
import { fromGreyLevels, pixelGradient } from '../../../networks/kernels/picture/pixel-ball';
import { readBack } from '../../../tensors/read-back';
import type { AnswerKind } from '../../../core/statistics/answers';
import type { Network } from '../../../networks/executor/network';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { DEEP_FOOL, type DeepFoolParams } from './deep-fool.params';
import { searchSmallest, type SearchPoint } from './smallest-change';

/** Added to a border's distance from the scores' side, so that a picture on the border steps over it. */
const BEYOND = 1e-4;

/**
 * Steps over the nearest of the borders to the likeliest other classes, taking each for straight, and sums them up; away from
 * the class alone. Lengths are over pixels. Departs from the paper by keeping every iterate a picture, and by going on until the
 * bytes fool. https://arxiv.org/abs/1511.04599
 */
export const deepFool: Method<DeepFoolParams> = {
  ...DEEP_FOOL,
  async *run(network, picture, context) {
    const photo = requirePicture(DEEP_FOOL, picture);
    const { target, gradientScale: scale } = context;
    const { candidates } = context.params();
    let sum = tf.zerosLike(photo);
    let borders: readonly Border[] | null = null;
    const { kind } = network.graph.output;
    try {
      yield* searchSmallest(network, photo, context, {
        aim: 'away',
        steps: ({ steps }) => steps,
        stopsAtFirst: true,
        async next({ trace, logits, params: { overshoot } }) {
          borders ??= bordersOf(logits, target, { kind, count: candidates });
          const step = await stepOver(network, { trace, logits }, borders, scale);
          if (!step) return null;
          const moved = tf.add<tf.Tensor4D>(sum, step);
          tf.dispose([step, sum]);
          sum = moved;
          return tf.tidy(() => clampToPicture(tf.add(photo, tf.mul<tf.Tensor4D>(sum, 1 + overshoot))));
        },
      });
    } finally {
      sum.dispose();
    }
  },
};

/** A border: the scores whose difference is 0 on it, as weights of the logits. */
type Border = Float32Array<ArrayBuffer>;

/** The borders to the likeliest other classes, that many at most; a label has one border, at 50 %. */
function bordersOf(
  logits: Float32Array,
  target: number,
  { kind, count }: { readonly kind: AnswerKind; readonly count: number },
): readonly Border[] {
  const away = (other: number | null): Border =>
    Float32Array.from(logits, (_, k) => Number(k === other) - Number(k === target));
  if (kind === 'sigmoid') return [away(null)];
  return [...logits.keys()]
    .filter((k) => k !== target)
    .sort((a, b) => (logits[b] as number) - (logits[a] as number) || a - b)
    .slice(0, count)
    .map(away);
}

interface Nearest {
  /** Gradient over pixels of the border's score. */
  readonly slope: tf.Tensor4D;
  readonly distance: number;
  readonly length: number;
}

/** The step over the nearest border, in z-scores; null where no pixel moves any of them. Caller disposes. */
async function stepOver(
  network: Network,
  { trace, logits }: Pick<SearchPoint<DeepFoolParams>, 'trace' | 'logits'>,
  borders: readonly Border[],
  scale: number,
): Promise<tf.Tensor4D | null> {
  let nearest: Nearest | null = null;
  try {
    for (const border of borders) {
      const slope = tf.tidy(() => {
        const cotangent = tf.mul(tf.tensor2d(border, [1, border.length]), scale);
        const { input } = network.backward(trace, new Map([[network.graph.logits, cotangent]]));
        return tf.div<tf.Tensor4D>(pixelGradient(input), scale);
      });
      const { length: read } = await readBack(() => ({ length: lengthOf(slope) }));
      const length = read[0] as number;
      const gap = Math.abs(border.reduce((sum, weight, k) => sum + weight * (logits[k] as number), 0));
      const distance = length > 0 ? (gap + BEYOND) / length : Infinity;
      const isNearer: boolean = distance < (nearest?.distance ?? Infinity);
      (isNearer ? nearest?.slope : slope)?.dispose();
      if (isNearer) nearest = { slope, distance, length };
    }
    if (!nearest) return null;
    const { slope, distance, length } = nearest;
    return tf.tidy(() => fromGreyLevels(tf.mul<tf.Tensor4D>(slope, distance / length)));
  } finally {
    nearest?.slope.dispose();
  }
}
