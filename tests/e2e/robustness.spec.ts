import { readFile } from 'node:fs/promises';
import { dropFiles, expect, faultsInBothThemes, openLab, progress, test, testPhotoFile } from './rig';

test('the robustness board: dropped photos are attacked, a class is named, the figure and the numbers are saved', async ({
  page,
}) => {
  await openLab(page, 'network=tiny&exercise=fooling&foolingView=robustness&robustness.epsilon=2');
  const networks = page.getByRole('group', { name: 'Networks' });
  await expect(networks.getByRole('button', { name: 'Tiny network' })).toBeVisible();
  for (const name of await networks.getByRole('button').allInnerTexts()) {
    const network = networks.getByRole('button', { name, exact: true });
    const isChosen = (await network.getAttribute('aria-pressed')) === 'true';
    if (isChosen !== name.startsWith('Tiny')) await network.click();
  }
  await dropFiles(page, [testPhotoFile(1, 60, 40), testPhotoFile(2, 40, 40)]);
  await expect(page.getByRole('radio', { name: 'Your photos' })).toBeChecked();
  await expect(progress(page)).toContainText('2 measurements to make');
  await page.getByRole('button', { name: 'Measure' }).click();
  await expect(progress(page)).toContainText('Done', { timeout: 60_000 });
  const found = page.getByRole('region', { name: 'What was found' });
  await expect(found.getByRole('status')).toContainText('reads 2 of 2 photos rightly, and');
  await expect(found.getByRole('img', { name: /^Accuracy left/ })).toBeVisible();
  await expect(found).toContainText('what the network read before it was attacked');
  expect(await faultsInBothThemes(page, '.board')).toEqual([]);

  const save = async (name: RegExp): Promise<Buffer> => {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('menuitem', { name }).click();
    return readFile(await (await saved).path());
  };
  const png = await save(/PNG/);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const lines = (await save(/CSV/)).toString().trimEnd().split('\r\n');
  expect(lines[0]).toContain('network,photo,class');
  expect(new Set(lines.slice(1).map((line) => line.split(',')[1])).size).toBe(2);

  // Another class for one photo makes that one wait, and it is not read rightly.
  const shows = page.getByRole('textbox', { name: /^What photo-1/ });
  const read = await shows.inputValue();
  await shows.click();
  await page.getByRole('option').filter({ hasNotText: read }).first().click();
  await expect(progress(page)).toContainText('1 measurement to make');
  await page.getByRole('button', { name: 'Measure' }).click();
  await expect(found.getByRole('status')).toContainText('reads 1 of 2 photos rightly');
});
