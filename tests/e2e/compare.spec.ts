import type { Locator, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { residentMemory } from '../../bench/processes';
import { recordOf } from '../../src/export/run-record';
import { readPng } from '../../testing/png-pixels';
import {
  dropFiles,
  expect,
  faults,
  faultsInBothThemes,
  figures,
  openLab,
  picturePanel,
  progress,
  settled,
  test,
  testPhotoFile,
  verdict,
} from './rig';

const COMPARE = 'saliencyView=table';
const CELLS = { done: /^Map of .*: open/, failed: /^Map of .*: could not be drawn, open to see why/ };
const cells = (page: Page, status: keyof typeof CELLS) => page.getByRole('button', { name: CELLS[status] });
const table = (page: Page) => page.getByRole('table', { name: /^Saliency maps: one photo a row/ });
/** The buttons that photos and columns are called by. */
const photos = (page: Page) => page.getByRole('button', { name: /^Photo .*: change$/ });
const columns = (page: Page) => page.getByRole('button', { name: /^Column .*: change$/ });
const status = (page: Page) => progress(page).getByRole('status');

async function openCompare(page: Page, hash = COMPARE): Promise<void> {
  await openLab(page, hash);
  await expect(cells(page, 'done')).toHaveCount(1, { timeout: 60_000 });
}

async function save(page: Page, item: RegExp): Promise<{ name: string; buffer: Buffer }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
  const file = await download;
  return { name: file.suggestedFilename(), buffer: await readFile(await file.path()) };
}

/** Size and digest of a canvas's bytes as they are. */
const pixelsOf = async (picture: Locator): Promise<string> => {
  const { width, base64 } = await picture
    .locator('canvas')
    .first()
    .evaluate((node) => {
      const canvas = node as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const bytes = Array.from(data, (byte) => String.fromCharCode(byte)).join('');
      return { width: canvas.width, base64: btoa(bytes) };
    });
  return digest(width, Buffer.from(base64, 'base64'));
};
const digest = (width: number, bytes: Uint8Array | Uint8ClampedArray): string =>
  `${width} pixels wide, ${createHash('sha256').update(bytes).digest('hex')}`;
const EMPTY = /^1 pixels/;

/** Fields of RFC 4180 lines. */
function parseCsv(text: string): string[][] {
  const lines = text.replace(/^\uFEFF/, '').split('\r\n');
  return lines
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
        .slice(0, line.endsWith(',') ? undefined : -1)
        .map(([, field = '']) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)),
    );
}

/** How many of the seven photos stay, the first of them: with LUCARNE_ALL_SAMPLES all. */
const KEPT = process.env['LUCARNE_ALL_SAMPLES'] ? 7 : 2;

