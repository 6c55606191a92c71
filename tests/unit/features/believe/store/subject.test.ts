import { expect, it } from 'vitest';
import { sameSubject, subjectMadeOtherwise } from '../../../../../src/features/believe/store/subject';
import { method, toySubject } from '../../../../../testing/toy-subject';

it('a subject is another one when anything that its map is made of changes', () => {
  const subject = toySubject();
  expect(sameSubject(subject, { ...subject })).toBe(true);
  expect(sameSubject(subject, null)).toBe(false);
  const changes = [
    { network: 'other' },
    { target: 2 },
    { seed: 8 },
    { method: method('grad-cam') },
    { params: { ...subject.params, objective: 'margin' } },
    { image: toySubject().image },
  ];
  for (const change of changes) expect(sameSubject(subject, { ...subject, ...change })).toBe(false);
});

it('a subject says in what it is another one than the present', () => {
  const subject = toySubject();
  expect(subjectMadeOtherwise(subject, { ...subject })).toEqual([]);
  expect(subjectMadeOtherwise(subject, null)).toEqual([]);
  // The checks draw by the seed, whether the method does or not, and it is said once.
  expect(subjectMadeOtherwise(subject, { ...subject, seed: 8 })).toEqual(['seed 7']);
  const smooth = toySubject({ method: method('smooth-grad'), image: subject.image });
  expect(subjectMadeOtherwise(smooth, { ...smooth, seed: 8, target: 2 })).toEqual(['“toy class”', 'seed 7']);
  expect(subjectMadeOtherwise(subject, smooth)).toEqual(['Gradient saliency']);
});
