import { chromium } from '@playwright/test';
import { deflateSync } from 'node:zlib';
import {
  dropFiles,
  expect,
  notices,
  openLab,
  picturePanel,
  settled,
  test,
  type TestFile,
  testPhotoFile,
  verdict,
} from './rig';

const file = (name: string, mimeType: string, bytes: Uint8Array | string): TestFile => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
});

/** A PNG header that declares a size, with next to no data behind it. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc(body), body.length + 4);
    return framed;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(width < 100 ? (width * 3 + 1) * height : 64))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** A GIF of two 16 x 16 frames, one colour each. */
function animatedGif(): Buffer {
  const frame = [0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 16, 0, 16, 0, 0];
  // LZW, minimum code size 2: a clear code before every pixel keeps the code size at 3 bits.
  const bits: number[] = [];
  const put = (code: number): void => {
    for (let bit = 0; bit < 3; bit += 1) bits.push((code >> bit) & 1);
  };
  for (let pixel = 0; pixel < 256; pixel += 1) {
    put(4);
    put(pixel % 2);
  }
  put(5);
  const data: number[] = [];
  for (let at = 0; at < bits.length; at += 8)
    data.push(bits.slice(at, at + 8).reduce((sum, bit, index) => sum + (bit << index), 0));
  const image = [2, data.length, ...data, 0];
  return Buffer.from([
    ...Buffer.from('GIF89a'),
    ...[16, 0, 16, 0, 0x80, 0, 0],
    ...[200, 40, 40, 40, 40, 200],
    ...[...frame, ...image],
    ...[...frame, ...image],
    0x3b,
  ]);
}

const HEIC = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypheic\0\0\0\0mif1heic'),
  Buffer.alloc(64),
]);

const REFUSED: readonly (readonly [what: string, given: TestFile, says: RegExp])[] = [
  [
    'a text file renamed .jpg',
    file('notes.jpg', 'image/jpeg', 'These are not pixels.'),
    /not (a|an) (picture|image)/i,
  ],
  ['a picture of one pixel', file('dot.png', 'image/png', pngOf(1, 1)), /1 × 1/],
  ['a picture of 12000 x 12000', file('huge.png', 'image/png', pngOf(12_000, 12_000)), /12,?000 × 12,?000/],
  ['a HEIC photo', file('phone.heic', 'image/heic', HEIC), /HEIC/],
  ['a text file', file('notes.txt', 'text/plain', 'milk, eggs'), /“notes\.txt” is no picture/],
  ['a broken model file', file('broken.onnx', 'application/octet-stream', 'no network at all'), /ONNX/],
];

test('what cannot be opened gets one clear sentence each, and the page stays usable', async ({ lab }) => {
  await expect(verdict(lab)).toContainText('Read as class');
  for (const [place, [what, given, says]] of REFUSED.entries()) {
    await test.step(what, async () => {
      const before = await picturePanel(lab).textContent();
      await dropFiles(lab, given);
      await expect(notices(lab)).toHaveCount(1);
      await expect(notices(lab)).toContainText(says);
      expect(await picturePanel(lab).textContent()).toBe(before);
      await notices(lab).getByRole('button').last().click();
      await expect(notices(lab)).toHaveCount(0);
      const width = 100 + place;
      await dropFiles(lab, testPhotoFile(place, width, 80));
      // With the words about its fit, the last that the panel gets.
      await expect(picturePanel(lab)).toContainText(`${width} × 80 squashed to`);
      await settled(lab);
    });
  }
  await test.step('of an animated GIF the first frame is used, and the page says so', async () => {
    await dropFiles(lab, file('moving.gif', 'image/gif', animatedGif()));
    await expect(picturePanel(lab)).toContainText('first frame');
    await expect(picturePanel(lab)).toContainText('16 × 16');
  });
});

test('without WebGL the page runs on another engine, and says why WebGL cannot be had', async ({
  baseURL,
}) => {
  const browser = await chromium.launch({
    ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-software-rasterizer'],
  });
  try {
    const page = await browser.newPage({ ...(baseURL ? { baseURL } : {}) });
    await openLab(page);
    await expect(verdict(page)).toContainText('Read as class');
    expect(await page.evaluate(() => window.lucarne.backend())).not.toBe('webgl');
    const refusal = await page.evaluate(() =>
      window.lucarne.backend('webgl').then(String, (error: unknown) => String(error)),
    );
    expect(refusal).toMatch(/WebGL/);
    await expect(verdict(page)).toContainText('Read as class');
  } finally {
    await browser.close();
  }
});
