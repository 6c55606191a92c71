import { describe, expect, it } from 'vitest';
import { splitPhotos } from '../../../../src/features/training-data/store/split-photos';
import type { Reckoning, TuningResult } from '../../../../src/features/training-data/store/tuning-result';
import {
  splitCaution,
  tuningCaution,
  tuningVerdict,
} from '../../../../src/features/training-data/view/tuning-words';

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

describe('photos held out', () => {
  it('are of classes that are learnt from, too, where any class has several photos', () => {
    for (const labels of [
      [0, 0, 1, 1, 2, 2],
      [0, 0, 0, 1, 1, 1, 2, 2, 2],
      [4, 4, 5, 6, 7, 8, 9],
      [3, 3],
    ]) {
      for (const seed of seeds) {
        const { learnt, heldOut, onePerClass } = splitPhotos(labels, seed);
        expect(onePerClass).toBe(false);
        expect(heldOut.length).toBeGreaterThan(0);
        expect([...learnt, ...heldOut].toSorted((a, b) => a - b)).toEqual([...labels.keys()]);
        const known = new Set(learnt.map((place) => labels[place]));
        expect(heldOut.filter((place) => !known.has(labels[place]))).toEqual([]);
      }
    }
  });

  it('are a third of them where the classes allow it, and follow from the seed', () => {
    const labels = [0, 0, 1, 1, 2, 2];
    const splits = seeds.map((seed) => splitPhotos(labels, seed));
    for (const { heldOut } of splits) expect(heldOut).toHaveLength(2);
    expect(seeds.map((seed) => splitPhotos(labels, seed))).toEqual(splits);
    expect(new Set(splits.map(({ heldOut }) => String(heldOut))).size).toBeGreaterThan(1);
  });

  it('are whole classes where each has one photo: a third, one at least', () => {
    for (const count of [2, 3, 10, 16]) {
      const labels = Array.from({ length: count }, (_, place) => 3 * place);
      const { learnt, heldOut, onePerClass } = splitPhotos(labels, 1);
      expect(onePerClass).toBe(true);
      expect(heldOut).toHaveLength(Math.max(1, Math.round(count / 3)));
      expect([...learnt, ...heldOut].toSorted((a, b) => a - b)).toEqual([...labels.keys()]);
    }
  });
});

const reckoning: Reckoning = {
  clean: { right: 2, of: 2 },
  fooled: { right: 0, of: 3 },
  anew: { right: 0, of: 3 },
  change: 40,
};

/** What six photos have come to, their classes with one photo each or not. */
function outcome(onePerClass: boolean): Pick<TuningResult, 'heldOut' | 'photos'> {
  return {
    heldOut: { before: reckoning, after: reckoning },
    photos: { learnt: 4, heldOut: 2, ownReading: 0, onePerClass },
  };
}

describe('where every class has one photo', () => {
  const PLAIN =
    'Every class here has one photo: what is held out is a class that the training never saw. Add photos of the same classes';

  it('the page says so before the training and beside its result', () => {
    expect(splitCaution([5, 3, 8])).toContain(PLAIN);
    expect(tuningCaution(outcome(true))).toContain(PLAIN);
    expect(tuningVerdict(outcome(true)).join(' ')).toContain('of classes it has not seen');
  });

  it('and else it does not', () => {
    expect(splitCaution([5, 3, 5])).toBeNull();
    expect(splitCaution([])).toBeNull();
    expect(tuningCaution(outcome(false))).toBe(
      '4 photos learnt from, 2 held out with all that was made of them.',
    );
    expect(tuningVerdict(outcome(false)).join(' ')).toContain('of photos it has not seen');
  });
});
