import { expect, faults, openLab, test } from './rig';

test('the page speaks French by its switch while a run goes on, and again by its link', async ({ page }) => {
  await openLab(page, 'network=tiny&exercise=visualization&class-visualization.iterations=100000');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: 'Français' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.getByRole('tab', { name: 'Visualisation de classe' })).toBeVisible();
  await page.getByRole('button', { name: 'Arrêter' }).click();
  await page.getByRole('tab', { name: 'Saillance' }).click();
  await expect(page.getByRole('heading', { name: 'Ce qu’il voit' })).toBeVisible();
  expect(page.url()).toContain('lang=fr');
  await page.reload();
  await expect(page.getByRole('group', { name: 'Avancement', exact: true })).toContainText('Terminé', {
    timeout: 60_000,
  });
  await expect(page).toHaveTitle('Lucarne : voyez ce que voit un réseau');
  expect(await faults(page)).toEqual([]);
});

test('a browser that asks for French gets it, until another language is chosen, on the next visit too', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'languages', { value: ['fr-CH', 'en'] });
  });
  await openLab(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  expect(page.url()).not.toContain('lang=');
  await page.getByRole('button', { name: 'Langue' }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto('about:blank');
  await openLab(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('tab', { name: 'Saliency' })).toBeVisible();
});
