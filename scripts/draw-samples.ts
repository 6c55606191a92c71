import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { PNG } from 'pngjs';
import { BROWSER_ARGS, findBrowser } from './browser.ts';

/**
 * Draws the page's own illustrations, `drawings/*.svg`, once, as the pixels in `public/` that the page ships: each browser
 * draws an SVG a little differently, and what a network says of it would differ with it.
 *
 *     npx tsx scripts/draw-samples.ts
 */
const SIDE = 448;
const FOLDERS = ['samples', 'scenes'] as const;
/** PNG's row filters, and a choice row by row; which packs best hangs on the drawing. */
const FILTERS = [-1, 0, 1, 2, 3, 4] as const;

const found = await findBrowser();
const browser = await chromium.launch({
  executablePath: found.path,
  args: [...BROWSER_ARGS],
  env: { ...process.env, ...found.env },
});
const page = await browser.newPage({ viewport: { width: SIDE, height: SIDE } });
for (const folder of FOLDERS) {
  await mkdir(join('public', folder), { recursive: true });
  for (const name of await readdir(join('drawings', folder))) {
    const drawing = await readFile(join('drawings', folder, name), 'base64');
    await page.setContent(
      `<style>body{margin:0}img{display:block;width:100vw}</style><img src="data:image/svg+xml;base64,${drawing}">`,
    );
    await page.locator('img').evaluate((image) => (image as HTMLImageElement).decode());
    const pixels = PNG.sync.read(await page.screenshot());
    await writeFile(join('public', folder, name.replace(/\.svg$/, '.png')), smallestFile(pixels));
  }
}
await browser.close();

function smallestFile(pixels: PNG): Buffer {
  const files = FILTERS.map((filterType) =>
    PNG.sync.write(pixels, { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType }),
  );
  return files.reduce((best, file) => (file.length < best.length ? file : best));
}
