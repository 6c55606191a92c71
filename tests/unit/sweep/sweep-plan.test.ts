import { describe, expect, it } from 'vitest';
import { LARGEST_SEED } from '../../../src/core/records/recipe';
import { CLASS_VISUALISATION } from '../../../src/methods/visualisation/class-visualisation.params';
import { defaultParams } from '../../../src/methods/catalog/resolve-params';
import { MOST_CELLS, sweepCells, type SweepPlan } from '../../../src/sweep/sweep-plan';

const method = CLASS_VISUALISATION;
const PLAN: SweepPlan = {
  method,
  network: 'a',
  target: 3,
  given: {},
  seed: 7,
  seeds: 'shared',
  rows: { param: 'lambda', values: [0, 1e-3, 10] },
  columns: { param: 'stepSize', values: [5, 25] },
};
const cells = (change: Partial<SweepPlan>) => sweepCells({ ...PLAN, ...change });

describe('the grid of a sweep', () => {
  it('has every pair once, row by row, and all else as it was', () => {
    expect(
      cells({}).map(({ row, column, params }) => [row, column, params['lambda'], params['stepSize']]),
    ).toEqual([
      [0, 0, 0, 5],
      [0, 1, 0, 25],
      [1, 0, 1e-3, 5],
      [1, 1, 1e-3, 25],
      [2, 0, 10, 5],
      [2, 1, 10, 25],
    ]);
    for (const { network, target, seed, params } of cells({ given: { jitter: 3 } })) {
      expect({ network, target, seed }).toEqual({ network: 'a', target: 3, seed: 7 });
      expect({ ...params, lambda: 0, stepSize: 0 }).toEqual({
        ...defaultParams(method.params),
        jitter: 3,
        lambda: 0,
        stepSize: 0,
      });
    }
  });

  it('goes along networks, classes and seeds', () => {
    const swept = cells({
      rows: { param: 'network', values: ['a', 'b'] },
      columns: { param: 'target', values: [1, 'top1'] },
    });
    expect(swept.map(({ network, target }) => `${network} ${target}`)).toEqual([
      'a 1',
      'a top1',
      'b 1',
      'b top1',
    ]);
    const seeds = cells({ rows: { param: 'seed', values: [4, 2] }, columns: null, seeds: 'varied' });
    expect(seeds.map(({ seed }) => seed)).toEqual([4, 2]);
  });

  it('lays a preset under what is given, and every other axis over both', () => {
    const { params } = cells({
      given: { preset: 'rdfia', lambda: 5, jitter: 1 },
      rows: { param: 'preset', values: ['cs231n'] },
      columns: { param: 'l2', values: [0.5] },
    })[0]!;
    expect(params).toMatchObject({ stepSize: 25, iterations: 100, lambda: 0.5, jitter: 1 });
  });

  it('gives each cell a seed of its own where they are varied, also past the largest', () => {
    expect(cells({ seeds: 'varied' }).map(({ seed }) => seed)).toEqual([7, 8, 9, 10, 11, 12]);
    expect(
      cells({ seeds: 'varied', seed: LARGEST_SEED })
        .map(({ seed }) => seed)
        .slice(0, 2),
    ).toEqual([LARGEST_SEED, 0]);
  });

  it.each([
    ['no such parameter', { rows: { param: 'lamda', values: [1] } }, /no “lamda” to go along/],
    ['one out of range', { rows: { param: 'lambda', values: [-1] } }, /“lambda” cannot be used/],
    ['no value', { rows: { param: 'lambda', values: [] } }, /takes no value/],
    [
      'both sides alike',
      { rows: { param: 'l2', values: [1] }, columns: { param: 'lambda', values: [1] } },
      /both go along “lambda”/,
    ],
    ['a class that is none', { rows: { param: 'target', values: [1.5] } }, /A class is a whole number/],
    ['a seed that is none', { rows: { param: 'seed', values: [-2] } }, /A seed is a whole number/],
    ['a network without an id', { rows: { param: 'network', values: [3] } }, /called by its id/],
    [
      'too many',
      { rows: { param: 'seed', values: Array.from({ length: MOST_CELLS / 2 + 1 }, (_, i) => i) } },
      /402 runs; 400 are the most/,
    ],
  ])('refuses %s', (_, change, message) => {
    expect(() => cells(change)).toThrow(message);
  });
});
