import { expect, it } from 'vitest';
import type { Chart } from '../../../../src/export/figure/chart';
import { chartSvg } from '../../../../src/export/figure/chart-svg';

const chart: Chart = {
  x: { from: 0, to: 10, ticks: [0, 5, 10].map((at) => ({ at, words: String(at) })), title: 'step' },
  left: { from: 0, to: 1, ticks: [0, 1].map((at) => ({ at, words: `${100 * at} %` })) },
  right: { from: -4, to: 4, ticks: [{ at: 4, words: '4' }] },
  curves: [
    {
      ...{ name: 'p of <b> & “c”', colour: '#b87203', width: 2, axis: 'left' },
      points: [0, 0.5, Number.NaN, 1, 1].map((y, i) => ({ x: 2.5 * i, y })),
    },
    { ...{ name: 'logit', colour: '#5d564c', width: 1, axis: 'right' }, points: [{ x: 0, y: 4 }] },
  ],
  marks: { at: [5], words: 'a slider moved' },
  caption: ['PGD', 'the numbers'],
};
const svg = chartSvg(chart, (words) => 6 * words.length);

it('stands alone on white: no class, no variable of the page, nothing to fetch; words are escaped', () => {
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg).not.toMatch(/class=|var\(|href|currentColor|<style/);
  expect(svg).toContain('fill="#ffffff"');
  expect(svg).toContain('p of &lt;b&gt; &amp; “c”');
  for (const words of ['logit', 'a slider moved', 'PGD', 'the numbers', 'step', '100 %', '4'])
    expect(svg).toContain(`>${words}</text>`);
});

it('draws each curve on its own axis, and parts it where there is no value', () => {
  const lines = [...svg.matchAll(/stroke="(#\w+)" stroke-width="[\d.]+" points="([^"]+)"/g)].map((match) => ({
    colour: match[1],
    points: match[2]!.split(' ').map((pair) => pair.split(',').map(Number)),
  }));
  expect(lines.map(({ colour }) => colour)).toEqual(['#b87203', '#b87203', '#5d564c']);
  const [before, after, other] = lines.map(({ points }) => points);
  expect(before).toHaveLength(2);
  expect(after).toHaveLength(2);
  const [bottom, top] = [before![0]![1]!, after![0]![1]!];
  expect(before![1]![1]).toBeCloseTo((bottom + top) / 2);
  // The top of the right axis is as high as the left one's.
  expect(other![0]).toEqual([before![0]![0], top]);
});
