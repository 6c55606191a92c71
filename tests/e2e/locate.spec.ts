import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { textsOf } from '../../src/export/png-text';
import { readPng } from '../../testing/png-pixels';
import { expect, faultsInBothThemes, figures, openLab, test } from './rig';

const CLASSES = 'network=squeezenet-sixteen&saliency.method=grad-cam&saliencyView=boxes';
const bestBox = (page: Page): Locator => page.getByRole('img', { name: /^Best box/ });
const ownBox = (page: Page): Locator => page.getByRole('button', { name: /^Your box:/ });
const words = (page: Page): Locator => page.getByRole('status', { name: 'What was found' });
const controls = (page: Page): Locator => page.getByRole('group', { name: 'How the map becomes boxes' });
const photoOf = (page: Page): Locator => page.getByRole('img', { name: /^The photo: / });
const slider = (page: Page, name: string): Locator => controls(page).getByRole('slider', { name });

async function rectOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('nothing there');
  return box;
}

async function iouOf(page: Page): Promise<number> {
  const text = await words(page).textContent();
  return Number(/IoU (\d\.\d\d)/.exec(text ?? '')?.[1] ?? Number.NaN);
}

/** Draws the person's box with the mouse, from and to shares of the photo. */
async function drag(page: Page, [x0, y0, x1, y1]: readonly [number, number, number, number]): Promise<void> {
  const photo = await rectOf(photoOf(page));
  await page.mouse.move(photo.x + x0 * photo.width, photo.y + y0 * photo.height);
  await page.mouse.down();
  await page.mouse.move(photo.x + 0.5 * (x0 + x1) * photo.width, photo.y + 0.5 * (y0 + y1) * photo.height);
  await page.mouse.move(photo.x + x1 * photo.width, photo.y + y1 * photo.height);
  await page.mouse.up();
}

async function openLocate(page: Page): Promise<void> {
  await openLab(page, CLASSES);
  await expect(bestBox(page)).toBeVisible({ timeout: 30_000 });
}

test('a map becomes boxes on the photo, held against one’s own, by mouse and by keyboard', async ({
  page,
}) => {
  await openLab(page, 'network=squeezenet-sixteen&saliency.method=grad-cam');
  await page.getByRole('radiogroup', { name: 'What to do with the map' }).getByText('Locate').click();
  await expect(bestBox(page)).toBeVisible({ timeout: 30_000 });
  await expect(bestBox(page)).toContainText(/golf ball \d/);
  await expect(words(page)).toContainText(/Found at \(\d+, \d+\) – \(\d+, \d+\) of 448 × 448: \d/);
  await expect(words(page)).toContainText('often a part of the object');

  // The threshold moves the box at once, without another map.
  await controls(page).getByText('Threshold', { exact: true }).first().click();
  const wide = await rectOf(bestBox(page));
  await slider(page, 'Threshold').press('End');
  await expect.poll(async () => (await rectOf(bestBox(page))).width).toBeLessThan(wide.width - 10);

  // A box drawn around the found one agrees with it; one beside it does not.
  const photo = await rectOf(photoOf(page));
  const found = await rectOf(bestBox(page));
  const at = (x: number, y: number): [number, number] => [
    (x - photo.x) / photo.width,
    (y - photo.y) / photo.height,
  ];
  const corners = [...at(found.x, found.y), ...at(found.x + found.width, found.y + found.height)] as [
    number,
    number,
    number,
    number,
  ];
  await drag(page, corners);
  await expect.poll(() => iouOf(page)).toBeGreaterThan(0.9);
  await drag(page, [0.02, 0.02, 0.12, 0.1]);
  await expect.poll(() => iouOf(page)).toBeLessThan(0.1);

  // Arrows move it, Shift with arrows resizes it, and so do the fields.
  const fields = page.getByRole('group', { name: /^Your box, in pixels/ });
  await ownBox(page).focus();
  const left = Number(await fields.getByLabel('Left').inputValue());
  await page.keyboard.press('ArrowRight');
  await expect(fields.getByLabel('Left')).toHaveValue(String(left + 9));
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(fields.getByLabel('Left')).toHaveValue(String(left + 8));
  const width = Number(await fields.getByLabel('Width').inputValue());
  await page.keyboard.press('Shift+ArrowRight');
  await expect(fields.getByLabel('Width')).toHaveValue(String(width + 9));
  await fields.getByLabel('Top').fill('320');
  await fields.getByLabel('Top').press('Enter');
  await expect(ownBox(page)).toHaveAccessibleName(/top 320,/);
  await fields.getByRole('button', { name: 'Clear' }).click();
  await expect(ownBox(page)).toHaveCount(0);
});

test('an empty map is said to be empty: no black picture, no box', async ({ page }) => {
  // No unit of this early layer speaks for the class.
  await openLab(page, `${CLASSES}&grad-cam.depth=5&saliency.class=8`);
  await expect(words(page)).toContainText('Nothing found');
  await expect(figures(page).filter({ hasText: 'The map is empty' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'The map the boxes come from' })).toHaveCount(0);
  await expect(words(page)).not.toContainText('The box is drawn around');
});

test('a placed box: saved with the photo, held against all methods, and readable in either theme and on a phone', async ({
  page,
}) => {
  await openLocate(page);
  await page.getByRole('button', { name: 'Place a box' }).click();

  await test.step('the photo is saved with its boxes, at its own size, and says where they are', async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /PNG/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^golf-ball.*-boxes-golf-ball\.png$/);
    const file = new Uint8Array(readFileSync(await download.path()));
    const { width, height } = readPng(file);
    expect([width, height]).toEqual([448, 448]);
    const text = textsOf(file).find(({ keyword }) => keyword === 'lucarne:boxes')?.text ?? '';
    const record = JSON.parse(text) as { class: string; mine: unknown; iou: number; boxes: unknown[] };
    expect(record).toMatchObject({ class: 'golf ball', mine: { x: 112, y: 112, width: 224, height: 224 } });
    expect(record.boxes).toHaveLength(1);
    expect(record.iou).toBeCloseTo(await iouOf(page), 1);
  });

  await test.step('no accessibility fault in either theme, nor a sideways scroll at 360 pixels', async () => {
    expect.soft(await faultsInBothThemes(page, 'main')).toEqual([]);
    await page.setViewportSize({ width: 360, height: 720 });
    await expect(bestBox(page)).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('the best method is one press away, and all methods can be held against one’s own box', async () => {
    const recommended = page.getByText(/located as well as any in our tests .*: mean IoU 0\./);
    await expect(recommended).toBeVisible();
    await page.getByRole('button', { name: 'All methods' }).click();
    const cells = page.getByRole('button', { name: /^IoU \d\.\d\d: show the box of/ });
    await expect(cells.nth(2)).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('button', { name: 'Locate', exact: true })).toBeVisible();
    const values = (await cells.allTextContents()).map(Number);
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
    await expect(cells.and(page.locator('[data-best]')).first()).toHaveText(Math.max(...values).toFixed(2));
    await page.getByRole('button', { name: 'Use SmoothGrad' }).click();
    await expect(recommended).toHaveCount(0);
    await expect(page).toHaveURL(/saliency\.method=smooth-grad/);
  });
});
