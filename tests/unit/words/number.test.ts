import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatNumber, parseNumber } from '../../../src/ui/numbers/number-text';
import { bytes, bytesOf, percent, powerOfTen, score, short } from '../../../src/ui/numbers/numbers';
import { settleNumber } from '../../../src/ui/numbers/settle-number';
import { speak } from '../../../src/words/language';
import { phrase, sayPhrase } from '../../../src/words/say';

describe('numbers', () => {
  describe('in French', () => {
    beforeAll(() => speak('fr'));
    afterAll(() => speak('en'));

    it.each([
      [() => percent(0.125), '13\u202F%'],
      [() => percent(0.004), '0,4\u202F%'],
      [() => percent(0.9997), '99,97\u202F%'],
      [() => percent(0), '<\u00A00,1\u202F%'],
      [() => short(38.81), '38,8'],
      [() => short(-0.0144), '−0,0144'],
      [() => short(1_234_567), '1\u202F234\u202F567'],
      [() => short(0.00042), '4,2×10⁻⁴'],
      [() => score(-0.01), '−0,01'],
      [() => score(12_345.6), '12\u202F346'],
      [() => powerOfTen(0.0124, 2), '1,24×10⁻²'],
      [() => bytes(4_900_000), '4,9 Mo'],
      [() => bytes(12_000), '12 ko'],
      [() => bytesOf(1_234_567, 23_000_000), '1,2 sur 23,0 Mo'],
    ])('%s has a decimal comma and narrow spaces: %s', (write, expected) => {
      expect(write()).toBe(expected);
    });

    it('stand in a field as they are read back', () => {
      for (const value of [0.5, -2.25, -3, 1e-7, 1.5e-9, 1234.5, 1e21, 0.123]) {
        expect(formatNumber(value)).not.toContain('.');
        expect(parseNumber(formatNumber(value))).toBe(value);
      }
    });

    it('have their decimals parted by a comma or a point where they are typed', () => {
      expect(settleNumber('0,25', 1, {}).value).toBe(0.25);
      expect(settleNumber('0.25', 1, {}).value).toBe(0.25);
      expect(settleNumber('9', 1, { max: 2.5 }).note).toBe('Au plus 2,5.');
    });

    it('have a decimal comma and a minus in a sentence of another thread, too; thousands are left as they came', () => {
      expect(sayPhrase(phrase('At most {max}.', { max: '-1,234.5' }))).toBe('Au plus −1\u202F234,5.');
      expect(sayPhrase(phrase('At most {max}.', { max: -0.03 }))).toBe('Au plus −0,03.');
      expect(sayPhrase(phrase('At most {max}.', { max: '0,123' }))).toBe('Au plus 0,123.');
      expect(sayPhrase(phrase('At most {max}.', { max: 'SqueezeNet 1.1' }))).toBe('Au plus SqueezeNet 1.1.');
    });
  });

  it.each([
    [() => percent(0.125), '13 %'],
    [() => percent(0.9997), '99.97 %'],
    [() => short(-0.0144), '−0.0144'],
    [() => short(1_234_567), '1,234,567'],
    [() => bytes(4_900_000), '4.9 MB'],
    [() => bytesOf(1_234_567, 23_000_000), '1.2 of 23.0 MB'],
    [() => formatNumber(0.5), '0.5'],
  ])('%s is as English has it: %s', (write, expected) => {
    expect(write()).toBe(expected);
  });
});
