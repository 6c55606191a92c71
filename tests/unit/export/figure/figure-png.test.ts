import { PNG } from 'pngjs';
import { beforeEach, expect, it } from 'vitest';
import type { PixelImage } from '../../../../src/core/pictures/pixel-image';
import type { Recipe } from '../../../../src/core/records/recipe';
import type { Chart } from '../../../../src/export/figure/chart';
import type { Figure } from '../../../../src/export/figure/figure';
import { figureLayout } from '../../../../src/export/figure/figure-layout';
import { figurePng } from '../../../../src/export/figure/figure-png';
import { recordOf } from '../../../../src/export/run-record';
import { createToyCanvas, type ToyText } from '../../../../testing/toy-canvas';

let texts: readonly ToyText[];
beforeEach(() => {
  texts = createToyCanvas();
});

const recipe: Recipe = {
  ...{ version: 1, network: 'tiny', method: 'pgd', params: { epsilon: 4 }, target: 3 },
  ...{ seed: 7, fit: 'squash', steps: 9 },
};

/** Pixels that are all different. */
function picture(width: number, height: number, hue: number): PixelImage {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) data.set([(37 * i) % 256, hue, (11 * i) % 256, 255], 4 * i);
  return { width, height, data };
}

function figureOf(rows: readonly (readonly PixelImage[])[]): Figure {
  return {
    rows: rows.map((row) => row.map((each, i) => ({ picture: () => each, words: [`picture ${i}`, '93 %'] }))),
    lead: 'PGD: “church”',
    notes: ['the formula', 'ε 4 · seed 7'],
  };
}

/** Width of a text of the toy canvas. */
const measure = (text: string, _: string, unit: number): number => 6 * unit * text.length;

it('has every pixel of every picture where it belongs, a whole number of times, on white; and brings its run back', async () => {
  const pictures = [picture(40, 30, 1), picture(40, 40, 2), picture(20, 20, 3)];
  const figure = figureOf([pictures]);
  const record = { recipe, picture: 'figure', scale: 1, input: 'data:image/png;base64,AAAA' } as const;
  const bytes = new Uint8Array(await (await figurePng(figure, record)).arrayBuffer());
  expect(recordOf(bytes)).toEqual(record);
  const { width, data } = PNG.sync.read(Buffer.from(bytes));
  const at = (x: number, y: number): number[] => [
    ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
  ];
  const { places } = figureLayout(figure, 40, measure);
  expect(places.flat()).toHaveLength(3);
  pictures.forEach((each, i) => {
    const place = places[0]![i]!;
    expect(place.side).toBe(480);
    const scale = place.side / Math.max(each.width, each.height);
    const top = place.y + (place.side - scale * each.height) / 2;
    for (const [x, y] of [
      [0, 0],
      [each.width - 1, each.height - 1],
      [7, 11],
    ] as const) {
      const expected = [...each.data.subarray(4 * (y * each.width + x), 4 * (y * each.width + x) + 4)];
      // The first and the last of the pixels that this one has become.
      expect(at(place.x + x * scale, top + y * scale)).toEqual(expected);
      expect(at(place.x + (x + 1) * scale - 1, top + (y + 1) * scale - 1)).toEqual(expected);
    }
    expect(at(place.x - 1, place.y)).toEqual([255, 255, 255, 255]);
  });
  expect(at(0, 0)).toEqual([255, 255, 255, 255]);
});

it('says every word: below its picture, and the caption below all of them', async () => {
  const figure = figureOf([[picture(224, 224, 1), picture(224, 224, 2)]]);
  await figurePng(figure, null);
  const written = texts.map(({ text }) => text);
  expect(written).toEqual(['picture 0', '93 %', 'picture 1', '93 %', figure.lead, ...figure.notes]);
  const [first, second] = figureLayout(figure, 224, measure).places[0]!;
  const placeOf = (text: string) => texts.find((each) => each.text === text)!;
  expect(placeOf('picture 0').x).toBe(first!.x);
  expect(placeOf('picture 1').x).toBe(second!.x);
  const below = Math.max(...texts.slice(0, 4).map(({ y }) => y));
  for (const line of figure.notes) expect(placeOf(line).y).toBeGreaterThan(below);
  expect(placeOf('PGD: “church”').font).toContain('600');
});

it('has its charts below its pictures and above its caption, beside each other where they have the room', async () => {
  const chart: Chart = {
    x: { from: 0, to: 4, ticks: [{ at: 4, words: 'four' }], title: 'ε' },
    left: { from: 0, to: 1, ticks: [{ at: 1, words: '100 %' }] },
    curves: [
      { ...{ name: 'accuracy', colour: '#b87203', width: 2, axis: 'left' }, points: [{ x: 0, y: 1 }] },
    ],
    caption: ['Accuracy by ε'],
  };
  const figure = { ...figureOf([[picture(224, 224, 1), picture(224, 224, 2)]]), charts: [chart, chart] };
  const { places, charts, texts: placed, height } = figureLayout(figure, 224, measure);
  const below = places[0]![0]!.y + places[0]![0]!.side;
  const lead = placed.find(({ text }) => text === figure.lead)!;
  for (const { y, marks } of charts) {
    expect(y).toBeGreaterThan(below);
    expect(y).toBeLessThan(lead.y);
    expect(marks.filter(({ kind }) => kind === 'curve')).toHaveLength(1);
  }
  // One below the other in a figure of two pictures; beside each other in one of six.
  expect(charts[1]!.y).toBeGreaterThan(charts[0]!.y);
  const six = {
    ...figureOf([Array.from({ length: 6 }, () => picture(224, 224, 1))]),
    charts: [chart, chart],
  };
  const wide = figureLayout(six, 224, measure).charts;
  expect(wide[1]!.y).toBe(wide[0]!.y);
  expect(wide[1]!.x).toBeGreaterThan(wide[0]!.x);
  await figurePng(figure, null);
  expect(texts.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['accuracy', 'four', '100 %', 'ε', 'Accuracy by ε', ...figure.notes]),
  );
  expect(height).toBeGreaterThan(lead.y);
});

it('never smooths a picture that has room for its pixels, shrinks what is too many, and refuses what no browser draws', () => {
  const grid = (rows: number, columns: number, side: number) => {
    const row = Array.from({ length: columns }, () => picture(1, 1, 1));
    return figureLayout(figureOf(Array.from({ length: rows }, () => row)), side, measure);
  };
  expect(grid(1, 8, 32).places[0]![0]!.side).toBe(224);
  // Few are twice as large as they are, at least; many as large as they are.
  expect(grid(1, 3, 299).places[0]![0]!.side).toBe(598);
  expect(grid(1, 7, 224).places[0]![0]!.side).toBe(448);
  expect(grid(2, 4, 160).places[0]![0]!.side).toBe(320);
  expect(grid(4, 6, 160).places[0]![0]!.side).toBe(160);
  const many = grid(30, 30, 224);
  expect(many.places[0]![0]!.side).toBeLessThan(224);
  expect(many.width * many.height).toBeLessThanOrEqual(16e6);
  const flat = many.places.flat();
  expect(new Set(flat.map(({ x, y }) => `${x} ${y}`)).size).toBe(900);
  expect(() => grid(200, 60, 224)).toThrow(/too large for one picture/);
});
