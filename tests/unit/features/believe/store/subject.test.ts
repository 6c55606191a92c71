import { expect, it } from 'vitest';
import { sameSubject } from '../../../../../src/features/believe/store/subject';
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
