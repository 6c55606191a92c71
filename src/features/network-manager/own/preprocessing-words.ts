import type { Preprocessing } from '../../../networks/graph/graph';
import type { PlainMessage } from '../../../words/message';
import { writeNumber } from '../../../words/number';
import { phrase, say } from '../../../words/say';

/** The preprocessings nearly every published network uses, with the numbers they stand for. */
export const PRESETS = {
  torch: { scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], channels: 'RGB' },
  caffe: { scale: 255, mean: [103.939, 116.779, 123.68], std: [1, 1, 1], channels: 'BGR' },
  tf: { scale: 255, mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5], channels: 'RGB' },
} as const satisfies Record<string, Preprocessing>;
export type PresetName = keyof typeof PRESETS;

/** What each of them is called where a person chooses. */
export const PRESET_LABELS: Readonly<Record<PresetName, PlainMessage>> = {
  torch: 'PyTorch (torchvision)',
  caffe: 'Caffe, Keras VGG and ResNet',
  tf: 'TensorFlow, −1 to 1',
};

/** The preset that these numbers are; `custom` where they are none of them. */
export function preprocessingPresetOf(preprocessing: Preprocessing): PresetName | 'custom' {
  const names = Object.keys(PRESETS) as PresetName[];
  return names.find((name) => isSame(PRESETS[name], preprocessing)) ?? 'custom';
}

function isSame(a: Preprocessing, b: Preprocessing): boolean {
  return (
    a.scale === b.scale &&
    a.channels === b.channels &&
    a.mean.every((value, i) => value === b.mean[i]) &&
    a.std.every((value, i) => value === b.std[i])
  );
}

/** How a network wants its pixels, as a sentence. */
export function preprocessingSentence(preprocessing: Preprocessing): string {
  const { scale, mean, std } = preprocessing;
  switch (preprocessingPresetOf(preprocessing)) {
    case 'torch':
      return say(
        'RGB values from 0 to 1, minus ImageNet’s mean, divided by its standard deviation, as in torchvision.',
      );
    case 'caffe':
      return say('BGR values from 0 to 255, minus ImageNet’s mean, as in Caffe and Keras’s VGG.');
    case 'tf':
      return say('RGB values from −1 to 1, as in TensorFlow’s MobileNet.');
    case 'custom': {
      const channels = phrase(preprocessing.channels);
      const even = (values: readonly number[]): boolean => values.every((value) => value === values[0]);
      if (even(mean) && even(std)) {
        const at = (value: number): string => number((value - mean[0]) / std[0]);
        return say('{channels} values from {least} to {most}.', { channels, least: at(0), most: at(scale) });
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
