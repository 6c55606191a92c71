import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { plainName } from '../../../../../src/core/records/plain-name';
import type { Recipe } from '../../../../../src/core/records/recipe';
import { fitLine, wrapLines } from '../../../../../src/export/fit-text';
import { tableCsv } from '../../../../../src/features/compare/export/table-csv';
import { escapeHtml, tableHtml } from '../../../../../src/features/compare/export/table-html';
import { createToyCanvas } from '../../../../../testing/toy-canvas';
import { tablePng } from '../../../../../src/features/compare/export/table-png';
import type { ReportCell, TableReport } from '../../../../../src/features/compare/export/table-report';
import { speak } from '../../../../../src/words/language';
import { mapFileName, originalFileName } from '../../../../../src/features/compare/export/table-zip-names';

const recipe: Recipe = {
  version: 1,
  network: 'squeezenet',
  method: 'vanilla-gradient',
  params: { samples: 25, average: 'mean' },
  target: 3,
  seed: 5,
  fit: 'squash',
};

const cell = (className: string): ReportCell => ({
  className,
  logit: -1.25,
  probability: 0.1234567890123,
  top: [
    { index: 3, name: className, logit: -1.25, probability: 0.1234567890123 },
    { index: 4, name: '@SUM(1)', logit: -2, probability: 0.05 },
  ],
  milliseconds: 41.26,
  recipe,
  caption: [className, 'logit -1.25'],
  alt: `Map of ${className}`,
  map: () => Promise.resolve(null),
  input: () => Promise.resolve(null),
});

const report = (names: readonly string[], className = 'golf ball'): TableReport => ({
  title: 'Maps of <photos>',
  columns: [
    { network: 'SqueezeNet, small', method: 'Saillance', key: 'Gradient saliency' },
    { network: 'VGG16', method: 'Saillance', key: 'Gradient saliency' },
  ],
  rows: names.map((name) => ({
    name,
    original: () => Promise.resolve(null),
    cells: [cell(className), null],
  })),
  notes: ['M(i, j) = max over c of |∂J / ∂x(i, j, c)|', 'a < b & c'],
});

