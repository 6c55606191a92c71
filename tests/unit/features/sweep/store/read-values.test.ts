import { describe, expect, it } from 'vitest';
import {
  type NumberRow,
  readIds,
  readNumbers,
  writeIds,
} from '../../../../../src/features/sweep/store/read-values';

const LAMBDA: NumberRow = { label: 'Penalty', symbol: 'λ', min: 0, max: 10, scale: 'log' };
const STEPS: NumberRow = {
  label: 'Iterations',
  symbol: 'T',
  min: 1,
  max: 100_000,
  integer: true,
  scale: 'log',
};
const WIDTH: NumberRow = { label: 'Blur width', min: 0, max: 3, scale: 'linear' };

describe('a list of values', () => {
  it.each([
    ['1e-4, 5e-4, 1e-3', [1e-4, 5e-4, 1e-3]],
    ['0,1e-4,.1, 1', [0, 1e-4, 0.1, 1]],
    ['1e-4 5e-4\n1e-3', [1e-4, 5e-4, 1e-3]],
    ['0,5; 1; 4.2×10⁻⁴', [0.5, 1, 4.2e-4]],
    ['0, 0, 1, 0.0', [0, 1]],
    ['1e-4 to 1e-1 in 4', [1e-4, 1e-3, 1e-2, 0.1]],
    ['0, 1e-4..1e-1 in 4 log, 10', [0, 1e-4, 1e-3, 1e-2, 0.1, 10]],
    ['1 to 10 in 4 linear', [1, 4, 7, 10]],
    ['0 to 10 in 3', [0, 5, 10]],
    ['0,5 à 2,5 en 3 linéaire', [0.5, 1.5, 2.5]],
    ['0, 1 to 3 in 3 linear', [0, 1, 2, 3]],
    ['10 to 0.1 in 3', [10, 1, 0.1]],
    ['0 to 1 by 0.25', [0, 0.25, 0.5, 0.75, 1]],
    ['1 … 0 by 0.4', [1, 0.6, 0.2]],
  ])('%s', (text, values) => {
    expect(readNumbers(text, LAMBDA)).toEqual({ values });
  });

  it('rounds a range of whole numbers, and takes groups for what they are there', () => {
    expect(readNumbers('50 to 800 in 5', STEPS)).toEqual({ values: [50, 100, 200, 400, 800] });
    expect(readNumbers('1 to 4 in 6', STEPS)).toEqual({ values: [1, 2, 3, 4] });
    expect(readNumbers('1.000; 2.500', STEPS)).toEqual({ values: [1000, 2500] });
  });

  it('divides a range as its control does where nothing is said', () => {
    expect(readNumbers('1 to 3', WIDTH)).toEqual({ values: [1, 1.5, 2, 2.5, 3] });
  });

  it.each([
    ['', LAMBDA, /one value or more/],
    ['1, two', LAMBDA, /“two” is no number and no range/],
    ['1 to x', LAMBDA, /is no number/],
    ['1, 12', LAMBDA, /λ goes from 0 to 10; 12 lies outside/],
    ['1.5', STEPS, /T takes whole numbers; 1.5 is none/],
    ['0 to 1 in 3 log', LAMBDA, /ends above 0/],
    ['1 to 2 in 1', LAMBDA, /2 to 100 values/],
    ['0 to 10 by 0.001', LAMBDA, /at most 100 values/],
    ['0 to 10 by 0', LAMBDA, /at most 100 values/],
    ['1e999', LAMBDA, /lies outside/],
  ])('refuses “%s”', (text, row, error) => {
    expect(readNumbers(text, row)).toEqual({ error: expect.stringMatching(error) as string });
  });
});

it('a list of ids comes back from its text, whatever is in them, and unknown ones are left out', () => {
  const ids = ['a', 'my, own & net', 'ünder'];
  expect(readIds(writeIds(ids), ids)).toEqual(ids);
  expect(readIds('7,99,x', [1, 7])).toEqual([7]);
  expect(readIds('%E0%A4%A, b', ['b'])).toEqual(['b']);
});
