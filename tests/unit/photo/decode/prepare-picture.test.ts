import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exifOrientation, orientationFrom } from '../../../../src/photo/decode/exif-orientation';
import { blendPixel } from '../../../../src/photo/decode/lay-on-white';
import { hasHalvedColours } from '../../../../src/photo/decode/avif-file';
import { preparePicture } from '../../../../src/photo/decode/prepare-picture';
import type { FileParts } from '../../../../src/photo/decode/prepared-picture';
import { readPng } from '../../../../testing/png-pixels';
import { said } from '../../../../testing/said';

const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../golden/decoding/pictures.json'), 'utf8'),
) as Record<string, { readonly file: string }>;
const bytesOf = (name: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(golden[name]?.file ?? '', 'base64'));
const formatOf = (name: string): string => name.split('.').at(-1) ?? '';
const prepared = (name: string) => preparePicture(bytesOf(name), formatOf(name));
const joined = async (parts: FileParts): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Blob([...parts]).arrayBuffer());

describe('an orientation', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('%i of a JPEG is read, and its EXIF block left out', async (turn) => {
    const { orientation, file } = await prepared(`turn-${turn}.jpg`);
    expect(orientation).toBe(turn);
    expect(Buffer.from(await joined(file)).includes('Exif')).toBe(false);
  });
  it.each([
    ['turn-long.jpg', 6],
    ['turn-xmp.jpg', 8],
    ['turn-6.png', 6],
    ['turn-5.webp', 5],
    ['turn-8-lossy.webp', 8],
    ['alpha-lossy.webp', 3],
    ['turn-7.avif', 1],
    ['grey.jpg', 1],
  ])('of %s is %i', async (name, turn) => {
    expect((await prepared(name)).orientation).toBe(turn);
  });
  it('may be written either way round, and is upright where it is none', () => {
    const big = Buffer.from('4d4d002a00000008000101120003000000010005000000000000', 'hex');
    expect(exifOrientation(big)).toBe(5);
    expect(orientationFrom(big, null)).toBe(5);
    expect(
      orientationFrom(Buffer.from('4d4d002a00000008000101120003000000010009000000000000', 'hex'), null),
    ).toBe(1);
    expect(exifOrientation(Buffer.from('II*\0'))).toBeNull();
  });
});

it.each([
  ['profile.jpg', /^Swap/],
  ['gamma.png', /^$/],
])('a colour profile of %s is named', async (name, words) => {
  expect((await prepared(name)).profile).toMatch(words);
});

it.each(['turn-1.jpg', 'alpha.png', 'alpha.webp', 'turn-7.avif', 'colours.bmp'])(
  '%s has none',
  async (name) => {
    expect((await prepared(name)).profile).toBeNull();
  },
);

it.each([
  'alpha.png',
  'alpha.webp',
  'alpha-lossy.webp',
  'alpha.avif',
  'transparent.gif',
  'alpha.ico',
  'colour-key.png',
])('%s may be transparent, %# others not', async (name) => {
  expect((await prepared(name)).alpha).not.toBeNull();
  expect((await prepared('turn-1.jpg')).alpha).toBeNull();
});

it('around a GIF that is smaller than its screen there is nothing to drop', async () => {
  const small = bytesOf('transparent.gif');
  small[6] = 80;
  expect((await preparePicture(small, 'gif')).alpha).toMatchObject({ stays: true });
  expect((await prepared('transparent.gif')).alpha?.stays).toBeUndefined();
});

it('halved colours of an AVIF are noticed', () => {
  expect(hasHalvedColours(bytesOf('turn-7.avif'))).toBe(false);
  const halved = bytesOf('turn-7.avif');
  const at = Buffer.from(halved).indexOf('av1C') + 6;
  halved[at] = (halved[at] ?? 0) | 0x0c;
  expect(hasHalvedColours(halved)).toBe(true);
});

describe('a PNG with alpha', () => {
  it('becomes its colours and a grey picture, byte for byte', async () => {
    const whole = readPng(bytesOf('alpha.png'));
    const { file, alpha } = await prepared('alpha.png');
    const colours = readPng(await joined(file));
    expect(colours.data).toEqual(whole.data.map((value, k) => (k % 4 === 3 ? 255 : value)));
    expect(alpha?.channel).toBe('grey');
    const mask = await joined(alpha?.file ?? []);
    expect([mask[24], mask[25]]).toEqual([8, 0]);
  });

  it('cut short keeps the rows there are; the rest is black', async () => {
    const whole = bytesOf('alpha.png');
    const { file, cut } = await preparePicture(whole.slice(0, Math.floor(whole.length * 0.7)), 'png');
    expect(cut).toBe(true);
    const before = readPng(whole).data;
    const after = readPng(await joined(file)).data;
    expect(after.slice(0, 64 * 4 * 8).filter((_, k) => k % 4 !== 3)).toEqual(
      before.slice(0, 64 * 4 * 8).filter((_, k) => k % 4 !== 3),
    );
    expect([...after.slice(-4)]).toEqual([0, 0, 0, 255]);
  });
});

it('of 16 bits the upper ones stay', async () => {
  const { file } = await prepared('deep.png');
  const { data } = readPng(await joined(file));
  expect([...data.slice(4, 8)]).toEqual([4, 0, 1, 255]);
});

it('16-bit grey, which Pillow would clip, says so; 16-bit colour needs no word', async () => {
  expect((await prepared('deep.png')).notes).toEqual([]);
  const grey = bytesOf('deep.png');
  // The colour type in its header.
  grey[25] = 0;
  const { notes } = await preparePicture(grey, 'png');
  expect(String(said(notes))).toMatch(
    /16-bit grey: the upper 8 bits are used\. Pillow’s convert\("RGB"\) would/,
  );
});

it('laid on white, every value under every transparency is what Pillow’s paste makes of it', () => {
  const pixel = new Uint8ClampedArray(4);
  for (let value = 0; value < 256; value++) {
    for (let alpha = 0; alpha < 256; alpha++) {
      pixel.set([value, value, value, alpha]);
      blendPixel(pixel, 0, alpha);
      const laid = Math.floor((value * alpha + 255 * (255 - alpha)) / 255 + 0.5);
      if (pixel[0] !== laid || pixel[2] !== laid || pixel[3] !== 255)
        throw new Error(`${value} under ${alpha} gives ${pixel.join(' ')}, not ${laid}`);
    }
  }
});

it.each(['turn-1.jpg', 'progressive.jpg'])('%s is known to be cut, wherever, and ended', async (name) => {
  const whole = bytesOf(name);
  expect((await preparePicture(whole, 'jpg')).cut).toBe(false);
  for (const length of [whole.length - 1, whole.length - 2, Math.floor(whole.length * 0.8)]) {
    const { cut, file } = await preparePicture(whole.slice(0, length), 'jpg');
    expect(cut).toBe(true);
    expect([...(await joined(file)).slice(-2)]).toEqual([0xff, 0xd9]);
  }
});

it('never throws, whatever bytes are changed or cut', async () => {
  const names = fc.constantFrom(...Object.keys(golden));
  const edits = fc.array(fc.tuple(fc.nat(1500), fc.integer({ min: 0, max: 255 })), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(names, edits, fc.nat(3000), async (name, changes, length) => {
      const bytes = bytesOf(name).slice(0, Math.max(40, length));
      // A header that asks for gigabytes of rows is refused by its size before.
      for (const [at, value] of changes) if (at > 33 && at < bytes.length) bytes[at] = value;
      await preparePicture(bytes, formatOf(name));
    }),
    { numRuns: 300 },
  );
});
