import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, parseNumber } from '../../../../src/ui/numbers/number-text';
import { settleNumber } from '../../../../src/ui/numbers/settle-number';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

/** A whole number as people group it. */
const grouped = (value: number, between: string): string =>
  String(value).replace(/\B(?=(\d{3})+$)/g, () => between);

describe('a typed number', () => {
  it('is read back as the very number that was shown, with a decimal point and with a comma', () => {
    fc.assert(
      fc.property(finite, (value) => {
        const shown = formatNumber(value);
        expect(parseNumber(shown)).toBe(value);
        expect(parseNumber(shown.replace('.', ','))).toBe(value);
        expect(parseNumber(shown.replace('-', '−'))).toBe(value);
      }),
    );
  });

  it('may have its thousands apart, by any space', () => {
    fc.assert(
      fc.property(
        fc.nat(4_294_967_295),
        fc.constantFrom(' ', '\u00A0', '\u202F', '\u2009', '’'),
        (value, between) => {
          expect(parseNumber(grouped(value, between))).toBe(value);
          expect(parseNumber(`${grouped(value, between)},25`)).toBe(value + 0.25);
        },
      ),
    );
  });

  it.each([
    ['1e-3', 0.001],
    ['1E5', 100_000],
    ['0,5', 0.5],
    [',5', 0.5],
    ['5.', 5],
    ['+3', 3],
    ['−2,5', -2.5],
    ['  12 500 ', 12_500],
    ['12.5', 12.5],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1,234,567', 1_234_567],
    ['1,000', 1],
    ['4.2×10⁻⁴', 4.2e-4],
    ['4,2 * 10^-4', 4.2e-4],
  ])('%s is %d', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each([
    '',
    '-',
    '.',
    'e5',
    '1e',
    '12 5',
    '1 0000',
    '1..5',
    '1,2,3',
    '5 steps',
    'abc',
    '0x10',
    'NaN',
    '--1',
  ])('"%s" is none', (text) => {
    expect(parseNumber(text)).toBeNull();
  });

  it('has its thousands apart by a comma or a point only where whole numbers are asked for', () => {
    expect([parseNumber('1,000', true), parseNumber('2.500', true)]).toEqual([1000, 2500]);
    expect([parseNumber('12.5', true), parseNumber('0,125', true)]).toEqual([12.5, 0.125]);
  });
});

describe('the number that is used', () => {
  const steps = { min: 1, max: 500, whole: true };
  it.each([
    ['5000', 500, 'At most 500.'],
    ['1e9', 500, 'At most 500.'],
    ['1e999', 500, 'At most 500.'],
    ['1e-3', 1, 'At least 1.'],
    ['-4', 1, 'At least 1.'],
    ['12.5', 13, 'Whole numbers only: rounded to 13.'],
    ['1,2,3', 300, '“1,2,3” is not a number: 300 stays.'],
    ['', 300, 'Nothing was typed: 300 stays.'],
    ['100', 100, null],
  ])('of "%s" steps is %d', (text, value, note) => {
    expect(settleNumber(text, 300, steps)).toEqual({ value, note });
  });

  it('is in range, and is the typed one or another one with a sentence that says so', () => {
    fc.assert(
      fc.property(
        finite,
        fc.tuple(finite, finite).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
        (typed, range) => {
          const { value, note } = settleNumber(formatNumber(typed), range.min, range);
          expect(value).toBeGreaterThanOrEqual(range.min);
          expect(value).toBeLessThanOrEqual(range.max);
          expect(note === null).toBe(value === typed);
        },
      ),
    );
  });
});
