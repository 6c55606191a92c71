import { expect, it } from 'vitest';
import { createStepTimer } from '../../../../src/page/run/step-timer';

it('says how long a step takes, and does not count a pause as one', () => {
  let time = 0;
  const pace = createStepTimer(() => time);
  expect(pace.take(0)).toBeNull();
  time = 100;
  expect(pace.take(2)).toBe(50);
  time = 60_000;
  pace.restart();
  expect(pace.take(3)).toBe(50);
  time = 60_050;
  expect(pace.take(4)).toBe(50);
});
