import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Sentence } from '../../../../src/ui/text/Sentence';

const held = (text: string): string[] =>
  [...renderToStaticMarkup(createElement(Sentence, { text })).matchAll(/class="unbroken">([^<]*)</g)].map(
    ([, part]) => part ?? '',
  );

it('no line ends between a number and its unit', () => {
  expect(held('49 % of the pixels changed, none by more than 14 of 255; shifted by 16 px.')).toEqual([
    '49 %',
    '16 px',
  ]);
  expect(held('The strongest rival is at 3, not more.')).toEqual([]);
});
