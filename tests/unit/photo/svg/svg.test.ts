import { describe, expect, it } from 'vitest';
import { readImageHeader } from '../../../../src/photo/image-header';
import { drawnSize, svgLength, svgSize, svgViewBox } from '../../../../src/photo/svg/svg-size';
import { svgText } from '../../../../src/photo/svg/svg-text';
import { phrase } from '../../../../src/words/say';

const box = { x: 0, y: 0, width: 256, height: 192 };

describe('the size of a drawing', () => {
  it.each([
    ['24', 24],
    ['24px', 24],
    ['1in', 96],
    ['2.54cm', 96],
    ['12pt', 16],
    ['100%', null],
    ['auto', null],
    ['-3', null],
    ['0', null],
    [null, null],
  ])('%s is %s pixels', (text, pixels) => {
    const length = svgLength(text);
    if (pixels === null) expect(length).toBeNull();
    else expect(length).toBeCloseTo(pixels, 9);
  });
  it('is its view box where it says no other, and nothing where there is none', () => {
    expect(svgViewBox('0 0 256 192')).toEqual(box);
    expect(svgViewBox('0,0, 256,192')).toEqual(box);
    expect(svgViewBox('0 0 0 5')).toBeNull();
    expect(svgSize(null, null, box)).toEqual({ width: 256, height: 192 });
    expect(svgSize(128, null, box)).toEqual({ width: 128, height: 96 });
    expect(svgSize(null, null, null)).toBeNull();
  });
  it('is drawn large, in its proportions', () => {
    expect(drawnSize({ width: 24, height: 24 })).toEqual({ width: 512, height: 512 });
    expect(drawnSize({ width: 640, height: 640 })).toEqual({ width: 640, height: 640 });
    expect(drawnSize({ width: 1e6, height: 5e5 })).toEqual({ width: 2048, height: 1024 });
  });
});

it.each([
  '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '\ufeff<?xml version="1.0"?>\n<!-- made by hand -->\n<svg>',
  '<!DOCTYPE svg PUBLIC "a" "b" [<!ENTITY x "y">]>\n<svg viewBox="0 0 4 4">',
])('%s is a drawing', async (text) => {
  expect((await readImageHeader(new TextEncoder().encode(text)))?.type).toBe('svg');
});

it('a page that holds a drawing is none', async () => {
  expect(
    await readImageHeader(new TextEncoder().encode('<!doctype html><svg width="9" height="9"/>')),
  ).toBeNull();
});

const FILE = phrase('“{name}”', { name: 'bomb.svg' });

describe('the text of a drawing', () => {
  const refuses = (text: string) =>
    expect(svgText(new Blob([text]), FILE)).rejects.toMatchObject({
      code: 'unsupported-image',
      message: expect.stringContaining('bomb.svg') as string,
    });
  it('is refused where its entities grow without end', async () => {
    const entities = Array.from({ length: 9 }, (_, k) => `<!ENTITY e${k + 1} "${`&e${k};`.repeat(10)}">`);
    await refuses(`<!DOCTYPE svg [<!ENTITY e0 "<g/>">${entities.join('')}]><svg>&e9;</svg>`);
    await refuses(`<!DOCTYPE svg [<!ENTITY e "${'x'.repeat(10_000)}">]><svg>${'&e;'.repeat(1000)}</svg>`);
  });
  it('is refused where it has too many tags', async () => {
    await refuses(`<svg>${'<g/>'.repeat(130_000)}</svg>`);
  });
  it('is read in its own encoding, with the entities of drawing programs', async () => {
    const latin = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><svg><text>é</text></svg>',
      'latin1',
    );
    expect(await svgText(new Blob([latin]), FILE)).toContain('é');
    const drawn = '<!DOCTYPE svg [<!ENTITY ns "http://ns.example/x">]><svg xmlns:x="&ns;">&amp;</svg>';
    expect(await svgText(new Blob([drawn]), FILE)).toBe(drawn);
  });
});
