import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { recordOf } from '../../src/export/run-record';
import { expect, faults, figures, openLab, progress, test } from './rig';

/** The sentence that a demonstration ends in. */
const outcome = (page: Page) => page.getByRole('tabpanel').getByRole('status').first();
const bytesOf = (page: Page, title: string): Promise<string> =>
  page
    .getByRole('img', { name: title, exact: true })
    .locator('canvas')
    .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
const drawn = (page: Page) => expect(page.getByRole('group', { name: 'Run' })).not.toContainText('Drawing');
/** The numbers of a column of the table that a chart's numbers are in, by its head. */
const column = async (page: Page, caption: RegExp, head: string): Promise<number[]> => {
  const table = page.getByRole('table', { name: caption });
  const heads = await table.getByRole('columnheader').allTextContents();
  const rows = await table.locator('tbody tr').all();
  const cells = await Promise.all(rows.map((row) => row.locator('td').nth(heads.indexOf(head)).innerText()));
  return cells.map((cell) => Number(cell.replace('−', '-').replaceAll(',', '')));
};

test('the address holds a view’s own settings, and moves them when it changes', async ({ page }) => {
  const link = 'network=squeezenet-sixteen&saliencyView=limits';
  await openLab(page, `${link}&contrast.contrast=45&contrast.sweeping=blur`);
  const contrast = page.getByRole('slider', { name: 'Contrast' });
  await expect(contrast).toHaveAttribute('aria-valuetext', '45 %');
  await expect(page.getByRole('radio', { name: 'Blur' })).toBeChecked();
  await expect(page.getByText(/rank correlation is ρ = 0\.\d\d/)).toBeVisible();
  await contrast.focus();
  await contrast.press('ArrowLeft');
  await expect(page).toHaveURL(/contrast\.contrast=40/);
  await page.evaluate(
    () => (location.hash = location.hash.replace('contrast.contrast=40', 'contrast.contrast=100')),
  );
  await expect(page.getByText('rank correlation is ρ = 1.00.')).toBeVisible();
  await page.evaluate(
    (hash) => (location.hash = hash),
    `${link}&limits.shown=line&line.direction=grey&line.fade=50`,
  );
  await expect(page.getByRole('tab', { name: 'A straight line' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('slider', { name: 'Largest fade' })).toHaveAttribute('aria-valuetext', '50 %');
  await page.evaluate(
    (hash) => (location.hash = hash),
    'network=squeezenet-sixteen&saliencyView=boxes&boxes.masking=threshold&boxes.threshold=40',
  );
  await expect(page.getByRole('slider', { name: 'Threshold' })).toHaveAttribute('aria-valuetext', '40 %');
});

test('low contrast: the sliders weaken what the network sees, and two objects’ maps merge', async ({
  page,
}) => {
  await openLab(page, 'network=squeezenet-sixteen&saliencyView=limits');
  await expect(page.getByText('rank correlation is ρ = 1.00.')).toBeVisible();
  const untouched = await bytesOf(page, 'What the network sees');
  expect(await bytesOf(page, 'Its map')).toBe(await bytesOf(page, 'The untouched photo’s map'));

  const contrast = page.getByRole('slider', { name: 'Contrast' });
  await contrast.focus();
  await contrast.press('PageDown');
  await contrast.press('ArrowLeft');
  await expect(contrast).toHaveAttribute('aria-valuetext', '45 %');
  await expect(page.getByText(/rank correlation is ρ = 0\.\d\d/)).toBeVisible();
  await drawn(page);
  expect(await bytesOf(page, 'What the network sees')).not.toBe(untouched);
  expect(await bytesOf(page, 'Its map')).not.toBe(await bytesOf(page, 'The untouched photo’s map'));
  await contrast.press('End');

  await page.getByRole('button', { name: 'Use two objects' }).click();
  await expect(page.getByText('Between the two objects the map is 0.')).toBeVisible();
  await page.getByRole('button', { name: 'Start the sweep' }).click();
  await expect(progress(page)).toContainText('Done · 10 of 10 maps');
  await expect(outcome(page)).toContainText('contrast the two objects’ maps run into one');
  const valleys = await column(page, /^Sweep through contrast/, 'strength between / on the objects');
  expect(valleys).toHaveLength(10);
  expect(valleys[0]).toBeLessThan(0.8);
  expect(Math.max(...valleys.slice(5))).toBeGreaterThan(0.9);
  expect(await faults(page, 'main')).toEqual([]);

  await test.step('all of it as one figure, which brings the view back with its settings', async () => {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save figure' }).click();
    const file = new Uint8Array(await readFile(await (await saved).path()));
    expect(recordOf(file)).toMatchObject({
      picture: 'figure',
      recipe: { method: 'vanilla-gradient', network: 'squeezenet-sixteen' },
      view: { id: 'limits', params: { shown: 'contrast', contrast: 100, sweeping: 'contrast' } },
      input: expect.stringMatching(/^data:image\/png/),
    });
    // Ten photos over their maps, in rows of five, each pixel two wide.
    expect(PNG.sync.read(Buffer.from(file)).width).toBeGreaterThan(5 * 2 * 160);
  });

  // A result that is behind what is chosen says what it was made with, and makes itself again.
  await page.getByRole('radio', { name: 'Contrast', exact: true }).press('ArrowRight');
  const stale = page.getByText('Made with other settings than are chosen now: sweep: Contrast.');
  await expect(stale).toBeVisible();
  await page.getByRole('button', { name: 'Sweep again' }).click();
  await expect(stale).toHaveCount(0);
  await expect(progress(page)).toContainText(/Done · \d+ of \d+ maps/);
  await expect(page.getByText(/^Made with other settings/)).toHaveCount(0);
});

test('a straight line: prediction and truth agree at the photo and part from it', async ({ page }) => {
  await openLab(page, 'network=squeezenet-sixteen&saliencyView=limits');
  await page.getByRole('tab', { name: 'A straight line' }).click();
  await expect(progress(page)).toContainText('Done · 25 of 25 pictures');
  await expect(outcome(page)).toContainText('Here the straight line leaves the curve');
  const truth = await column(page, /^The line for/, 'True logit');
  const straight = await column(page, /^The line for/, 'Straight line');
  expect(straight[0]).toBe(truth[0]);
  // Against the gradient the line can only fall, and by far more than the score does.
  expect(straight.at(-1)).toBeLessThan(truth.at(-1)!);

  const scrub = page.getByRole('slider', { name: 'Picture on the line' });
  await scrub.press('End');
  await expect(page.getByRole('img', { name: 'Picture 25 of 25' })).toBeVisible();
  expect(await bytesOf(page, 'Picture 25 of 25')).toBe(await bytesOf(page, 'The end'));

  const end = await bytesOf(page, 'The end');
  await page.getByRole('combobox', { name: 'Direction' }).click();
  await page.getByRole('option', { name: 'Fade to black' }).click();
  await expect(page.getByRole('slider', { name: 'Largest fade' })).toBeVisible();
  // A line that takes its time is followed anew when somebody asks for it.
  const again = page.getByRole('button', { name: 'Follow it again' });
  await expect(async () => {
    if (await again.isVisible()) await again.click();
    expect(await bytesOf(page, 'The end')).not.toBe(end);
  }).toPass();
  await expect(progress(page)).toContainText('Done · 25 of 25 pictures');
  await expect(figures(page).filter({ hasText: '‖dx‖' }).first()).toBeVisible();
  expect(await faults(page, 'main')).toEqual([]);

  // What was made is still there after a visit to another view.
  const words = await outcome(page).innerText();
  await page.getByRole('radio', { name: 'Map', exact: true }).press('Space');
  await page.getByRole('radio', { name: 'Limits', exact: true }).press('Space');
  await expect(outcome(page)).toHaveText(words);
});
