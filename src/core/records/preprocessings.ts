import { MEAN, STD } from '../pictures/imagenet-colours';

/** How a network wants its pixels; `scale`, `mean` and `std` act on RGB (or BGR) values in [0, 1] * scale. */
export interface Preprocessing {
  /** Factor applied to values in [0, 1] first: 1 or 255. */
  readonly scale: number;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
  readonly channels: 'RGB' | 'BGR';
}

const RAW = { mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' } as const;

/** The preprocessings nearly every published or taught network uses; the first three by the names Keras gives them. */
export const PREPROCESSINGS = {
  /** torchvision: RGB in [0, 1], minus ImageNet's mean, over its standard deviation. */
  torch: { scale: 1, mean: [...MEAN], std: [...STD], channels: 'RGB' },
  /** Caffe and Keras VGG: BGR in 0..255 minus the mean. */
  caffe: { scale: 255, mean: [103.939, 116.779, 123.68], std: [1, 1, 1], channels: 'BGR' },
  /** TensorFlow MobileNet: RGB in [-1, 1]; torchvision's `Normalize(0.5, 0.5)` is the same. */
  tf: { scale: 255, mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5], channels: 'RGB' },
  /** Keras' `Rescaling(1 / 255)`, torchvision's `ToTensor` alone: RGB in [0, 1]. */
  unit: { ...RAW, scale: 1 },
  /** RGB in 0..255, as it is. */
  bytes: { ...RAW, scale: 255 },
  /** CIFAR-10's own mean and standard deviation. */
  cifar: { scale: 1, mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616], channels: 'RGB' },
  /** MNIST's own mean and standard deviation, for grey. */
  mnist: { scale: 1, mean: [0.1307, 0.1307, 0.1307], std: [0.3081, 0.3081, 0.3081], channels: 'RGB' },
} as const satisfies Record<string, Preprocessing>;

export type PreprocessingName = keyof typeof PREPROCESSINGS;

export const PREPROCESSING_NAMES = Object.keys(PREPROCESSINGS) as PreprocessingName[];

/** The name of a preprocessing, or undefined where it is none of the named ones. */
export function preprocessingName(preprocessing: Preprocessing): PreprocessingName | undefined {
  return PREPROCESSING_NAMES.find((name) => isSamePreprocessing(PREPROCESSINGS[name], preprocessing));
}

export function isSamePreprocessing(one: Preprocessing, other: Preprocessing): boolean {
  return (
    one.scale === other.scale &&
    one.channels === other.channels &&
    one.mean.every((value, i) => value === other.mean[i]) &&
    one.std.every((value, i) => value === other.std[i])
  );
}