/** A reader of RFC 4180, written apart from the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i]!;
    if (quoted) {
      if (letter !== '"') field += letter;
      else if (text[i + 1] === '"') {
        field += '"';
        i += 1;
      } else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === ',') {
      rows.at(-1)!.push(field);
      field = '';
    } else if (letter === '\r' && text[i + 1] === '\n') {
      rows.at(-1)!.push(field);
      field = '';
      rows.push([]);
      i += 1;
    } else field += letter;
  }
  return rows.slice(0, -1);
}

describe('the scores of a table as CSV', () => {
  it('gives any name back in one plain line, with an apostrophe where a spreadsheet would calculate', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const text = tableCsv(report([name], name));
        expect(text.startsWith('\uFEFF')).toBe(true);
        const [head, line] = readCsv(text.slice(1));
        const plain = plainName(name);
        const expected = /^[=+\-@＝＋－＠]/u.test(plain) ? `'${plain}` : plain;
        expect(line![head!.indexOf('photo')]).toBe(expected);
        expect(line![head!.indexOf('explained_class')]).toBe(expected);
        expect(line).toHaveLength(head!.length);
      }),
    );
  });

  it('holds numbers in full, negative ones as numbers, and one line a map', () => {
    const [head, ...lines] = readCsv(tableCsv(report(['=1+1', 'b.png'])).slice(1));
    expect(lines).toHaveLength(2);
    const value = (name: string): string => lines[0]![head!.indexOf(name)]!;
    expect([value('explained_index'), value('top1_index'), value('top2_index')]).toEqual(['3', '3', '4']);
    expect(value('photo')).toBe("'=1+1");
    expect(value('network')).toBe('SqueezeNet, small');
    expect(value('logit')).toBe('-1.25');
    expect(Number(value('probability'))).toBe(0.1234567890123);
    expect(value('top2')).toBe("'@SUM(1)");
    expect(value('top3')).toBe('');
    expect(value('milliseconds')).toBe('41.3');
    expect(value('seed')).toBe('5');
    expect(value('parameters')).toBe('samples=25 average=mean');
    expect(value('map_file')).toBe(mapFileName(report(['=1+1', 'b.png']), 0, 0));
  });
});

describe('what scripts read of a table', () => {
  afterEach(() => speak('en'));

  it('is the same in every language: headings, class names, decimal points, file names', async () => {
    const one = report(['Golf ball (drawing)']);
    const english = tableCsv(one);
    expect(english).toContain('Gradient saliency');
    await speak('fr');
    expect(tableCsv(one)).toBe(english);
    expect(mapFileName(one, 0, 0)).toBe(
      'maps/01-golf-ball-drawing-squeezenet-small-gradient-saliency-c1.png',
    );
  });
});

describe('the names of files in the ZIP', () => {
  it('are plain, say which cell they are, and are never the same twice', () => {
    const rows = report(['../été à la plage.JPEG', '///', 'a.png', 'a.jpg']);
    const names = rows.rows.flatMap((_, row) => [
      mapFileName(rows, row, 0),
      mapFileName(rows, row, 1),
      originalFileName(rows, row, { width: 224, height: 224 }),
    ]);
    expect(names[0]).toBe('maps/01-été-à-la-plage-squeezenet-small-gradient-saliency-c1.png');
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^(maps|originals)\/[\p{Ll}0-9.-]+\.png$/u);
  });
});

describe('a table as an HTML page', () => {
  it('escapes every name, runs nothing and says what is missing', async () => {
    const nasty = '<img src=x onerror="alert(1)">&\'';
    const html = await (await tableHtml(report([nasty], nasty))).text();
    expect(html).not.toContain('<img src=x');
    expect(html).toContain(escapeHtml(nasty));
    expect(html).toContain('<title>Maps of &lt;photos&gt;</title>');
    expect(html).toContain("default-src 'none'");
    expect(html.match(/<th scope="row">/g)).toHaveLength(1);
    expect(html.match(/<th scope="col">/g)).toHaveLength(3);
    expect(html.match(/not drawn/g)).toHaveLength(1);
    expect(html).toContain('<p>a &lt; b &amp; c</p>');
  });

  it('never parts a number from its percent sign', async () => {
    const one = report(['a']);
    const captioned = one.rows.map((row) => ({
      ...row,
      cells: [
        {
          ...cell('golf ball'),
          caption: ['golf ball 99.73 %', 'logit −1.25 · read as quail < 0.1 %'] as const,
        },
      ],
    }));
    const html = await (await tableHtml({ ...one, rows: captioned, notes: ['at 30 % contrast'] })).text();
    const words = html.slice(html.indexOf('<body>'));
    expect(words).toContain('99.73\u00A0%');
    expect(words).not.toMatch(/\d %/);
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    await tableHtml(report(['a', 'b', 'c', 'd']), (share) => told.push(share));
    expect(told).toEqual([0.25, 0.5, 0.75, 1]);
  });
});

describe('a table as one picture', () => {
  it('prints every head, name, number and note, and says what is not drawn', async () => {
    const texts = createToyCanvas();
    const table = report(['a.png', 'b.png']);
    await tablePng({
      ...table,
      rows: [table.rows[0]!, { ...table.rows[1]!, cells: table.rows[1]!.cells.map(() => null) }],
    });
    const written = texts.map(({ text }) => text);
    const [first] = table.rows[0]!.cells;
    const expected = [
      table.title,
      'Original',
      'a.png',
      'b.png',
      'not drawn',
      ...first!.caption,
      ...table.notes,
    ];
    for (const { network, method } of table.columns) expected.push(network, method);
    for (const words of expected) expect(written.join(' ')).toContain(words);
  });

  it('cuts lines to their room, and breaks notes between words', () => {
    const measure = (text: string): number => Array.from(text).length;
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, room) => {
        const line = fitLine(text, room, measure);
        expect(measure(line)).toBeLessThanOrEqual(room);
        if (measure(text) <= room) expect(line).toBe(text);
      }),
    );
    expect(wrapLines('one two three four', 9, measure)).toEqual(['one two', 'three', 'four']);
    expect(wrapLines('unbreakable a', 5, measure)).toEqual(['unbreakable', 'a']);
  });
});
