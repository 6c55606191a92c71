import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkImageSize, readImageHeader, undecodable } from '../../../src/photo/image-header';

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const be32 = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];
const le16 = (value: number): number[] => [value & 255, value >> 8];

function chunk(type: string, data: readonly number[]): number[] {
  return [...be32(data.length), ...ascii(type), ...data, 0, 0, 0, 0];
}
function png(width: number, height: number, extra: readonly number[] = []): Uint8Array {
  return Uint8Array.from([
    ...[0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a],
    ...chunk('IHDR', [...be32(width), ...be32(height), 8, 2, 0, 0, 0]),
    ...extra,
    ...chunk('IDAT', [...deflateSync(Buffer.alloc(4))]),
    ...chunk('IEND', []),
  ]);
}
const GIF_FRAME = [0x2c, 0, 0, 0, 0, ...le16(20), ...le16(10), 0, 2, 2, 0x4c, 1, 0];
const LOOP = [0x21, 0xff, 11, ...ascii('NETSCAPE2.0'), 3, 1, 0, 0, 0];
function gif(...blocks: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from([
    ...ascii('GIF89a'),
    ...le16(20),
    ...le16(10),
    ...[0x80, 0, 0, 0, 0, 0, 255, 255, 255],
    ...blocks.flat(),
    0x3b,
  ]);
}
function webp(animated: boolean): Uint8Array {
  return Uint8Array.from([
    ...ascii('RIFF'),
    ...[100, 0, 0, 0],
    ...ascii('WEBPVP8X'),
    ...[10, 0, 0, 0],
    ...[animated ? 0x12 : 0x10, 0, 0, 0],
    ...[99, 0, 0, 49, 0, 0],
    ...new Array<number>(20).fill(0),
  ]);
}
const jpeg = Uint8Array.from([
  ...[0xff, 0xd8, 0xff, 0xe0, 0, 16],
  ...ascii('JFIF'),
  ...[0, 1, 1, 0, 0, 1, 0, 1, 0, 0],
  ...[0xff, 0xc0, 0, 17, 8, 0, 120, 0, 200, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1],
  ...[0xff, 0xd9],
]);
const heic = Uint8Array.from([
  ...be32(24),
  ...ascii('ftypheic'),
  0,
  0,
  0,
  0,
  ...ascii('mif1heic'),
  ...new Array<number>(40).fill(0),
]);

describe('a header', () => {
  it.each([
    ['png', png(300, 200), { type: 'png', width: 300, height: 200, animated: false }],
    ['animated png', png(30, 20, chunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0])), { type: 'png', animated: true }],
    ['jpg', jpeg, { type: 'jpg', width: 200, height: 120, animated: false }],
    ['gif', gif(GIF_FRAME), { type: 'gif', width: 20, height: 10, animated: false }],
    ['two-frame gif', gif(GIF_FRAME, GIF_FRAME), { type: 'gif', animated: true }],
    ['looping gif', gif(LOOP, GIF_FRAME), { type: 'gif', animated: true }],
    ['webp', webp(false), { type: 'webp', width: 100, height: 50, animated: false }],
    ['animated webp', webp(true), { type: 'webp', animated: true }],
    ['heic', heic, { type: 'heic', width: null }],
  ])('of a %s is read', async (_, bytes, expected) => {
    expect(await readImageHeader(bytes)).toMatchObject(expected);
  });

  it.each([
    ['text', new TextEncoder().encode('Dear diary, this is no picture at all.')],
    ['a web page', new TextEncoder().encode('<!doctype html><html><body></body></html>')],
    ['nothing', new Uint8Array()],
    ['zeros', new Uint8Array(4096)],
    ['a PDF', new TextEncoder().encode('%PDF-1.7 ...')],
    ['a ZIP', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0])],
  ])('of %s is none', async (_, bytes) => {
    expect(await readImageHeader(bytes)).toBeNull();
  });

  it('cut short keeps its type', async () => {
    expect(await readImageHeader(jpeg.slice(0, 12))).toMatchObject({ type: 'jpg', width: null });
    expect(await readImageHeader(png(9, 9).slice(0, 10))).toMatchObject({ type: 'png', width: null });
  });

  it('never throws, whatever bytes are changed, cut or put in', async () => {
    const whole = fc.constantFrom(png(300, 200), jpeg, gif(LOOP, GIF_FRAME), webp(true), heic);
    const edits = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 0, max: 255 })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(whole, edits, fc.nat(200), async (bytes, changes, length) => {
        const mutated = bytes.slice(0, Math.max(1, length));
        for (const [at, value] of changes) if (at < mutated.length) mutated[at] = value;
        const header = await readImageHeader(mutated);
        if (header?.width != null) expect(header.width).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readImageHeader(bytes)),
      { numRuns: 2000 },
    );
  });
});

describe('sizes', () => {
  it.each([
    [9000, 7200, 'image-too-large'],
    [16385, 10, 'image-too-large'],
    [7, 100, 'image-too-small'],
  ])('%i x %i is %s', (width, height, code) => {
    expect(() => checkImageSize(width, height)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(`${width} × ${height}`) as string }),
    );
  });
  it.each([
    [8, 8],
    [8000, 8000],
    [16384, 16],
  ])('%i x %i is fine', (width, height) => {
    expect(() => checkImageSize(width, height)).not.toThrow();
  });
});

it.each([
  [null, 'is not a picture'],
  [{ type: 'heic' }, 'HEIC photo'],
  [{ type: 'tiff' }, 'TIFF'],
  [{ type: 'jpg' }, 'damaged'],
])('says what is wrong with %o', (header, words) => {
  const full = header && { width: null, height: null, animated: false, ...header };
  const error = undecodable(full, 'IMG_1.HEIC');
  expect(error.code).toBe('unsupported-image');
  expect(error.message).toContain(words);
  expect(error.message).toContain('IMG_1.HEIC');
});
