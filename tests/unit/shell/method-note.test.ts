import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { METHODS } from '../../../src/methods/catalog/catalog';
import type { ParamValues } from '../../../src/methods/catalog/params';
import { defaultParams } from '../../../src/methods/catalog/resolve-params';
import { MethodNote } from '../../../src/shell/MethodNote';

function note(id: string, values: ParamValues = {}): string {
  const method = METHODS.find((entry) => entry.id === id)!;
  const all = { ...defaultParams(method.params), ...values };
  // Numbers are marked off for translations.
  return renderToStaticMarkup(createElement(MethodNote, { method, values: all })).replace(/<[^>]*>/gu, '');
}

it('warns of numbers that do not work together, whatever the method', () => {
  expect(note('occlusion', { patch: 16, stride: 32 })).toContain('the strips in between are never covered');
  expect(note('smooth-grad', { average: 'variance', samples: 1 })).toContain('needs at least 2 samples');
  expect(note('class-visualization', { stepSize: 5, lambda: 10 })).toContain('η · λ is 1 or more');
});

it('says what a penalty leaves of the picture, and nothing of other methods', () => {
  expect(note('class-visualization', { stepSize: 5, lambda: 0.01 })).toContain('90 %');
  expect(note('class-visualization', { penalty: 'norm' })).toBe('');
  expect(note('occlusion')).toBe('');
  expect(note('targeted-gradient')).toBe('');
});