test('the lab report’s table by clicks: seven photos, two networks, saved three ways and opened again', async ({
  page,
  context,
}) => {
  await openCompare(page);
  await page.getByRole('button', { name: 'Lab report' }).click();
  await expect(photos(page)).toHaveCount(7);
  for (const name of (await titlesOf(page)).slice(KEPT))
    await page.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
  // It goes on while other things are looked at.
  await page.getByRole('tab', { name: 'Fooling' }).click();
  await expect(table(page)).toBeHidden();
  await page.getByRole('tab', { name: 'Saliency' }).click();
  await page.getByText('Limits', { exact: true }).click();
  await expect(table(page)).toBeHidden();
  await page.getByText('Compare', { exact: true }).click();
  await expect(cells(page, 'done')).toHaveCount(2 * KEPT, { timeout: 90_000 });
  await expect(photos(page)).toHaveCount(KEPT);
  // A map of a photo that has been taken off may have been drawn before.
  await expect(status(page)).toContainText(new RegExp(`\\b${2 * KEPT} (?:maps|in the table)`));
  const first = page.getByRole('button', { name: /^Map of Golf ball \(drawing\) by .*: open/ }).first();
  await expect(first).toContainText(/golf ball \d/);
  await expect(first).toContainText('logit');

  await test.step('a cell opens at full size, with its formula and numbers', async () => {
    await first.click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('M(i, j) = max over c of |∂J / ∂x(i, j, c)|');
    await expect(dialog).toContainText(/golf ball \d+.*logit.*next/s);
    await expect(dialog.getByRole('application')).toHaveCount(2);
    await dialog.getByRole('application').nth(1).hover();
    await expect(dialog).toContainText(/\(\d+, \d+\) .* per unit of z · RGB \d+ \d+ \d+/);
    await page.keyboard.press('ArrowDown');
    await expect(dialog).toContainText('Parachute');
    // On a picture the same keys read its pixels.
    const map = dialog.getByRole('application').nth(1);
    await map.focus();
    await page.keyboard.press('ArrowDown');
    const read = dialog.locator('[aria-live="polite"]');
    await expect(read).toContainText(/per unit of z · RGB/);
    const [, x, y] = /\((\d+), (\d+)\)/.exec(await read.innerText()) ?? [];
    await page.keyboard.press('Shift+ArrowRight');
    await expect(read).toContainText(`(${Number(x) + 10}, ${String(y)})`);
    await expect(dialog).toContainText('Parachute');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  const shown = await test.step('one scale for a column, without a new run', async () => {
    const drawn = cells(page, 'done').first();
    await expect.poll(() => pixelsOf(drawn)).not.toMatch(EMPTY);
    const own = await pixelsOf(drawn);
    await page.getByText('Column', { exact: true }).click();
    await expect(columns(page).first()).toContainText(/full scale \d/);
    await expect.poll(() => pixelsOf(drawn)).not.toBe(own);
    await expect(cells(page, 'done')).toHaveCount(2 * KEPT);
    await page.getByText('Each map', { exact: true }).click();
    await expect.poll(() => pixelsOf(drawn)).toBe(own);
    return own;
  });

  await test.step('one captioned PNG', async () => {
    const { name, buffer } = await save(page, /^One picture/);
    expect(name).toBe(`saliency-table-${KEPT}x2.png`);
    const { width, height } = readPng(buffer);
    // Each picture of 64 pixels at twice its size at least.
    expect(width).toBeGreaterThan(3 * 128);
    expect(height).toBeGreaterThan(KEPT * 128);
  });

  const map = await test.step('a ZIP with the exact pixels and a table of scores', async () => {
    const { name, buffer } = await save(page, /^All files/);
    expect(name).toBe(`saliency-table-${KEPT}x2.zip`);
    const files = unzipSync(new Uint8Array(buffer));
    const names = Object.keys(files);
    const maps = names.filter((file) => file.startsWith('maps/'));
    expect(maps).toHaveLength(2 * KEPT);
    expect(names.filter((file) => file.startsWith('originals/')).length).toBeGreaterThanOrEqual(KEPT);
    const mapFile = maps[0]!;
    const png = readPng(files[mapFile]!);
    expect(digest(png.width, png.data)).toBe(shown);
    expect(recordOf(files[mapFile]!)).toMatchObject({
      picture: 'map',
      recipe: { method: 'vanilla-gradient' },
    });

    const [head, ...lines] = parseCsv(new TextDecoder().decode(files['scores.csv']));
    expect(head!.slice(0, 7)).toEqual([
      'photo',
      'network',
      'method',
      'explained_class',
      'explained_index',
      'logit',
      'probability',
    ]);
    expect(lines).toHaveLength(2 * KEPT);
    for (const line of lines) {
      expect(line).toHaveLength(head!.length);
      const cell = (name: string): string | undefined => line[head!.indexOf(name)];
      expect(Number(cell('probability'))).toBeGreaterThan(0.5);
      expect(cell('explained_class')).toBe(cell('top1'));
      expect(maps).toContain(line.at(-1));
    }
    return { name: mapFile.split('/').at(-1)!, mimeType: 'image/png', buffer: Buffer.from(files[mapFile]!) };
  });

  await test.step('an HTML page that opens by itself', async () => {
    const { buffer } = await save(page, /^A page/);
    const other = await context.newPage();
    const asked: string[] = [];
    other.on('request', (request) => asked.push(request.url()));
    await other.setContent(buffer.toString('utf8'));
    await expect(other.locator('tbody tr')).toHaveCount(KEPT);
    await expect(other.locator('img')).toHaveCount(3 * KEPT);
    const loaded = await other
      .locator('img')
      .evaluateAll((images) => images.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length);
    expect(loaded).toBe(3 * KEPT);
    // It takes the page's whole width.
    const share = await other
      .locator('table')
      .evaluate((table) => table.getBoundingClientRect().width / document.documentElement.clientWidth);
    expect(share).toBeGreaterThan(0.9);
    await expect(other.locator('caption')).toContainText('max over c');
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([]);
    expect(await faults(other)).toEqual([]);
    await other.close();
  });

  await test.step('a map dropped back brings its run back', async () => {
    await dropFiles(page, map);
    await expect(page.getByText('The run in this file is back')).toBeVisible();
    await settled(page);
    await expect(verdict(page)).toContainText('Read as golf ball');
    await expect.poll(() => pixelsOf(figures(page).nth(1))).toBe(shown);
  });
});

test('a table does not wait for a slow map that nobody asked for, and says so where it waits for another', async ({
  page,
}) => {
  // Minutes of work for one map.
  await openCompare(page, `network=squeezenet-sixteen&saliency.method=rise&rise.masks=20000&${COMPARE}`);
  await page.getByText('Map', { exact: true }).click();
  await expect(progress(page)).toContainText('of 20,000');
  await page.getByText('Compare', { exact: true }).click();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Grad-CAM by SqueezeNet 1.1, 16 classes', exact: true }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Fill the table' }).click();
  await expect(cells(page, 'done')).toHaveCount(2);

  await page.getByText('Map', { exact: true }).click();
  await expect(progress(page)).toContainText('of 20,000');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(progress(page)).toContainText('of 20,000');
  await page.getByText('Compare', { exact: true }).click();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Guided Grad-CAM by SqueezeNet 1.1, 16 classes' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Fill the table' }).click();
  await expect(status(page)).toHaveText('Waiting for the map that is being drawn under Map');
  await page.getByText('Map', { exact: true }).click();
  await page.getByRole('button', { name: 'Stop and keep' }).click();
  await page.getByText('Compare', { exact: true }).click();
  await expect(cells(page, 'done')).toHaveCount(3);
});

