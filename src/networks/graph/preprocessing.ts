import { MEAN, STD } from '../../core/pictures/imagenet-colours';
import type { Preprocessing } from './graph';

/** The three preprocessings nearly every published ImageNet network uses, by the names Keras gives them. */
export const PREPROCESSINGS = {
  /** torchvision: RGB in [0, 1], minus ImageNet's mean, over its standard deviation. */
  torch: { scale: 1, mean: [...MEAN], std: [...STD], channels: 'RGB' },
  /** Caffe and Keras VGG: BGR in 0..255 minus the mean. */
  caffe: { scale: 255, mean: [103.939, 116.779, 123.68], std: [1, 1, 1], channels: 'BGR' },
  /** TensorFlow MobileNet: RGB in [-1, 1]. */
  tf: { scale: 255, mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5], channels: 'RGB' },
} as const satisfies Record<string, { -readonly [K in keyof Preprocessing]: Preprocessing[K] }>;

export type PreprocessingName = keyof typeof PREPROCESSINGS;

/** A preprocessing from its name, or itself. */
export function resolvePreprocessing(option: PreprocessingName | Preprocessing): Preprocessing {
  return typeof option === 'string' ? PREPROCESSINGS[option] : option;
}

/** The name of a preprocessing, or undefined where it is none of the named ones. */
export function preprocessingName(preprocessing: Preprocessing): PreprocessingName | undefined {
  return (Object.keys(PREPROCESSINGS) as PreprocessingName[]).find((name) => {
    const named = PREPROCESSINGS[name];
    return (
      named.scale === preprocessing.scale &&
      named.channels === preprocessing.channels &&
      named.mean.every((value, i) => value === preprocessing.mean[i]) &&
      named.std.every((value, i) => value === preprocessing.std[i])
    );
  });
}

/**
 * The affine map from z-score RGB to the network's own input, per z-score channel: `u = slope * x + shift`, the channels
 * reversed afterwards where `reversed`. Null where the two spaces are the same, so that nothing is computed at all.
 */
export function fromZScoreMap(
  preprocessing: Preprocessing,
): { readonly slope: number[]; readonly shift: number[]; readonly reversed: boolean } | null {
  if (preprocessingName(preprocessing) === 'torch') return null;
  const reversed = preprocessing.channels === 'BGR';
  const order = reversed ? [2, 1, 0] : [0, 1, 2];
  const slope = order.map((own, c) => ((STD[c] ?? 1) * preprocessing.scale) / (preprocessing.std[own] ?? 1));
  const shift = order.map(
    (own, c) =>
      ((MEAN[c] ?? 0) * preprocessing.scale - (preprocessing.mean[own] ?? 0)) / (preprocessing.std[own] ?? 1),
  );
  return { slope, shift, reversed };
}
