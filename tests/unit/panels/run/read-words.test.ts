import { expect, it } from 'vitest';
import { readSentence } from '../../../../src/panels/run/read-words';

const rows = (...given: (readonly [string, number])[]) =>
  given.map(([name, probability]) => ({ name, probability }));

it('names the class that wins, or the side of one answer', () => {
  expect(readSentence(rows(['hay', 0.3], ['quail', 0.2]), 'softmax')).toBe('Read as hay (30 %).');
  expect(readSentence(rows(['not dog', 0.547], ['dog', 0.453]), 'binary')).toBe('Read as not dog (55 %).');
  expect(readSentence([], 'softmax')).toBeNull();
});

it('names every label that is read, and none where none is', () => {
  const three = rows(['dog', 0.98], ['grass', 0.7], ['ball', 0.6], ['cat', 0.1]);
  expect(readSentence(three, 'sigmoid')).toBe('Read as dog (98 %), grass (70 %) and ball (60 %).');
  expect(readSentence(rows(['dog', 0.9], ['cat', 0.5]), 'sigmoid', 'It is read as')).toBe(
    'It is read as dog (90 %).',
  );
  expect(readSentence(rows(['dog', 0.4], ['cat', 0.2]), 'sigmoid')).toBe(
    'No label reaches 50 %; the likeliest is dog (40 %).',
  );
});
