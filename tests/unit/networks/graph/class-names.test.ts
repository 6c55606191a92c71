import { expect, it } from 'vitest';
import { classLabels, distinctLabels, sideLabels } from '../../../../src/networks/graph/class-names';
import { imagenetClasses } from '../../../../src/networks/graph/imagenet-classes';
import { searchClasses } from '../../../../src/ui/search-classes';

it('ImageNet has 1000 names, no two alike, and its namesakes say which they are', () => {
  const classes = imagenetClasses();
  expect(new Set(classes.map(({ name }) => name.toLowerCase())).size).toBe(1000);
  expect([134, 517, 638, 639].map((index) => classes[index]?.name)).toEqual([
    'crane (bird)',
    'crane (machine)',
    'maillot (tights)',
    'maillot (tank suit)',
  ]);
  expect(searchClasses(classes, 'crane').map(({ index }) => index)).toEqual(
    expect.arrayContaining([134, 517]),
  );
});

it('equal names in any list carry their number, or a synonym', () => {
  const names = (labels: readonly { readonly name: string }[]) => labels.map(({ name }) => name);
  expect(names(distinctLabels(classLabels(3, ['crane', 'bee', 'Crane'])))).toEqual([
    'crane (class 0)',
    'bee',
    'Crane (class 2)',
  ]);
  const given = [
    { index: 0, name: 'bat', synonyms: ['chiropteran'] },
    { index: 1, name: 'bat' },
  ];
  expect(names(distinctLabels(given))).toEqual(['bat (chiropteran)', 'bat (class 1)']);
  expect(names(distinctLabels(sideLabels(['dog', 'dog'])))).toEqual(['dog (class 0)', 'dog (class 1)']);
});
