import { afterEach, expect, it } from 'vitest';
import type { Recipe } from '../../../../src/core/records/recipe';
import { AXES, movesOf, STEP_AXIS, stepSizeAt } from '../../../../src/panels/run/curve-lines';
import { speak } from '../../../../src/words/language';

afterEach(() => speak('en'));

it('shows the step size that acted on the way to each point', () => {
  const recipe: Recipe = {
    version: 1,
    network: 'tiny',
    method: 'count',
    params: { stepSize: 5 },
    changes: [
      { step: 10, params: { stepSize: 12 } },
      { step: 15, params: { lambda: 1 } },
      { step: 20, params: { stepSize: 3 } },
    ],
    target: 0,
    seed: 0,
    fit: 'squash',
  };
  const sizes = [0, 10, 11, 16, 20, 21].map((step) => stepSizeAt({ step }, recipe));
  expect(sizes).toEqual([5, 5, 12, 12, 12, 3]);
  expect(stepSizeAt({ step: 3 }, null)).toBeNaN();
  expect(stepSizeAt({ step: 3 }, { ...recipe, params: {}, changes: [] })).toBeNaN();
});

it('says at its marks what was moved, and to what, as the method calls it', () => {
  const changes = [
    { step: 40, params: { lambda: 0.01 } },
    { step: 60, params: { stepSize: 2, unknown: 1 } },
  ];
  expect(movesOf({ method: 'class-visualization', changes })).toEqual([
    { step: 40, words: 'λ 0.01' },
    { step: 60, words: 'η 2' },
  ]);
  expect(movesOf({ method: 'class-visualization' })).toEqual([]);
  expect(movesOf(null)).toEqual([]);
});

it('writes its axes as the language does, and marks no part of a step', async () => {
  expect(STEP_AXIS.incrs.filter((by) => by < 100)).toEqual([1, 2, 5, 10, 20, 25, 50]);
  expect(STEP_AXIS.values([0, 2500])).toEqual(['0', '2,500']);
  await speak('fr');
  expect(STEP_AXIS.values([0, 2500])).toEqual(['0', '2\u202F500']);
  expect(AXES.p.values([0.5])).toEqual(['50\u202F%']);
  expect(AXES.logit.values([-2.5])).toEqual(['−2,5']);
});
