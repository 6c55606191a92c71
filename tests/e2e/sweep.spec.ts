import { unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import { recordOf } from '../../src/export/run-record';
import { dropFiles, expect, faultsInBothThemes, openLab, progress, test } from './rig';

test('a sweep of two by two: drawn, a cell opened and put on the stage, saved as ZIP and as a sheet that comes back', async ({
  page,
}) => {
  const numbers = 'class-visualization.iterations=2&class-visualization.jitter=4&seed=3';
  await openLab(page, `network=tiny&exercise=visualization&visualizationView=sweep&${numbers}`);
  const values = (side: string) => page.getByRole('textbox', { name: `Values of the ${side}` });
  await values('rows').fill('0.001 to 10 in 2');
  await values('columns').fill('1; 2x');
  await expect(page.getByText('“2x” is no number and no range.')).toBeVisible();
  await values('columns').fill('1; 5');
  await expect(progress(page)).toContainText('4 pictures to draw · 8 steps');
  await page.getByRole('button', { name: 'Draw the sheet' }).click();
  await expect(progress(page)).toContainText('Done', { timeout: 60_000 });
  const sheet = page.getByRole('table', {
    name: 'Pictures of the sweep: Penalty λ down, Step size η across',
  });
  const cell = (name: string) => sheet.getByRole('button', { name });
  await expect(cell('λ 10, η 5')).toHaveAccessibleName(/beyond stability, diverged$/);
  await expect(cell('λ 0.001, η 5')).not.toHaveAccessibleName(/beyond/);
  expect(await faultsInBothThemes(page, '.sweep')).toEqual([]);

  const save = async (name: RegExp): Promise<Buffer> => {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('menuitem', { name }).click();
    return readFile(await (await saved).path());
  };
  const files = unzipSync(await save(/ZIP/));
  const names = Object.keys(files).filter((name) => name.endsWith('.png'));
  expect(names).toHaveLength(4);
  const lines = new TextDecoder().decode(files['cells.csv']).trimEnd().split('\r\n');
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(names);
  expect(names.map((name) => recordOf(files[name]!)?.recipe.params)).toMatchObject(
    [0.001, 10].flatMap((lambda) =>
      [1, 5].map((stepSize) => ({ lambda, stepSize, jitter: 4, iterations: 2 })),
    ),
  );
  const png = await save(/PNG/);

  await cell('λ 0.001, η 5').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open on the stage' }).click();
  await expect(page.getByRole('img', { name: /^Live curve/ })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Step size, value' })).toHaveValue('5');
  await expect(progress(page)).toContainText('Done');

  await dropFiles(page, { name: 'sheet.png', mimeType: 'image/png', buffer: png });
  await expect(values('rows')).toHaveValue('0.001 to 10 in 2');
  // What was drawn is there still.
  await expect(progress(page)).toContainText('Done');
});
