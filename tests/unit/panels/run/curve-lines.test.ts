import { expect, it } from 'vitest';
import type { Recipe } from '../../../../src/core/records/recipe';
import { stepSizeAt } from '../../../../src/panels/run/curve-lines';

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
