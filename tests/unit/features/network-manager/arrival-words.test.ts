import { afterEach, describe, expect, it } from 'vitest';
import type { LoadProgress } from '../../../../src/engine/protocol/protocol';
import {
  fractionWords,
  progressNumbers,
  spokenProgress,
} from '../../../../src/features/network-manager/arrival-words';
import { speak } from '../../../../src/words/language';

const HALF_WAY: LoadProgress = {
  stage: 'download',
  fraction: 0.345,
  bytes: 1.9e6,
  totalBytes: 5.5e6,
  bytesPerSecond: 1.25e6,
  secondsLeft: 3,
};
const UNKNOWN: LoadProgress = { stage: 'compile', fraction: null };

afterEach(() => speak('en'));

describe('what is said of a network on its way', () => {
  it('names its bytes, its speed and the time left', async () => {
    expect(progressNumbers(HALF_WAY)).toBe('1.9 of 5.5 MB · 1.3 MB/s · 3 s left');
    expect(fractionWords(HALF_WAY)).toBe('34 %');
    await speak('fr');
    expect(progressNumbers(HALF_WAY)).toBe('1,9 sur 5,5 Mo · 1,3 Mo/s · encore 3 s');
    expect(fractionWords(HALF_WAY)).toBe('34\u202F%');
  });

  it('is one sentence for ears, of what is known', async () => {
    expect(spokenProgress('VGG', HALF_WAY)).toBe('Downloading VGG, 34 percent, 3 s left');
    expect(spokenProgress('VGG', { stage: 'parse', fraction: 0.5 })).toBe('Reading VGG, 50 percent');
    expect(spokenProgress('VGG', UNKNOWN)).toBe('Warming up VGG');
    expect(spokenProgress('VGG', null)).toBe('Opening VGG');
    await speak('fr');
    expect(spokenProgress('VGG', HALF_WAY)).toBe('Téléchargement\u202F: VGG, 34 pour cent, encore 3 s');
    expect(spokenProgress('VGG', UNKNOWN)).toBe('Mise en route\u202F: VGG');
  });
});
