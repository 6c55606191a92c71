import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { SAMPLES } from '../../../src/page/photo/samples.ts';
import { opaqueBox, readRgba, resampled, writeRgba } from './pixels.ts';

/**
 * Cuts the objects out of the sixteen sample drawings: takes each drawing's ground away and writes what is left, trimmed, on
 * nothing, to `objects/`. Run by hand when a drawing has changed:
 * `CHROMIUM_PATH=<browser> npx tsx tests/golden/localisation/cut-out.ts`.
 */

/** Longest side of a cut-out in pixels. */
const SIDE = 112;
/** How many of a drawing's elements, counted from its first, are ground. */
const GROUND: Readonly<Record<string, number>> = {
  beagle: 3,
  'border-terrier': 3,
  'cassette-player': 2,
  'chain-saw': 2,
  church: 39,
  'english-springer': 4,
  'french-horn': 3,
  'garbage-truck': 23,
  'gas-pump': 7,
  'golden-retriever': 4,
  'golf-ball': 1,
  'old-english-sheepdog': 3,
  parachute: 15,
  samoyed: 3,
  'shih-tzu': 1,
  tench: 2,
};
/** Ground that is drawn among or after the object: blades of grass, a soft shadow, a bollard. */
const ALSO_GROUND: Readonly<Record<string, string>> = {
  'golf-ball': 'svg > path, [fill="url(#sh)"]',
  'garbage-truck': 'svg > rect:nth-last-child(-n + 3)',
};

const { CHROMIUM_PATH } = process.env;
const browser = await chromium.launch(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : {});
const page = await browser.newPage({ viewport: { width: 640, height: 640 } });
const folder = join(import.meta.dirname, 'objects');
mkdirSync(folder, { recursive: true });
for (const { id } of SAMPLES) {
  const drawing = readFileSync(join(import.meta.dirname, '../../../drawings/samples', `${id}.svg`), 'utf8');
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`);
  const ground = `svg > :not(defs):nth-child(-n + ${GROUND[id]! + 1})`;
  await page.addStyleTag({
    content: `${[ground, ...(ALSO_GROUND[id] ? [ALSO_GROUND[id]] : [])].join()}{display:none}`,
  });
  const whole = readRgba(await page.screenshot({ omitBackground: true }));
  const box = opaqueBox(whole);
  const scale = SIDE / Math.max(box[2] - box[0], box[3] - box[1]);
  const object = resampled(whole, box, {
    width: Math.round((box[2] - box[0]) * scale),
    height: Math.round((box[3] - box[1]) * scale),
  });
  // Five bits a channel look the same at this size, and pack to half the bytes.
  const packed = object.data.map((value, i) =>
    i % 4 === 3 ? value : Math.round(Math.round(value / 8.226) * 8.226),
  );
  writeFileSync(join(folder, `${id}.png`), writeRgba({ ...object, data: packed }));
}
await browser.close();
