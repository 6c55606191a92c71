import { expect, it } from 'vitest';
import type { Recipe } from '../../../../src/core/records/recipe';
import type { LivePoint } from '../../../../src/core/records/run-history';
import { curveChart } from '../../../../src/panels/run/curve-chart';

const recipe: Recipe = {
  ...{ version: 1, network: 'tiny', method: 'class-visualization', params: { stepSize: 2 } },
  ...{ target: 3, targetName: 'church', seed: 7, fit: 'squash', steps: 20 },
  changes: [{ step: 10, params: { stepSize: 0.5 } }],
};
const points = Array.from({ length: 21 }, (_, step): LivePoint => {
  const [probability, logit] = [step / 20, -3 + step];
  return { step, logit, probability, rivalProbability: 0.2, beforeProbability: Number.NaN, length: 5 };
});

it('a live curve has the run’s values on the axes of the page, its slider’s move, and what made it', () => {
  const chart = curveChart('score', points, recipe, ['target', 'rival', 'logit']);
  expect(chart.curves.map(({ name, axis }) => [name, axis])).toEqual([
    ['target', 'left'],
    ['rival', 'left'],
    ['logit', 'right'],
  ]);
  expect(chart.curves[0]!.points).toEqual(
    points.map(({ step, probability }) => ({ x: step, y: probability })),
  );
  expect([chart.left.from, chart.left.to]).toEqual([0, 1]);
  expect(chart.right!.from).toBeLessThanOrEqual(-3);
  expect(chart.right!.to).toBeGreaterThanOrEqual(17);
  expect(chart.marks?.at).toEqual([10]);
  expect(chart.x.ticks.every(({ at }) => Number.isInteger(at) && at >= 0 && at <= 20)).toBe(true);
  expect(chart.caption[0]).toContain('church');
  expect(chart.caption.at(-1)).toMatch(/seed 7/);
});

it('the step size follows what was moved, and a run without any has an axis without numbers', () => {
  const [, sizes] = curveChart('way', points, recipe, ['length', 'step size']).curves;
  expect([sizes!.points[10]!.y, sizes!.points[11]!.y]).toEqual([2, 0.5]);
  const without = curveChart('way', points, { ...recipe, params: {}, changes: [] }, ['length', 'step size']);
  expect(without.right!.ticks).toEqual([]);
});
