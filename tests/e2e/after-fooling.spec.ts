import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { recordOf } from '../../src/export/run-record';
import { readPng } from '../../testing/png-pixels';
import { expect, faultsInBothThemes, figures, notices, openLab, progress, test, verdict } from './rig';

const room = (page: Page): Locator => page.getByRole('main');
const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** What a button saves. */
async function saved(page: Page, save: () => Promise<unknown>): Promise<Uint8Array> {
  const download = page.waitForEvent('download');
  await save();
  return new Uint8Array(await readFile(await (await download).path()));
}

/** What the tiny network reads in a file that is opened as a photo. */
async function readAs(page: Page, file: Uint8Array): Promise<string> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = new Blob([bytes], { type: 'image/png' });
    const { top } = await window.lucarne.run({
      network: 'tiny',
      method: 'vanilla-gradient',
      image,
      target: 0,
    });
    return top[0]!.name;
  }, Buffer.from(file).toString('base64'));
}

test('a fooled picture is saved and read again, made smaller, and asked what it survives', async ({
  page,
}) => {
  await openLab(page, 'network=tiny&exercise=fooling&foolingView=after');
  await press(page, 'Run the attack');
  await expect(page.getByRole('button', { name: 'Find the smallest change' })).toBeVisible({
    timeout: 30_000,
  });
  const attack = await saved(page, () => press(page, 'Save and read again'));
  const still = notices(page).filter({ hasText: 'Saved; the file still fools: read as ' });
  await expect(still).toContainText('the very bytes that were shown');
  const target = recordOf(attack)!.recipe.targetName!;
  expect(await readAs(page, attack)).toBe(target);

  await test.step('the smallest change still fools, and as a file too', async () => {
    await press(page, 'Find the smallest change');
    await expect(room(page)).toContainText('fools too', { timeout: 30_000 });
    const smallest = await saved(page, () => press(page, 'Save the smallest change'));
    expect(await readAs(page, smallest)).toBe(target);
    // A recipe would make another picture: it goes on from one that no recipe holds.
    expect(recordOf(smallest)).toBeNull();
    const distance = (file: Uint8Array) => {
      const { data } = readPng(Buffer.from(file));
      const photo = readPng(Buffer.from(recordOf(attack)!.input!.split(',')[1]!, 'base64')).data;
      return Math.hypot(...data.map((value, i) => Math.abs(value - photo[i]!)));
    };
    expect(distance(smallest)).toBeLessThanOrEqual(distance(attack));
  });

  await test.step('every transform is read, and one is looked at', async () => {
    await tab(page, 'Survival').click();
    await expect(progress(page)).toContainText('37 of 37', { timeout: 30_000 });
    await page.getByRole('button', { name: /^JPEG, q 30: (Still fools|Does not fool)/ }).click();
    await expect(page.getByRole('slider', { name: 'JPEG, how much' })).toHaveAttribute(
      'aria-valuetext',
      'q 30',
    );
    await page.getByRole('slider', { name: 'JPEG, how much' }).press('ArrowLeft');
    await expect(page.getByRole('button', { name: /^JPEG, q 50/ })).toHaveAttribute('aria-pressed', 'true');
    expect(await faultsInBothThemes(page, 'main')).toEqual([]);
  });

  await test.step('the defences’ table says what comes back, and the maps how alike they are', async () => {
    await tab(page, 'Defences').click();
    await expect(page.getByRole('row', { name: /^Median filter, 3 × 3/ })).toContainText(/yes|no/);
    await tab(page, 'Its map').click();
    await press(page, 'Draw the maps');
    await expect(room(page)).toContainText(/ρ = −?\d\.\d\d/);
    await expect.poll(() => page.url()).toContain('after.section=map');
  });

  await test.step('a picture that does not fool is said not to', async () => {
    await page
      .getByRole('radiogroup', { name: 'What to do with fooled pictures' })
      .getByText('Fooling')
      .click();
    await page.getByRole('textbox', { name: 'Steps at most, value' }).fill('1');
    await page.getByRole('textbox', { name: 'Step size, value' }).fill('0.001');
    await press(page, 'Run');
    await expect(verdict(page)).toContainText('after 1 step.');
    const figure = figures(page).nth(1);
    await figure.hover();
    await figure.getByRole('button', { name: /^Save as PNG/ }).click();
    await page.getByRole('menuitem', { name: /^1×/ }).click();
    await expect(notices(page).filter({ hasText: 'Saved; the file does not fool: read as ' })).toBeVisible();
  });
});
