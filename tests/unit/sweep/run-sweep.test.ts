import { describe, expect, it } from 'vitest';
import { abortError } from '../../../src/core/records/abort';
import { LabError } from '../../../src/core/records/lab-error';
import { CLASS_VISUALISATION } from '../../../src/methods/visualisation/class-visualisation.params';
import { runSweep } from '../../../src/sweep/run-sweep';
import { hasDiverged, shareAtLimits } from '../../../src/sweep/sweep-marks';
import type { SweepPlan } from '../../../src/sweep/sweep-plan';

const PLAN: SweepPlan = {
  method: CLASS_VISUALISATION,
  network: 'a',
  target: 0,
  given: { stepSize: 5 },
  seed: 0,
  seeds: 'shared',
  rows: { param: 'lambda', values: [0.1, 0.2, 0.3] },
  columns: null,
};
const grey = { pixels: [128, 128, 128, 255], logits: [1, 2] };

describe('the runs of a sweep', () => {
  it('come one after the other, a failure among them, each with its marks', async () => {
    const told: number[] = [];
    let under = 0;
    const swept = await runSweep(
      PLAN,
      async ({ row }) => {
        expect(under++).toBe(0);
        await Promise.resolve();
        under -= 1;
        if (row === 1) throw new LabError('zero-gradient', 'No way up.', 'Another class.');
        return row === 2 ? { ...grey, logits: [Number.NaN] } : grey;
      },
      ({ row }) => told.push(row),
    );
    expect(told).toEqual([0, 1, 2]);
    expect(swept.map(({ beyondStability, diverged }) => [beyondStability, diverged])).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
    expect(swept[1]).toMatchObject({ error: { code: 'zero-gradient' } });
  });

  it('end where one is aborted, those before having been told', async () => {
    const told: number[] = [];
    const run = runSweep(
      PLAN,
      async ({ row }) => {
        if (row === 1) throw abortError();
        return grey;
      },
      ({ row }) => told.push(row),
    );
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(told).toEqual([0]);
  });
});

describe('divergence', () => {
  const picture = (clamped: number) =>
    Array.from({ length: 400 }, (_, i) => (i % 4 === 3 ? 255 : i / 4 < clamped ? 255 * (i % 2) : 40));

  it('is numbers that are none, or a picture clamped nearly everywhere; opaque alpha is no colour', () => {
    expect(shareAtLimits(picture(25))).toBe(0.25);
    expect(hasDiverged({ pixels: picture(89), logits: [0] })).toBe(false);
    expect(hasDiverged({ pixels: picture(90), logits: [0] })).toBe(true);
    expect(hasDiverged({ pixels: picture(0), logits: [0, Infinity] })).toBe(true);
  });
});
