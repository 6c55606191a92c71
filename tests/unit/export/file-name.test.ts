import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainName } from '../../../src/core/records/plain-name';
import type { Recipe } from '../../../src/core/records/recipe';
import { fileNameOf, slug, stemOf } from '../../../src/export/file-name';
import { tableCsv } from '../../../src/features/compare/export/table-csv';
import { escapeHtml } from '../../../src/features/compare/export/table-html';

const recipe: Recipe = {
  version: 1,
  network: 'squeezenet1.1',
  method: 'vanilla-gradient',
  params: {},
  target: 3,
  targetName: 'quail',
  seed: 0,
  fit: 'squash',
};
const fileOf = (image: string, more: Partial<Recipe> = {}): string =>
  fileNameOf({ ...recipe, image, ...more }, 'map', 1);
const rest = '-vanilla-gradient-quail-squeezenet1.1-seed0-map.png';

const OVERRIDE = '\u202e';
const MARKS = ['\u200e', '\u200f', '\u061c', '\u202a', '\u202c', '\u2066', '\u2069'];

describe('the name of a saved file', () => {
  it('keeps the letters of every script', () => {
    expect(fileOf('うずらの卵.jpg')).toBe(`うずらの卵${rest}`);
    expect(fileOf('鹌鹑 2.jpeg')).toBe(`鹌鹑-2${rest}`);
    expect(fileOf('메추라기.png')).toBe(`메추라기${rest}`);
    expect(fileOf('Перепел.webp')).toBe(`перепел${rest}`);
    expect(fileOf('été à la plage.jpg')).toBe(`été-à-la-plage${rest}`);
    expect(fileOf('हिन्दी.jpg')).toBe(`हिन्दी${rest}`);
  });

  it('names the picture where nothing of its name can stand in one', () => {
    for (const name of ['🐦.jpg', '...', '..', '///', ' ', '.png', `${OVERRIDE}.jpg`])
      expect(fileOf(name), name).toBe(`picture${rest}`);
    expect(fileOf('a.jpg', { targetName: '🐦' })).toBe('a-vanilla-gradient-squeezenet1.1-seed0-map.png');
  });

  it('is never hidden, a way to another folder or a device of Windows', () => {
    expect(fileOf('..hidden.png')).toBe(`hidden${rest}`);
    expect(fileOf('../../etc/passwd')).toBe(`etc-passwd${rest}`);
    expect(slug('con')).toBe('con-');
    expect(fileOf('nul.tar.gz')).toBe(`nul-.tar${rest}`);
    expect(slug('COM1.backup')).toBe('com1-.backup');
    expect(slug('console')).toBe('console');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (image) => {
        const name = fileOf(image);
        expect(name).toMatch(/^[^.\-\s].*\.png$/u);
        expect(name).not.toMatch(/[\p{C}/\\:*?"<>|]|\.\.|[. ]\.png$/u);
        expect(name.split('.')[0]).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/);
      }),
    );
  });

  it('is short enough for any file system, in any script, and holds no half letter', () => {
    const long = ['a', '鶉', '𠮷', 'é', 'e\u0301'].map((letter) => letter.repeat(300));
    for (const name of long) {
      const file = fileOf(name, { targetName: name, network: name, method: name, seed: 4294967295 });
      expect(new TextEncoder().encode(file).length).toBeLessThan(255);
      expect(file).not.toMatch(/\p{Cs}/u);
    }
    expect(slug('鶉'.repeat(50))).toBe('鶉'.repeat(16));
  });

  it('loses an ending, not what follows a point', () => {
    expect(stemOf('quail.JPEG')).toBe('quail');
    expect(stemOf('Mt. Fuji at dawn')).toBe('Mt. Fuji at dawn');
  });
});

describe('a plain name', () => {
  it('turns nothing that stands beside it, and is one line', () => {
    expect(plainName(`photo${OVERRIDE}gnp.exe`)).toBe('photognp.exe');
    for (const mark of MARKS) expect(plainName(`a${mark}b`)).toBe('ab');
    expect(plainName('two\r\nlines\tand\u2028more\u0000')).toBe('two lines and more');
    expect(plainName(' \u202e ', 'Picture')).toBe('Picture');
    expect(plainName('فري\u200cزي')).toBe('فري\u200cزي');
  });

  it('is at most 200 letters, none of them half', () => {
    const name = plainName('a'.repeat(199) + '𠮷𠮷');
    expect(name).toBe('a'.repeat(199));
    expect(plainName('b'.repeat(500))).toHaveLength(200);
  });

  it('is what CSV and HTML say, whatever a file is called', () => {
    expect(escapeHtml(`a${OVERRIDE}<b>`)).toBe('a&lt;b&gt;');
    const csv = tableCsv({
      title: '',
      columns: [{ network: `net${OVERRIDE}`, method: 'm', key: 'm' }],
      rows: [
        {
          name: `\n${OVERRIDE}=cmd|'/c calc'!A0;=1+1\u0007`,
          original: () => Promise.resolve(null),
          cells: [
            {
              className: '＝1+1',
              logit: 1,
              probability: 0.5,
              top: [],
              milliseconds: 1,
              recipe,
              caption: ['', ''],
              alt: '',
              map: () => Promise.resolve(null),
              input: () => Promise.resolve(null),
            },
          ],
        },
      ],
      notes: [],
    });
    expect(csv).toContain(`\r\n"'=cmd|'/c calc'!A0;=1+1",net,m,'＝1+1,`);
  });
});
