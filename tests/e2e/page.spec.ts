import { bars, expect, faults, figures, openLab, test, verdict } from './rig';

for (const scheme of ['light', 'dark'] as const) {
  test(`no exercise has an accessibility fault in the ${scheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await openLab(page);
    await expect(verdict(page)).toContainText('Read as class');
    for (const exercise of ['Saliency', 'Fooling', 'Class visualisation']) {
      await page.getByRole('tab', { name: exercise }).click();
      const more = page.getByRole('button', { name: 'More settings' });
      if ((await more.getAttribute('aria-expanded')) !== 'true') await more.click();
      expect.soft(await faults(page), exercise).toEqual([]);
    }
  });
}

test('everything that matters is on one screen at 1280 x 800', async ({ lab }) => {
  await lab.setViewportSize({ width: 1280, height: 800 });
  for (const exercise of ['Saliency', 'Fooling', 'Class visualisation']) {
    await lab.getByRole('tab', { name: exercise }).click();
    const curves = lab.getByRole('img', { name: /^Live curve/ });
    await expect(curves).toHaveCount(exercise === 'Saliency' ? 0 : 1);
    for (const part of [
      ...(await curves.all()),
      ...(await figures(lab).all()),
      verdict(lab),
      lab.getByRole('group', { name: 'Run' }),
      bars(lab).nth(4),
    ]) {
      await expect(part).toBeInViewport({ ratio: 0.98 });
    }
    const overflow = await lab.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    expect(overflow).toBeLessThanOrEqual(0);
  }
});

test('a phone of 360 pixels never scrolls sideways, and reaches every exercise and setting', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openLab(page);
  await expect(verdict(page)).toContainText('Read as class');
  for (const exercise of ['Fooling', 'Visualise', 'Saliency']) {
    await page.getByRole('navigation').getByRole('button', { name: exercise, exact: true }).click();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeInViewport();
  }
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('dialog').getByText('Reading the map')).toBeVisible();
});