/** A phone's. */
const LARGE = { width: 4000, height: 3000 };
const LARGE_BYTES = LARGE.width * LARGE.height * 4;

/** How many photos are dropped at last, of which the tab must not grow: with LUCARNE_ALL_SAMPLES ten. */
const MORE = process.env['LUCARNE_ALL_SAMPLES'] ? 10 : 5;

test('dropped photos fill a table, and many of them make the tab grow by less than three', async ({
  page,
}) => {
  await openCompare(page, `network=tiny&${COMPARE}`);
  const cdp = await page.context().browser()!.newBrowserCDPSession();
  const own = await page.context().newCDPSession(page);
  /** What the tab's process takes once its garbage is gone, and the most it ever took. */
  const memory = async () => {
    await own.send('HeapProfiler.collectGarbage');
    const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
    const tabs = processInfo.filter(({ type }) => type === 'renderer');
    const each = tabs.flatMap(({ id }) => residentMemory(id) ?? []);
    return {
      now: Math.max(...each.map(({ now }) => now)),
      highest: Math.max(...each.map(({ highest }) => highest)),
    };
  };
  // A few pictures under many names, told apart by what follows their end: how they are made must not be what is measured.
  await page.evaluate(async ({ width, height }) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d')!;
    const blobs: Blob[] = [];
    for (let i = 0; i < 3; i += 1) {
      const gradient = context.createLinearGradient(0, 0, width, height);
      gradient.addColorStop(0, `hsl(${120 * i} 80% 40%)`);
      gradient.addColorStop(1, `hsl(${120 * i + 60} 80% 70%)`);
      context.fillStyle = gradient;
      context.fillRect(0, 0, width, height);
      blobs.push(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 }));
    }
    canvas.width = canvas.height = 1;
    // How many decoded photos are open at a time; copies that are handed to the worker that fits them are its own.
    const counts = { open: 0, most: 0, decoded: 0 };
    const original = globalThis.createImageBitmap.bind(globalThis) as (
      ...args: unknown[]
    ) => Promise<ImageBitmap>;
    const close: unknown = Object.getOwnPropertyDescriptor(ImageBitmap.prototype, 'close')?.value;
    const large = new WeakSet<ImageBitmap>();
    globalThis.createImageBitmap = async (...args: unknown[]) => {
      const bitmap = await original(...args);
      if (bitmap.width === width && args[0] instanceof Blob) {
        large.add(bitmap);
        counts.decoded += 1;
        counts.open += 1;
        counts.most = Math.max(counts.most, counts.open);
      }
      return bitmap;
    };
    ImageBitmap.prototype.close = function () {
      if (large.delete(this)) counts.open -= 1;
      if (typeof close === 'function') close.call(this);
    };
    Object.assign(globalThis, { blobs, counts });
  }, LARGE);
  /** Lets go of photos over the page, as a mouse does. */
  const drop = (from: number, to: number) =>
    page.evaluate(
      async ({ from, to }) => {
        const { blobs } = globalThis as unknown as { blobs: Blob[] };
        const dataTransfer = new DataTransfer();
        for (let i = from; i < to; i += 1)
          dataTransfer.items.add(
            new File([blobs[i % 3]!, String(i)], `holiday ${i + 1}.jpg`, { type: 'image/jpeg' }),
          );
        for (const type of ['dragenter', 'dragover', 'dragover', 'drop']) {
          const event = new DragEvent(type, {
            bubbles: true,
            cancelable: true,
            composed: true,
            clientX: 640,
            clientY: 400,
            dataTransfer,
          });
          (document.elementFromPoint(640, 400) ?? document.body).dispatchEvent(event);
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
      },
      { from, to },
    );

  // The first five bring what every later photo finds there; the second lot, the most that are decoded at a time.
  await drop(0, 2);
  await expect(cells(page, 'done')).toHaveCount(3, { timeout: 60_000 });
  await drop(2, 5);
  await expect(cells(page, 'done')).toHaveCount(6, { timeout: 60_000 });
  const before = await memory();
  await drop(5, 5 + MORE);
  await expect(cells(page, 'done')).toHaveCount(6 + MORE, { timeout: 120_000 });
  const counts = await page.evaluate(() => (globalThis as unknown as { counts: object }).counts);
  // The panel shows the first of each lot: one stays open, and gives way to the next.
  expect(counts).toEqual({ open: 1, most: 2, decoded: 8 + MORE });
  let told = '';
  // A photo is let go of when it has been read, without waiting for garbage. What grows are the rows painted on the screen
  // and their inputs, 3 MB, or 60 where the machine is busy; one photo that a decoder at work holds more may fall on any machine into the highest.
  await expect(async () => {
    const after = await memory();
    const [grown, higher] = [after.now - before.now, after.highest - before.highest];
    told = `After ${MORE} photos more the tab took ${mega(grown)} more, at most ${mega(higher)} more than before`;
    expect(grown, told).toBeLessThan(3 * LARGE_BYTES);
    expect(higher, told).toBeLessThan(3 * LARGE_BYTES);
  }).toPass({ timeout: 10_000 });
  test.info().annotations.push({ type: 'memory', description: told });
});

