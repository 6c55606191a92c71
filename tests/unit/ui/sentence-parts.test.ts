import { expect, it } from 'vitest';
import { sentenceParts } from '../../../src/ui/sentence-parts';

const marked = (sentence: string, ...names: string[]): string =>
  sentenceParts(sentence, names)
    .map(({ text, isName }) => (isName ? `[${text}]` : text))
    .join('');

it.each([
  [
    'Read as church (52 %), not golf ball (34 %).',
    ['church', 'golf ball'],
    'Read as [church] (52 %), not [golf ball] (34 %).',
  ],
  ['The map of “hay” lies on a haystack.', ['hay'], 'The map of “[hay]” lies on a haystack.'],
  ['Read as crane (bird) (60 %).', ['crane', 'crane (bird)'], 'Read as [crane (bird)] (60 %).'],
  ['Read as C++ (60 %).', ['C++'], 'Read as [C++] (60 %).'],
  ['Lu comme été.', ['été'], 'Lu comme [été].'],
  ['Nothing.', ['', 'church'], 'Nothing.'],
  ['Nothing.', [], 'Nothing.'],
  ['', [], ''],
])('%s with %j', (sentence, names, expected) => {
  expect(marked(sentence, ...names)).toBe(expected);
});
