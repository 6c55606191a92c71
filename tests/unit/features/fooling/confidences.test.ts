import { expect, it } from 'vitest';
import { confidencesAhead } from '../../../../src/features/fooling/confidences';
import { CHANGE_NUMBERS } from '../../../../src/features/fooling/number-help';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import type { FoolingInfo } from '../../../../src/methods/catalog/method-info';
import { DEEP_FOOL } from '../../../../src/methods/adversarial/minimal/deep-fool.params';
import { PGD_LINF } from '../../../../src/methods/adversarial/pgd.params';
import { defaultParams } from '../../../../src/methods/catalog/resolve-params';

const info = (method: unknown) => method as FoolingInfo;
const params = { ...defaultParams(info(PGD_LINF).params), aim: 'towards' };
const scalars = { roundedFooled: 1, probability: 0.7, floatProbability: 0.76 };
const run = { phase: 'done', step: 3, steps: 20, scalars } as const;

it('offers the confidences above the one that was reached, towards a class and away from it', () => {
  expect(confidencesAhead(run, info(PGD_LINF), params)).toEqual([0.9, 0.95, 0.99]);
  const away = { ...run, scalars: { ...scalars, floatProbability: 0.08 } };
  expect(confidencesAhead(away, info(PGD_LINF), { ...params, aim: 'away' })).toEqual([0.95, 0.99]);
});

it('offers none where nothing was fooled, no step is left, or the attack stops at no confidence', () => {
  for (const other of [
    { ...run, phase: 'running' as const },
    { ...run, step: 20 },
    { ...run, step: 0 },
    { ...run, scalars: { ...scalars, roundedFooled: 0 } },
    { ...run, scalars: { ...scalars, floatProbability: 0.995 } },
  ])
    expect(confidencesAhead(other, info(PGD_LINF), params)).toEqual([]);
  expect(confidencesAhead(run, info(DEEP_FOOL), defaultParams(info(DEEP_FOOL).params))).toEqual([]);
  // The keys are those of the tables.
  const offered = METHODS.filter((method) => method.exercise === 'fooling').filter(
    (method) => confidencesAhead(run, method, params).length > 0,
  );
  expect(offered.length).toBeGreaterThan(5);
});

it('says each number with its unit, and a picture that is unchanged as such', () => {
  const words = (given: Record<string, number>) => CHANGE_NUMBERS.map(({ text }) => text(given));
  expect(words({ linf: 3, l2: 123.456, l0: 40, changedPixels: 0.0156, ssim: 0.99963, psnr: 45.06 })).toEqual([
    '3 / 255',
    '123 / 255',
    '1.6 %',
    '0.9996',
    '45.1 dB',
  ]);
  expect(words({ linf: 0, l2: 0, l0: 0, changedPixels: 0, ssim: 1 })).toEqual([
    '0 / 255',
    '0 / 255',
    '0',
    '1.000',
    '∞',
  ]);
  expect(words({})).toEqual([null, null, null, null, null]);
});
