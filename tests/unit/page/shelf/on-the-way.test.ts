import { afterEach, expect, it, vi } from 'vitest';
import { onTheWay } from '../../../../src/page/shelf/on-the-way';

afterEach(() => {
  vi.restoreAllMocks();
});

it('keeps long work now and then, less often the more there is, and short work not at all on its way', () => {
  let seconds = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => 1000 * seconds);
  const kept: number[] = [];
  let made = 0;
  const tell = onTheWay(() => kept.push(made));
  for (made = 1; made <= 10; made++) tell(made);
  expect(kept).toEqual([]);
  for (made = 11; made <= 200; made++) {
    seconds += 10;
    tell(made);
  }
  expect(kept[0]).toBe(12);
  // Never the same again for little more.
  for (const [place, count] of kept.entries())
    expect(count).toBeGreaterThanOrEqual(1.25 * (kept[place - 1] ?? 0));
  expect(kept.length).toBeGreaterThan(8);
});