const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

test('several photos dropped on the map are offered as a table; a picture that is none says so in its cell', async ({
  lab,
}) => {
  const files = [1, 2, 3].map((seed) => testPhotoFile(seed, 120, 90));
  await dropFiles(lab, files);
  await lab.getByRole('button', { name: 'Compare all 3 in a table' }).click();
  // The first is the picture on the page, which is in the table already.
  await expect(photos(lab)).toHaveCount(3);
  await expect(cells(lab, 'done').first()).toBeVisible();
  const fill = lab.getByRole('button', { name: 'Fill the table' });
  // Until a map has been timed, nobody knows how long the others take.
  if ((await fill.isVisible()) && (await fill.isEnabled())) await fill.click();
  await expect(cells(lab, 'done')).toHaveCount(3);

  const names = await titlesOf(lab);
  await dropFiles(lab, { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(cells(lab, 'failed')).toHaveCount(1);
  await cells(lab, 'failed').click();
  await expect(lab.getByRole('dialog')).toContainText('is not a picture');
  await lab.keyboard.press('Escape');

  await test.step('a folder: its pictures come in, in order, and nothing else', async () => {
    const folder = test.info().outputPath('holidays');
    await mkdir(folder, { recursive: true });
    for (const seed of [10, 9])
      await writeFile(`${folder}/trip-${seed}.png`, testPhotoFile(seed, 60, 60).buffer);
    await writeFile(`${folder}/notes.txt`, 'no picture');
    await lab.getByRole('button', { name: 'Add photos' }).click();
    await lab.getByLabel('A folder of photos').setInputFiles(folder);
    await expect(lab.getByText('1 file left out: not pictures.')).toBeVisible();
    await expect(photos(lab)).toHaveText([...names, 'broken', 'trip-9', 'trip-10']);
    await expect(cells(lab, 'done')).toHaveCount(5);
    for (const name of ['trip-9', 'trip-10'])
      await lab.getByRole('button', { name: `Remove ${name}` }).click();
  });

  await lab.getByRole('button', { name: 'Columns' }).click();
  await lab.getByRole('checkbox', { name: 'SmoothGrad by Tiny network' }).check();
  expect(await faults(lab, '[role=dialog]')).toEqual([]);
  await lab.keyboard.press('Escape');
  await expect(columns(lab)).toHaveCount(2);
  await lab.getByRole('button', { name: 'Remove broken' }).click();
  await expect(status(lab)).toContainText('3 maps to draw');
  await fill.click();
  await expect(cells(lab, 'done')).toHaveCount(6);

  expect(await faultsInBothThemes(lab, 'main')).toEqual([]);
});

const titlesOf = async (page: Page): Promise<string[]> =>
  (await photos(page).allInnerTexts()).map((title) => title.trim());

test('a photo of the table has a class of its own, moves by keys, and opens as the page’s photo', async ({
  lab,
}) => {
  await lab.getByText('Compare', { exact: true }).click();
  await expect(cells(lab, 'done')).toHaveCount(1);
  await dropFiles(lab, [testPhotoFile(7, 40, 30), testPhotoFile(8, 40, 30)]);
  const names = photos(lab);
  await expect(names).toHaveCount(3);
  const [first = '', second = '', third = ''] = await titlesOf(lab);
  const menu = lab.getByRole('button', { name: `Photo ${second}: change` });
  await menu.click();
  await lab.getByRole('menuitem', { name: 'Explain a class of its own' }).click();
  await lab.getByRole('textbox', { name: `Class of ${second}` }).click();
  await lab.keyboard.type('class 7');
  await lab.keyboard.press('Enter');
  await expect(lab.getByRole('textbox', { name: `Class of ${second}` })).toHaveValue('class 7');
  await expect(lab.getByRole('button', { name: `Map of ${second} by` })).toContainText('class 7', {
    timeout: 30_000,
  });
  const grip = lab.getByRole('button', { name: `Move ${second}:` });
  await grip.press('ArrowDown');
  await expect(names).toHaveText([first, third, second]);
  await expect(grip).toBeFocused();
  await menu.click();
  await lab.getByRole('menuitem', { name: 'Open as the photo' }).click();
  await expect(picturePanel(lab)).toContainText(second);
  // It brings its class.
  await expect(lab.getByRole('textbox', { name: 'Class to explain' })).toHaveValue('class 7');
});
