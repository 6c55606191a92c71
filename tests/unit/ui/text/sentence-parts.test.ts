import { expect, it } from 'vitest';
import { sentenceParts } from '../../../../src/ui/text/sentence-parts';

const marked = (sentence: string, ...names: string[]): string =>
  sentenceParts(sentence, names)
    .map(({ text, isKept }) => (isKept ? `[${text}]` : text))
    .join('');

it.each([
  [
    'Read as church (52 %), not golf ball (34 %).',
    ['church', 'golf ball'],
    'Read as [church] ([52 %]), not [golf ball] ([34 %]).',
  ],
  ['The map of “hay” lies on a haystack.', ['hay'], 'The map of “[hay]” lies on a haystack.'],
  ['Read as crane (bird) (60 %).', ['crane', 'crane (bird)'], 'Read as [crane (bird)] ([60 %]).'],
  ['Read as C++ (60 %).', ['C++'], 'Read as [C++] ([60 %]).'],
  ['“class 3” 79 %, class 12 no more', ['class 3'], '“[class 3]” [79 %], class [12] no more'],
  ['Lu comme été.', ['été'], 'Lu comme [été].'],
  ['Nothing.', ['', 'church'], 'Nothing.'],
  ['Nothing.', [], 'Nothing.'],
  ['', [], ''],
])('%s with %j', (sentence, names, expected) => {
  expect(marked(sentence, ...names)).toBe(expected);
});

it.each([
  ['It has < 0.1 %.', 'It has [< 0.1 %].'],
  ['From 0 to ≥ 5.22×10⁻³ per unit', 'From [0] to [≥ 5.22×10⁻³] per unit'],
  [
    'Step 1,000 of 2,000 · 4 min left, 3.5 a second',
    'Step [1,000] of [2,000] · [4 min] left, [3.5] a second',
  ],
  ['Needs about 1.3 GB; 10 minutes, 3 stops.', 'Needs about [1.3 GB]; [10] minutes, [3] stops.'],
  [
    'VGG16’s layers (conv2d_3), photo-5.png: opened 2013.',
    '[VGG16]’s layers ([conv2d_3]), [photo-5.png]: opened [2013].',
  ],
  ['It says −0.177, not +0.5…', 'It says [−0.177], not [+0.5]…'],
  ['448 × 448 squashed', '[448] × [448] squashed'],
  // Nothing of the sentence is lost.
])('numbers of: %s', (sentence, expected) => {
  expect(marked(sentence)).toBe(expected);
});
