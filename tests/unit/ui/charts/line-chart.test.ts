import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { LineChart } from '../../../../src/ui/charts/LineChart';

/** Most that a digit, a sign or a space takes of the 11-pixel face the charts are set in. */
const LETTER = 6.5;

it('a chart leaves room for the numbers at both ends of its axes, empty or not', () => {
  const drawn = renderToStaticMarkup(
    createElement(LineChart, {
      label: 'Chart',
      lines: [],
      from: { x: 0, y: 0 },
      to: { x: 100, y: 1 },
      ticks: { x: [0, 50, 100], y: [0, 0.5, 1] },
      format: { x: (value) => `${value} %`, y: (value) => `${100 * value} %` },
      xTitle: 'contrast',
    }),
  );
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(drawn)?.map(Number) ?? [];
  const texts = [...drawn.matchAll(/<text [^>]*x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)">([^<]*)</g)];
  expect(texts.map(([, , , , words]) => words)).toEqual(expect.arrayContaining(['0 %', '50 %', '100 %']));
  for (const [, x, y, anchor, words = ''] of texts) {
    const reach = words.length * LETTER;
    const [left, right] = anchor === 'middle' ? [reach / 2, reach / 2] : [reach, 0];
    expect(Number(x) - left, words).toBeGreaterThanOrEqual(0);
    expect(Number(x) + right, words).toBeLessThanOrEqual(width!);
    expect(Number(y) - 11, words).toBeGreaterThanOrEqual(0);
    expect(Number(y), words).toBeLessThanOrEqual(height! - 3);
  }
});
