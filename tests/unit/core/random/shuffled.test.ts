import { expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random/seeded-random';
import { shuffled } from '../../../../src/core/random/shuffled';

it('every order is as likely, and none loses an item', () => {
  const random = createRandom(1);
  const seen = new Map<string, number>();
  for (let round = 0; round < 6000; round++) {
    const order = shuffled(['a', 'b', 'c'], random).join('');
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect([...seen.keys()].toSorted((a, b) => a.localeCompare(b))).toEqual([
    'abc',
    'acb',
    'bac',
    'bca',
    'cab',
    'cba',
  ]);
  for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
});
