import { expect, it } from 'vitest';
import type { RunStanding } from '../../../../src/engine/protocol/run-standing';
import { createRunStandings } from '../../../../src/page/run/run-standings';

const at = (step: number) =>
  ({
    state: { step, variable: { shape: [1], values: new Float32Array(1) }, memory: [] },
  }) as unknown as RunStanding;
const stepsBefore = (kept: ReturnType<typeof createRunStandings>, last: number): number[] => {
  const found = new Set<number>();
  for (let step = 0; step <= last; step++) found.add(kept.before(step)?.state.step ?? 0);
  return [...found];
};

it('keeps what is missed most within its room: no gap is wide in parts of the way there', () => {
  const kept = createRunStandings(8 * 4);
  for (let step = 50; step <= 10_000; step += 50) kept.add(at(step));
  const steps = stepsBefore(kept, 10_000);
  expect(steps).toHaveLength(9);
  expect(steps.at(-1)).toBe(10_000);
  kept.cutAfter(5000);
  expect(kept.before(10_000)!.state.step).toBeLessThanOrEqual(5000);
  kept.clear();
  expect(kept.before(10_000)).toBeUndefined();
});
