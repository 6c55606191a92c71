import { sayWords } from '../../../../src/words/say';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import type { Help, NumberParam, Param } from '../../../../src/methods/catalog/params';
import { FEATURES } from '../../../../src/shell/features';
import { EXPLAIN_HELP, SCALE_HELP } from '../../../../src/features/compare/view/compare-help';
import { FIT_HELP } from '../../../../src/panels/picture/fit-words';
import { bytes, bytesOf, count, duration, percent, score, short } from '../../../../src/ui/numbers/numbers';
import { searchClasses } from '../../../../src/ui/search-classes';
import { fromTrack, toTrack, TRACK } from '../../../../src/ui/numbers/slider-scale';

const sliders = METHODS.flatMap((method) =>
  Object.entries(method.params).flatMap(([key, param]): [string, NumberParam][] =>
    param.kind === 'number' ? [[`${method.id}.${key}`, param]] : [],
  ),
);

describe.each(sliders)('the slider of %s', (_, param) => {
  it('reaches both ends and every default, and never leaves its range', () => {
    expect(fromTrack(param, 0)).toBe(param.min);
    expect(fromTrack(param, TRACK)).toBe(param.max);
    const there = fromTrack(param, toTrack(param, param.default));
    expect(Math.abs(there - param.default)).toBeLessThanOrEqual(Math.max(param.step, 0.06 * param.default));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: TRACK }), (position) => {
        const value = fromTrack(param, position);
        expect(value).toBeGreaterThanOrEqual(param.min);
        expect(value).toBeLessThanOrEqual(param.max);
        if (param.integer) expect(Number.isInteger(value)).toBe(true);
      }),
    );
  });

  it('never goes down when the thumb goes up', () => {
    let before = -Infinity;
    for (let position = 0; position <= TRACK; position += 1) {
      const value = fromTrack(param, position);
      expect(value).toBeGreaterThanOrEqual(before);
      before = value;
    }
  });
});

it('only a number’s help says what happens when it rises', () => {
  const params = [...METHODS, ...FEATURES.flatMap((feature) => feature.settings)].flatMap((table) =>
    Object.values<Param>(table.params),
  );
  const numbers = params.filter(({ kind }) => kind === 'number').map(({ help }): Help => help);
  const choices = params.filter(({ kind }) => kind !== 'number').map(({ help }): Help => help);
  for (const help of numbers) expect(help, sayWords(help.what)).toHaveProperty('rises');
  for (const help of [...choices, FIT_HELP, EXPLAIN_HELP, SCALE_HELP])
    expect(help, sayWords(help.what)).not.toHaveProperty('rises');
});

describe('searching classes', () => {
  const classes = [
    { index: 0, name: 'hen' },
    { index: 1, name: 'tabby', synonyms: ['tabby cat'] },
    { index: 2, name: 'tiger cat' },
    { index: 3, name: 'catamaran' },
    { index: 12, name: 'kitchen' },
  ];
  it('finds by start, by word, inside, by synonym and by index, best first', () => {
    expect(searchClasses(classes, 'cat').map((label) => label.name)).toEqual([
      'catamaran',
      'tiger cat',
      'tabby',
    ]);
    expect(searchClasses(classes, 'HEN').map((label) => label.name)).toEqual(['hen', 'kitchen']);
    expect(searchClasses(classes, '12').map((label) => label.name)).toEqual(['kitchen']);
    expect(searchClasses(classes, 'walrus')).toEqual([]);
    expect(searchClasses(classes, ' ', null, 2)).toHaveLength(2);
  });
});

describe('numbers as a person reads them', () => {
  it('never says 0 % or 100 % of what is neither', () => {
    expect([0, 1e-9, 0.004, 0.62, 0.9958, 0.99999, 1].map(percent)).toEqual([
      '< 0.1 %',
      '< 0.1 %',
      '0.4 %',
      '62 %',
      '99.58 %',
      '> 99.99 %',
      '> 99.99 %',
    ]);
  });
  it('keeps three digits, sizes and times readable', () => {
    expect([0, 38.812, 0.00042, -0.0144, -4.2e-10, 1234.5, -1234.5, Number.NaN].map(short)).toEqual([
      '0',
      '38.8',
      '4.2×10⁻⁴',
      '−0.0144',
      '−4.2×10⁻¹⁰',
      '1,235',
      '−1,234',
      '–',
    ]);
    expect([4.996, 3.8145, -0.0144, 12345.6, Number.NaN].map(score)).toEqual([
      '5.00',
      '3.81',
      '−0.01',
      '12,346',
      '–',
    ]);
    expect([900, 61_000, 120_000, 3_900_000].map(duration)).toEqual([
      '1 s',
      '1 min 1 s',
      '2 min',
      '1 h 5 min',
    ]);
    expect([12, 4_956_208, 138.4e6, 553e6, 999.9e6, 2.1e9].map(bytes)).toEqual([
      '12 B',
      '5.0 MB',
      '138 MB',
      '553 MB',
      '1.0 GB',
      '2.1 GB',
    ]);
    expect([bytesOf(123e6, 553e6), bytesOf(4e5, 5e6), bytesOf(138e6, 2.1e9)]).toEqual([
      '123 of 553 MB',
      '0.4 of 5.0 MB',
      '0.1 of 2.1 GB',
    ]);
    expect([count(1, 'step'), count(1200, 'step'), count(2, 'class', 'classes')]).toEqual([
      '1 step',
      '1,200 steps',
      '2 classes',
    ]);
  });
});
