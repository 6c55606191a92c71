import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dropFiles, expect, picturePanel, reencode, test, type TestFile, testPhotoFile } from './rig';
import { readPng, writePng } from '../../testing/png-pixels';

interface Golden {
  readonly file: string;
  readonly sha256: string;
}
const pictures = JSON.parse(
  readFileSync(join(import.meta.dirname, '../golden/decoding/pictures.json'), 'utf8'),
) as Record<string, Golden>;

/** SHA-256 of the RGB bytes that the network of 64 x 64 saw of each file; the error's sentence where it was refused. */
async function seenOf(lab: Page, files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const seen = await lab.evaluate(async (given) => {
    const inputs: Record<string, string> = {};
    for (const [name, base64] of Object.entries(given)) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      try {
        const image = new File([bytes], name);
        const { input } = await window.lucarne.run({
          network: 'tiny',
          method: 'vanilla-gradient',
          image,
          target: 0,
        });
        inputs[name] = btoa(Array.from(input, (byte) => String.fromCharCode(byte)).join(''));
      } catch (thrown) {
        inputs[name] = `refused: ${String(thrown)}`;
      }
    }
    return inputs;
  }, files);
  return Object.fromEntries(
    Object.entries(seen).map(([name, input]) => [name, input.startsWith('refused') ? input : rgbHash(input)]),
  );
}

function rgbHash(rgba: string): string {
  const rgb = Buffer.from(rgba, 'base64').filter((_, index) => index % 4 !== 3);
  return createHash('sha256').update(rgb).digest('hex');
}

const bytesOf = (name: string): Buffer => Buffer.from(pictures[name]?.file ?? '', 'base64');

test('every kind of file gives the network the bytes that Pillow reads', async ({ lab }) => {
  const files = Object.fromEntries(Object.entries(pictures).map(([name, { file }]) => [name, file]));
  const expected = Object.fromEntries(Object.entries(pictures).map(([name, { sha256 }]) => [name, sha256]));
  expect(await seenOf(lab, files)).toEqual(expected);

  await test.step('a file whose end is missing or that has more behind it gives all there is', async () => {
    const whole = ['turn-1.jpg', 'progressive.jpg', 'alpha.png', 'transparent.gif'];
    const changed = whole.flatMap((name) => [
      [`short ${name}`, bytesOf(name).subarray(0, -2), name] as const,
      [`more ${name}`, Buffer.concat([bytesOf(name), Buffer.from('more of it'.repeat(20))]), name] as const,
    ]);
    const given = Object.fromEntries(changed.map(([title, bytes]) => [title, bytes.toString('base64')]));
    const wanted = Object.fromEntries(changed.map(([title, , name]) => [title, pictures[name]?.sha256]));
    expect(await seenOf(lab, given)).toEqual(wanted);
  });

  await test.step('an enlarged picture of ours is seen as it was before it was enlarged', async () => {
    const photo = testPhotoFile(3, 64, 64);
    const sizes = [photo, enlarged(photo, 2), enlarged(photo, 3), enlarged(photo, 4)];
    const given = Object.fromEntries(sizes.map(({ name, buffer }) => [name, buffer.toString('base64')]));
    const seen = Object.values(await seenOf(lab, given));
    expect(seen).toHaveLength(sizes.length);
    expect(seen[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(seen).size).toBe(1);
  });
});

const file = (name: string, mimeType: string, bytes: Uint8Array | string): TestFile => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
});

test('the page says what it did with a file, and leaves the choice', async ({ lab }) => {
  await dropFiles(lab, file('swapped.jpg', 'image/jpeg', bytesOf('profile.jpg')));
  await expect(picturePanel(lab)).toContainText('Colour profile (Swap');
  await expect(picturePanel(lab)).toContainText('not applied, as in PyTorch');
  await picturePanel(lab).getByRole('switch', { name: 'Apply the colour profile' }).click();
  await expect(picturePanel(lab)).toContainText('applied by the browser');
  await expect(lab).toHaveURL(/colourProfile=apply/);

  await dropFiles(lab, file('glass.png', 'image/png', bytesOf('alpha.png')));
  await expect(picturePanel(lab)).toContainText('transparency dropped');
  await picturePanel(lab).getByText('On white').click();
  await expect(picturePanel(lab)).toContainText('laid on white');
  await expect(lab).toHaveURL(/transparency=white/);

  const webp = await reencode(lab, testPhotoFile(4, 200, 160), 'image/webp');
  const whole = ['turn-1.jpg', 'alpha.png', 'transparent.gif'].map((name) => file(name, '', bytesOf(name)));
  for (const { name, buffer } of [...whole, webp]) {
    await dropFiles(lab, file(`cut ${name}`, '', buffer.subarray(0, Math.floor(buffer.length * 0.7))));
    await expect(picturePanel(lab)).toContainText(`cut ${name}`);
    await expect(picturePanel(lab)).toContainText('cut short');
  }
});

/** A picture with each of its pixels repeated, without any text of ours. */
function enlarged(photo: TestFile, scale: number): TestFile {
  const { width, height, data } = readPng(photo.buffer);
  const large = new Uint8ClampedArray(width * height * scale * scale * 4);
  for (let k = 0; k < large.length; k += 1) {
    const pixel = Math.floor(k / 4);
    const x = Math.floor((pixel % (width * scale)) / scale);
    const y = Math.floor(pixel / (width * scale) / scale);
    large[k] = data[4 * (y * width + x) + (k % 4)] ?? 0;
  }
  const bytes = writePng({ width: width * scale, height: height * scale, data: large });
  return { ...photo, name: `x${scale}.png`, buffer: Buffer.from(bytes) };
}

const SVG = 'xmlns="http://www.w3.org/2000/svg"';
const RECT = '<rect width="256" height="192" fill="#36c"/>';
/** 10^7 rectangles in a few hundred bytes. */
const NESTED = Array.from(
  { length: 7 },
  (_, k) => `<g id="a${k + 1}">${`<use href="#a${k}"/>`.repeat(10)}</g>`,
).join('');

test('drawings without a size are drawn, those that would hold up the page are refused', async ({ lab }) => {
  const drop = (name: string, markup: string) => dropFiles(lab, file(name, 'image/svg+xml', markup));
  await drop('box.svg', `<svg ${SVG} viewBox="0 0 256 192">${RECT}</svg>`);
  await expect(picturePanel(lab)).toContainText('683 × 512');
  await drop('icon.svg', `<svg ${SVG} width="24" height="24" viewBox="0 0 24 24">${RECT}</svg>`);
  await expect(picturePanel(lab)).toContainText('512 × 512');
  await drop('none.svg', `<svg ${SVG}>${RECT}</svg>`);
  await expect(picturePanel(lab)).toContainText('none.svg');
  await expect(picturePanel(lab)).toContainText('512 × 512');
  await expect(picturePanel(lab)).toContainText('neither its size nor its proportions');

  const notices = lab.getByRole('alert');
  await drop('many.svg', `<svg ${SVG}><defs><g id="a0">${RECT}</g>${NESTED}</defs><use href="#a7"/></svg>`);
  await expect(notices.filter({ hasText: 'so many shapes' })).toBeVisible();
  await drop('web.svg', `<svg ${SVG}><foreignObject width="9" height="9"><p/></foreignObject></svg>`);
  await expect(notices.filter({ hasText: 'only web content' })).toBeVisible();
  await expect(picturePanel(lab)).toContainText('none.svg');
});
