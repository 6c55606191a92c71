import type { Page } from '@playwright/test';
import { bars, expect, faults, figures, openLab, progress, test } from './rig';

/** The sentence with the sign of how a check came out. */
const outcome = (page: Page) => page.getByRole('status').locator('[data-kind]');
const run = (page: Page) => page.getByRole('button', { name: 'Run this check' });

test('guided backpropagation is told that it fails, by the slider alone; the edge detector does not move', async ({
  page,
}) => {
  await openLab(page, 'network=squeezenet-sixteen&saliencyView=checks&saliency.method=guided-backprop');
  await expect(run(page)).toBeEnabled();
  const layers = page.getByRole('slider', { name: 'Layers redrawn, from the classifier down' });
  await expect(layers).toHaveAttribute('aria-valuetext', '1 of 26');
  await layers.press('ArrowRight');
  await expect(figures(page).nth(2)).toContainText(/2 layers redrawnρ [01]\.\d\d, SSIM/);
  await expect(figures(page).nth(3)).toContainText('control: ρ 1.00');
  await layers.press('ArrowLeft');
  await expect(outcome(page)).toContainText('Guided backpropagation fails this check');
  await expect(outcome(page)).toHaveAttribute('data-kind', 'fail');

  await test.step('a check is cancelled at once, and fits a phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await expect(run(page)).toBeEnabled();
    await run(page).click();
    await expect(figures(page).nth(2)).toContainText('ρ');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(run(page)).toBeVisible();
    await expect(progress(page)).toContainText('Cancelled, what is done is kept');
    await expect(figures(page).nth(2)).toContainText('ρ');
    // The keys that begin and end a run do so here too.
    await page.locator(':focus').blur();
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(run(page)).toBeVisible();
    for (const tab of ['Randomise', 'Delete and insert', 'Small noise', 'Agreement']) {
      await page.getByRole('tab', { name: tab }).click();
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    }
  });
});

test('every check runs, says what it means, and has no accessibility fault', async ({ page }) => {
  await openLab(page, 'network=tiny&saliencyView=checks');
  await expect(run(page)).toBeEnabled();

  await run(page).click();
  await expect(page.getByRole('table')).toContainText('Guided backpropagation');
  await expect(run(page)).toBeVisible();
  await expect(outcome(page)).toContainText('Gradient saliency');
  await expect(
    page.getByRole('img', { name: /^Likeness to the trained.* 0: ρ 1\.00, SSIM 1\.00/ }),
  ).toBeVisible();
  expect(await faults(page, 'main')).toEqual([]);

  await expect(progress(page)).toContainText('Done · Gradient saliency');
  await page.getByRole('tab', { name: 'Small noise' }).click();
  await expect(progress(page)).not.toContainText('Done');
  await run(page).click();
  await expect(figures(page).nth(5)).toContainText('ρ');
  await expect(outcome(page)).toContainText('noise of 2 of 255 grey levels');
  expect(await faults(page, 'main')).toEqual([]);

  await page.getByRole('tab', { name: 'Agreement' }).click();
  await page.getByRole('checkbox', { name: 'Integrated gradients' }).uncheck();
  await run(page).click();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(6);
  await expect(page.getByRole('table')).not.toContainText('Integrated gradients');
  await expect(outcome(page)).toContainText('ranks the pixels most like');
  await expect(run(page)).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await faults(page, 'main')).toEqual([]);

  await page.getByRole('tab', { name: 'Delete and insert' }).click();
  await run(page).click();
  await expect(page.getByRole('table').getByRole('row', { name: /^Deletion 0\.\d\d 0\.\d\d/ })).toBeVisible();
  await expect(outcome(page)).toContainText('by chance');
  expect(await faults(page, 'main')).toEqual([]);

  // Another class: the results stay, and say whose they are.
  await bars(page).nth(1).click();
  await expect(
    page.getByRole('paragraph').filter({ hasText: 'Made with other settings than are chosen now' }),
  ).toBeVisible();
  await page.getByRole('tab', { name: 'Randomise' }).click();
  await expect(page.getByRole('table')).toContainText('Guided backpropagation');
});
