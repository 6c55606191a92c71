import { describe, expect, it } from 'vitest';
import type { Classification } from '../../../../../src/engine/protocol/protocol';
import type { Trial } from '../../../../../src/features/robustness/store/attack-photo';
import type { PhotoMeasure } from '../../../../../src/features/robustness/store/board-store';
import { readSigns } from '../../../../../src/features/robustness/store/network-signs';
import { warningsOf } from '../../../../../src/features/robustness/store/warnings';
import { greyPhoto } from '../board-rig';

const trial = (over: Partial<Trial>): Trial => ({
  attack: 'apgd-ce',
  misread: false,
  fooled: false,
  target: null,
  linf: 1,
  l2: 1,
  steps: 1,
  read: 0,
  zeroGradient: false,
  ...over,
});
const measured = (...trials: readonly Trial[]) => ({ trials }) as unknown as PhotoMeasure;
const GOOD = { spread: 0, givesProbabilities: false, classes: 10 };
const kinds = (...given: Parameters<typeof warningsOf>) => warningsOf(...given).map(({ kind }) => kind);

describe('signs that a number lies', () => {
  it('nothing is said where there is nothing to say', () => {
    expect(kinds(GOOD, [measured(trial({ fooled: true }))])).toEqual([]);
    expect(kinds(undefined, [])).toEqual([]);
  });

  it('each sign by itself', () => {
    expect(kinds({ ...GOOD, spread: 2e-4 }, [])).toEqual(['random']);
    expect(kinds({ ...GOOD, spread: 5e-5 }, [])).toEqual([]);
    expect(kinds({ ...GOOD, givesProbabilities: true }, [])).toEqual(['probabilities']);
    expect(kinds({ ...GOOD, classes: 3 }, [])).toEqual(['few-classes']);
    expect(kinds(GOOD, [measured(trial({ zeroGradient: true }))])).toEqual(['zero-gradient']);
  });

  it('an attack without gradients that fools what those with gradients left, beyond 0.2 points', () => {
    const square = measured(trial({}), trial({ attack: 'square', fooled: true }));
    expect(warningsOf(GOOD, [square, measured(trial({ fooled: true }))])).toEqual([
      { kind: 'hidden-gradient', photos: 1 },
    ]);
    const many = Array.from({ length: 999 }, () => measured(trial({ fooled: true })));
    expect(kinds(GOOD, [square, ...many])).toEqual([]);
  });
});

describe('what a network shows of itself', () => {
  const info = {
    classes: [
      { index: 0, name: 'a' },
      { index: 1, name: 'b' },
    ],
    output: { kind: 'softmax' },
  } as const;
  const answering = (...rows: readonly (readonly number[])[]) => {
    let time = 0;
    return async () => ({ logits: Float32Array.from(rows[time++ % rows.length] ?? []) }) as Classification;
  };

  it('the largest difference between its answers to one picture', async () => {
    const { spread } = await readSigns(info, greyPhoto(), answering([3, -1], [3, -1.5], [3.25, -1]));
    expect(spread).toBe(0.5);
    expect((await readSigns(info, greyPhoto(), answering([3, -1]))).spread).toBe(0);
  });

  it('whether its scores are probabilities', async () => {
    const signs = (row: readonly number[]) => readSigns(info, greyPhoto(), answering(row));
    expect((await signs([0.25, 0.75])).givesProbabilities).toBe(true);
    expect((await signs([0.25, 0.5])).givesProbabilities).toBe(false);
    expect((await signs([1.5, -0.5])).givesProbabilities).toBe(false);
  });
});
