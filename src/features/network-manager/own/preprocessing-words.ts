import {
  isSamePreprocessing,
  type Preprocessing,
  preprocessingName,
  type PreprocessingName,
  PREPROCESSINGS,
} from '../../../core/records/preprocessings';
import type { NetworkInfo } from '../../../engine/protocol/protocol';
import { exchangedIf } from '../../../page/network/inverted';
import type { PlainMessage } from '../../../words/message';
import { writeNumber } from '../../../words/number';
import { phrase, say } from '../../../words/say';

/** What each of the known preprocessings is called where a person chooses. */
export const PRESET_LABELS: Readonly<Record<PreprocessingName, PlainMessage>> = {
  torch: 'PyTorch (torchvision)',
  caffe: 'Caffe, Keras VGG and ResNet',
  tf: 'TensorFlow, −1 to 1',
  unit: '0 to 1, as Rescaling(1/255) and ToTensor do',
  bytes: '0 to 255, as they are',
  cifar: 'CIFAR-10’s mean and deviation',
  mnist: 'MNIST’s mean and deviation',
};

/** A way to read pixels that a person may compare with others, by its name here. */
export interface Candidate {
  readonly name: PreprocessingName | 'custom';
  readonly exchanged: boolean;
  readonly preprocessing: Preprocessing;
}

/** CIFAR's pictures have 32 pixels a side. */
const LARGEST_CIFAR = 64;

/** The ways in which a network like this may want its pixels, with the one in use. */
export function candidatesFor({
  grey,
  size,
  preprocessing,
}: Pick<NetworkInfo, 'grey' | 'size' | 'preprocessing'>): readonly Candidate[] {
  const named = (names: readonly PreprocessingName[], exchanged = false): Candidate[] =>
    names.map((name) => ({ name, exchanged, preprocessing: exchangedIf(exchanged, PREPROCESSINGS[name]) }));
  const small = Math.max(...size) <= LARGEST_CIFAR;
  const known = grey
    ? [...named(GREY), ...named(GREY, true)]
    : named([...COLOUR, ...(small ? (['cifar'] as const) : [])]);
  return known.some((one) => isSamePreprocessing(one.preprocessing, preprocessing))
    ? known
    : [...known, { name: 'custom', exchanged: false, preprocessing }];
}

const COLOUR = ['unit', 'tf', 'torch', 'caffe', 'bytes'] as const;
const GREY = ['unit', 'mnist', 'tf'] as const;

/** How a network wants its pixels, as a sentence. */
export function preprocessingSentence(preprocessing: Preprocessing, grey = false): string {
  const { scale, mean, std } = preprocessing;
  switch (preprocessingName(preprocessing)) {
    case 'torch':
      return say(
        'RGB values from 0 to 1, minus ImageNet’s mean, divided by its standard deviation, as in torchvision.',
      );
    case 'caffe':
      return say('BGR values from 0 to 255, minus ImageNet’s mean, as in Caffe and Keras’s VGG.');
    case 'tf':
      return say('RGB values from −1 to 1, as in TensorFlow’s MobileNet.');
    case 'cifar':
      return say('RGB values from 0 to 1, minus CIFAR-10’s mean, divided by its standard deviation.');
    case 'mnist':
      return say('Grey values from 0 to 1, minus MNIST’s mean, divided by its standard deviation.');
    case 'unit':
    case 'bytes':
    case undefined: {
      const channels = phrase(preprocessing.channels);
      const even = (values: readonly number[]): boolean => values.every((value) => value === values[0]);
      if (even(mean) && even(std)) {
        const at = (value: number): string => number((value - mean[0]) / std[0]);
        const range = { least: at(0), most: at(scale) };
        return grey
          ? say('Grey values from {least} to {most}.', range)
          : say('{channels} values from {least} to {most}.', { channels, ...range });
      }
      const values = { channels, most: number(scale) };
      return std.every((value) => value === 1)
        ? say('{channels} values from 0 to {most}, minus a mean.', values)
        : say('{channels} values from 0 to {most}, minus a mean, divided by a standard deviation.', values);
    }
  }
}

/** Its numbers on one line. */
export function preprocessingNumbers({ scale, mean, std, channels }: Preprocessing): string {
  return say('scale {scale} · mean {mean} · std {std} · {channels}', {
    scale: number(scale),
    mean: triple(mean),
    std: triple(std),
    channels: phrase(channels),
  });
}

/** A number for each channel, parted so that no decimal comma is taken for what parts them. */
function triple([first, second, third]: Preprocessing['mean']): string {
  return say('{first}, {second}, {third}', {
    first: number(first),
    second: number(second),
    third: number(third),
  });
}

function number(value: number): string {
  return writeNumber(String(Number(value.toPrecision(6)))).replace('-', '−');
}
