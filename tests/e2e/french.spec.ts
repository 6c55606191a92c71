import { readFile } from 'node:fs/promises';
import { textsOf } from '../../src/export/png-text';
import { expect, faults, figures, openLab, test } from './rig';

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

test('the page speaks French by its switch while a run goes on, and by its link: a map, a table, a fooled picture, a visualisation, and what is saved of them', async ({
  page,
}) => {
  const done = page.getByRole('group', { name: 'Avancement', exact: true });
  const shown = page.getByRole('status', { name: 'Ce que montre le calcul' });
  await test.step('nothing is closed by the switch, nor a run ended', async () => {
    await openLab(page, 'network=tiny&exercise=visualization&class-visualization.iterations=100000');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'More settings' }).click();
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name: 'Français' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    await expect(page.getByRole('tab', { name: 'Visualisation de classe' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Plus de réglages', expanded: true })).toBeVisible();
    // What is drawn only where its own value changes, too.
    await expect(page.getByRole('textbox', { name: 'Itérations, valeur' })).toHaveValue('100000');
    await expect(page.getByRole('button', { name: 'Langue' })).toBeFocused();
    await page.getByRole('button', { name: 'Arrêter' }).click();
    await page.getByRole('tab', { name: 'Saillance' }).click();
    await expect(page.getByRole('heading', { name: 'Ce qu’il voit' })).toBeVisible();
    expect(page.url()).toContain('lang=fr');
    await page.reload();
  });

  await expect(done).toContainText('Terminé', { timeout: 60_000 });
  await expect(page).toHaveTitle('Lucarne : voyez ce que voit un réseau');
  await expect(shown).toContainText('Reconnue comme');
  expect.soft(await faults(page), 'a map').toEqual([]);

  await test.step('a table of maps, saved as HTML', async () => {
    await page.getByRole('radiogroup', { name: 'Que faire de la carte' }).getByText('Comparer').click();
    await expect(done).toContainText('Terminé · 1 carte');
    const table = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.getByRole('menuitem', { name: /HTML/ }).click();
    const html = await readFile(await (await table).path(), 'utf8');
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<b>Original</b>');
    expect(html).toContain('telle que le réseau l’a vue');
  });

  await test.step('a fooled picture, saved as PNG', async () => {
    await page.getByRole('tab', { name: 'Tromper' }).click();
    await page.getByRole('button', { name: 'Lancer', exact: true }).click();
    await expect(shown).toContainText(/Reconnue comme .* après \d+ pas/, { timeout: 60_000 });
    await expect(shown).toContainText('aucun de plus de');
    // The button that was pressed shows its tooltip while the pointer is on it.
    await page.mouse.move(0, 0);
    expect.soft(await faults(page), 'a fooled picture').toEqual([]);
    const figure = figures(page).nth(1);
    await figure.hover();
    await figure.getByRole('button', { name: /^Enregistrer en PNG/ }).click();
    const picture = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: /^2×/ }).click();
    const png = await readFile(await (await picture).path());
    const description = textsOf(png).find(({ keyword }) => keyword === 'Description');
    expect(description?.text).toMatch(/\d pas effectués/);
  });

  await test.step('some steps of a visualisation', async () => {
    await page.getByRole('tab', { name: 'Visualisation de classe' }).click();
    await page.getByRole('textbox', { name: 'Itérations, valeur' }).fill('20');
    await page.getByRole('button', { name: 'Lancer', exact: true }).click();
    await expect(done).toContainText(/Terminé.*20/);
    await page.mouse.move(0, 0);
    expect.soft(await faults(page), 'a visualisation').toEqual([]);
    // However long the words of a run under way, the shelf beside them stays off the settings.
    await page.getByRole('button', { name: 'Un pas' }).click();
    await expect(page.getByRole('button', { name: 'Annuler' })).toBeVisible();
    const shelf = await page.getByRole('button', { name: /^Étagère/ }).boundingBox();
    const settings = await page.getByRole('region', { name: 'Réglages' }).boundingBox();
    expect(shelf!.x + shelf!.width).toBeLessThan(settings!.x);
  });
});
