import {
  type Preprocessing,
  PREPROCESSING_NAMES,
  preprocessingName,
  PREPROCESSINGS,
} from '../../../../src/core/records/preprocessings';
import { describe, expect, it } from 'vitest';
import zoo from '../../../../models/zoo.json';
import { parseZoo } from '../../../../src/networks/download/zoo';
import {
  fractionWords,
  progressNumbers,
  spokenProgress,
  stageWords,
} from '../../../../src/features/network-manager/arrival-words';
import {
  canReread,
  keptChoice,
  memoryWarning,
  roomWarning,
} from '../../../../src/panels/network/network-words';
import { preprocessingSentence } from '../../../../src/features/network-manager/own/preprocessing-words';

const networks = parseZoo(zoo);
const vgg = networks.find(({ id }) => id === 'vgg16')!;

describe('a network on its way', () => {
  const download = {
    stage: 'download',
    fraction: 0.2224,
    bytes: 123e6,
    totalBytes: 553e6,
    bytesPerSecond: 8.2e6,
    secondsLeft: 52.4,
  } as const;

  it('says how much has come, how fast, and how long it will take', () => {
    expect(stageWords(download)).toBe('Downloading');
    expect(progressNumbers(download)).toBe('123 of 553 MB · 8.2 MB/s · 52 s left');
    expect(fractionWords(download)).toBe('22 %');
    expect(spokenProgress('VGG16', download)).toBe('Downloading VGG16, 22 percent, 52 s left');
  });

  it('says only what is known', () => {
    expect(progressNumbers({ stage: 'download', fraction: null, bytes: 3.2e6 })).toBe('3.2 MB');
    expect(progressNumbers({ stage: 'convert', fraction: 0.5 })).toBe('50 %');
    expect(progressNumbers(null)).toBe('');
    expect(fractionWords(null)).toBe('');
    expect(spokenProgress('VGG16', null)).toBe('Opening VGG16');
  });

  it('has a word for every stage', () => {
    const stages = (['download', 'convert', 'keep', 'parse', 'compile'] as const).map((stage) =>
      stageWords({ stage, fraction: null }),
    );
    expect(stages).toEqual(['Downloading', 'Converting', 'Storing', 'Reading', 'Warming up']);
  });
});

describe('what a published network takes', () => {
  it('is said where memory may be short, more strongly on a small device', () => {
    expect(memoryWarning(40e6, true)).toBeNull();
    expect(memoryWarning(1.3e9, false)).toContain('about 1.3 GB of memory');
    expect(memoryWarning(1.3e9, true)).toContain('may not have that');
  });

  it('is said where the storage is too small for the file and what is made of it', () => {
    expect(roomWarning(553e6, 138e6, { used: 0, quota: 691e6 })).toBeNull();
    expect(roomWarning(553e6, 138e6, null)).toBeNull();
    expect(roomWarning(553e6, 138e6, { used: 400e6, quota: 900e6 })).toContain('takes 691 MB');
    expect(roomWarning(553e6, 138e6, { used: 400e6, quota: 900e6 })).toContain('about 500 MB is free');
  });

  it('tells by its size how a kept network was kept', () => {
    for (const choice of vgg.choices)
      expect(keptChoice({ zoo: vgg, bytes: choice.bytes * 1.001 })?.weights).toBe(choice.weights);
    expect(keptChoice({ zoo: vgg, bytes: 1e6 })).toBeNull();
    expect(keptChoice({ bytes: 138e6 })).toBeNull();
  });

  it('leaves how it is read to the person only where it is theirs', () => {
    expect(canReread({ origin: 'own' })).toBe(true);
    expect(canReread({ origin: 'kept' })).toBe(true);
    expect(canReread({ origin: 'kept', zoo: vgg })).toBe(false);
    expect(canReread({ origin: 'served' })).toBe(false);
  });
});

describe('how a network reads its pixels', () => {
  it.each(PREPROCESSING_NAMES)('%s is recognised by its numbers', (name) => {
    expect(preprocessingName(structuredClone(PREPROCESSINGS[name]) as Preprocessing)).toBe(name);
  });

  it('is a sentence for other numbers too', () => {
    const raw: Preprocessing = { scale: 255, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' };
    expect(preprocessingSentence(raw)).toBe('RGB values from 0 to 255.');
    expect(preprocessingSentence({ ...raw, mean: [128, 128, 128], std: [64, 64, 64], channels: 'BGR' })).toBe(
      'BGR values from −2 to 1.98438.',
    );
    expect(preprocessingSentence({ ...raw, mean: [1, 2, 3] })).toBe(
      'RGB values from 0 to 255, minus a mean.',
    );
  });
});
