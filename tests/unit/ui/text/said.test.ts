import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Said } from '../../../../src/ui/text/Said';

describe('a message with elements in it', () => {
  it('has each element where it stands, around the words that are its own', () => {
    const html = renderToStaticMarkup(
      createElement(
        Said<'<0>Nothing found:</0> the map for “{name}” is empty. Another class, method or layer will show more.'>,
        {
          text: '<0>Nothing found:</0> the map for “{name}” is empty. Another class, method or layer will show more.',
          parts: [createElement('b')],
          values: { name: 'hay' },
        },
      ),
    );
    expect(html).toBe(
      '<b>Nothing found:</b> the map for “hay” is empty. Another class, method or layer will show more.',
    );
  });

  it('has one without words of its own as it is', () => {
    const parts = [createElement('i', {}, '▮')];
    expect(
      renderToStaticMarkup(createElement(Said<'lowers <0/> raises'>, { text: 'lowers <0/> raises', parts })),
    ).toBe('lowers <i>▮</i> raises');
  });
});
