import type { Page } from '@playwright/test';
import { FITS } from '../../src/core/records/recipe';
import GOLDEN from '../golden/fits/fits.json' with { type: 'json' };
import { fingerprint, generatedPicture } from '../../testing/generated-picture';
import { writePng } from '../../testing/png-pixels';
import { expect, test } from './rig';

const SIDE = 64;

/** What the network saw of a PNG file, as the engine's own bytes. */
async function seenOf(lab: Page, data: Uint8ClampedArray<ArrayBuffer>): Promise<number[]> {
  const base64 = Buffer.from(writePng({ width: SIDE, height: SIDE, data })).toString('base64');
  return lab.evaluate(async (source) => {
    const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
    const image = new Blob([bytes], { type: 'image/png' });
    const { input } = await window.lucarne.run({
      network: 'tiny',
      method: 'vanilla-gradient',
      image,
      target: 0,
    });
    return [...input];
  }, base64);
}

const PNG_CASE = GOLDEN.cases.find(({ size }) => size[0] === SIDE && size[1] === SIDE);
const FILES = [
  {
    type: 'image/png',
    seen: PNG_CASE?.seen,
    base64: () => {
      const { width, height } = PNG_CASE!.photo;
      return Buffer.from(writePng(generatedPicture(width, height))).toString('base64');
    },
  },
  { type: 'image/jpeg', seen: GOLDEN.jpeg.seen, base64: () => GOLDEN.jpeg.file },
];

test('a PNG of the network’s size is seen byte for byte: every value of every colour, and those under transparency as Pillow does', async ({
  lab,
}) => {
  const ramp = Uint8ClampedArray.from({ length: SIDE * SIDE * 4 }, (_, index) =>
    index % 4 === 3 ? 255 : (Math.floor(index / 4) * (1 + 2 * (index % 4))) % 256,
  );
  expect(await seenOf(lab, ramp)).toEqual([...ramp]);
  const colours = Uint8ClampedArray.from({ length: SIDE * SIDE * 4 }, (_, index) => (index * 37) % 256);
  const opaque = colours.map((value, index) => (index % 4 === 3 ? 255 : value));
  expect(await seenOf(lab, colours)).toEqual([...opaque]);

  await test.step('a photo is seen as Pillow, torchvision and Keras make it, byte for byte', async () => {
    for (const { type, seen, base64 } of FILES) {
      const inputs = await lab.evaluate(
        async ({ source, kind, fits }) => {
          const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
          const image = new Blob([bytes], { type: kind });
          const rows: [string, number[]][] = [];
          for (const fit of fits) {
            const run = { network: 'tiny', method: 'vanilla-gradient', image, target: 0, fit } as const;
            rows.push([fit, [...(await window.lucarne.run(run)).input]]);
          }
          return rows;
        },
        { source: base64(), kind: type, fits: FITS },
      );
      expect
        .soft(Object.fromEntries(inputs.map(([fit, input]) => [fit, fingerprint(input)])), type)
        .toEqual(seen);
    }
  });
});
