import { describe, expect, it } from 'vitest';
import { classFolders } from '../../../../src/features/training-data/export/class-folders';
import { planAttempts } from '../../../../src/features/training-data/store/plan-attempts';
import { median } from '../../../../src/features/training-data/store/tuning-result';
import { imagenetClasses } from '../../../../src/networks/graph/imagenet-classes';

const folders = (...names: string[]) => classFolders(names.map((name) => ({ name })));

describe('the folders of classes', () => {
  it('are names that every file system takes, and each its own', () => {
    expect(folders('golf ball', 'Golf  Ball', 'CON', 'a/b', '..', 'été', '')).toEqual([
      'golf-ball',
      'golf-ball-2',
      'con-',
      'a-b',
      'class',
      'été',
      'class-2',
    ]);
    expect(folders('crane-2', 'crane', 'crane')).toEqual(['crane-2', 'crane', 'crane-3']);
    expect(new Set(classFolders(imagenetClasses())).size).toBe(1000);
  });
});

describe('a plan of pictures', () => {
  const manner = { aim: 'towards', drawsAtRandom: false } as const;

  it('is as long as there are targets, and gives each seed another', () => {
    const plan = planAttempts([0, 1], { classes: 4, count: 50, seed: 1 }, manner);
    expect(plan).toHaveLength(6);
    for (const photo of [0, 1]) {
      const targets = plan.filter((entry) => entry.photo === photo).map(({ target }) => target);
      expect(targets.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3].filter((index) => index !== photo));
    }
    const away = { aim: 'away', drawsAtRandom: true } as const;
    const seeds = planAttempts([2], { classes: 4, count: 5, seed: 1 }, away);
    expect(seeds.map(({ target }) => target)).toEqual([2, 2, 2, 2, 2]);
    expect(new Set(seeds.map(({ seed }) => seed)).size).toBe(5);
  });
});

it('the median is the middle value, or the mean of the two', () => {
  expect([median([]), median([3]), median([1, 9, 2]), median([4, 1])]).toEqual([null, 3, 2, 2.5]);
});
