import { describe, expect, it } from 'vitest';
import { sayWords } from '../../../../../src/words/say';
import type { Measuring, PhotoMeasure } from '../../../../../src/features/robustness/store/board-store';
import { type NetworkSummary, summarise } from '../../../../../src/features/robustness/store/board-summary';
import {
  labelWords,
  measureWords,
  standingWords,
  summaryWords,
  warningWords,
} from '../../../../../src/features/robustness/view/board-words';
import { AUTO_ATTACK } from '../../../../../src/methods/catalog/auto-attack';

const measure = (over: Partial<PhotoMeasure> = {}): PhotoMeasure => ({
  made: { epsilon: 4 } as PhotoMeasure['made'],
  label: { index: 0, name: 'church' },
  origin: 'known',
  clean: { index: 0, name: 'church', logit: 3, probability: 0.75 },
  right: true,
  trials: [
    {
      attack: AUTO_ATTACK[0]!.id,
      misread: true,
      fooled: true,
      target: null,
      linf: 2,
      l2: 20,
      steps: 3,
      read: 1,
      zeroGradient: false,
    },
  ],
  falls: 2,
  smallest: 20,
  ms: 1,
  ...over,
});
const stands = measure({ trials: [], falls: null, smallest: null });
const wrong = measure({ right: false, trials: [], falls: 0, smallest: null });
const board = (...measures: readonly PhotoMeasure[]): NetworkSummary => summarise('n', measures, 4);

describe('a network in a sentence', () => {
  it.each([
    [[measure(), measure()], 'reads 2 of 2 photos rightly, and none once'],
    [[measure(), stands, wrong], 'reads 2 of 3 photos rightly, and 1 once'],
    [[stands, stands], 'reads 2 of 2 photos rightly, and still all 2 once'],
    [[wrong], 'reads none of 1 photo rightly to begin with.'],
  ] as const)('%#', (measures, words) => {
    expect(summaryWords(board(...measures), 'Net', 4)).toContain(`Net ${words}`);
  });

  it('says where the right class is but what was read before', () => {
    expect(labelWords(board(measure()))).toBeNull();
    expect(labelWords(board(measure({ origin: 'read' })))).toMatch(/^The right class of each photo is what/);
    expect(labelWords(board(measure({ origin: 'read' }), measure()))).toMatch(
      /^The right class of 1 photo is/,
    );
  });
});

it('a photo in a few words: how it was read, where it falls and as what, or that it stands', () => {
  const names = ['church', 'tench'];
  const words = (of: PhotoMeasure): string => measureWords(of, (index) => names[index] ?? '');
  expect(words(measure())).toBe(`falls at 2 to ${sayWords(AUTO_ATTACK[0]!.title)}: tench`);
  expect(words(stands)).toBe('stands at 4');
  expect(words(wrong)).toBe('read as church as it is');
});

it('every sign is a sentence of its own, which says which way the number errs', () => {
  const signs = [
    { kind: 'random', spread: 0.01 },
    { kind: 'probabilities' },
    { kind: 'zero-gradient', photos: 1 },
    { kind: 'hidden-gradient', photos: 2 },
    { kind: 'few-classes', classes: 3 },
  ] as const;
  const words = signs.map(warningWords);
  expect(new Set(words).size).toBe(signs.length);
  for (const sentence of words) expect(sentence).toMatch(/may be too high\.$/);
});

describe('where measuring stands', () => {
  const measuring: Measuring = {
    phase: 'running',
    finished: 2,
    total: 5,
    failed: 0,
    now: 'one.png · Net · APGD',
    left: 9000,
    ms: 4000,
  };
  it.each([
    [measuring, 3, 'Measurement 3 of 5 · 9 s left · one.png · Net · APGD'],
    [{ ...measuring, left: null, now: null }, 3, 'Measurement 3 of 5 · time known after the first'],
    [
      { ...measuring, phase: 'cancelled' as const },
      3,
      'Cancelled, what is done is kept · 3 measurements to make',
    ],
    [{ ...measuring, phase: 'done' as const, failed: 1 }, 0, 'Done in 4 s · 1 could not be measured'],
    [null, 1, '1 measurement to make'],
    [null, 0, 'Done'],
  ])('%#', (state, todo, words) => {
    expect(standingWords(state, todo)).toBe(words);
  });
});
