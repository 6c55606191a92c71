import { readFile } from 'node:fs/promises';
import { expect, faults, openLab, settled, test } from './rig';

interface Rows {
  readonly rows: readonly {
    backend: string;
    forwardMs: number;
    gradientMs: number;
    exercises: object;
    agreement: number;
  }[];
}

test('the device is timed from the About dialog, and the engine is left as it was', async ({ page: lab }) => {
  // Each run is as long as what can be done in a second: on a clock that runs ten times as fast, a tenth of that.
  await lab.addInitScript(() => {
    const now = performance.now.bind(performance);
    performance.now = () => 10 * now();
  });
  await openLab(lab);
  await settled(lab);
  const engine = await lab.evaluate(() => window.lucarne.backend('wasm'));
  await lab.getByRole('button', { name: 'What is this?' }).click();
  await lab.getByRole('button', { name: 'Benchmark this device…' }).click();
  const dialog = lab.getByRole('dialog', { name: 'Benchmark this device' });

  await dialog.getByRole('button', { name: 'Run' }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('button', { name: /^Run/ })).toBeVisible({ timeout: 60_000 });
  expect(await lab.evaluate(() => window.lucarne.backend())).toBe(engine);

  await dialog.getByRole('button', { name: /^Run/ }).click();
  await expect(dialog.getByRole('status')).toContainText(' on ');
  await expect(dialog.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 150_000 });
  await expect(dialog.getByRole('rowheader', { name: /WASM/ })).toBeVisible();
  expect(await faults(lab, '[role=dialog]')).toEqual([]);

  const download = lab.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download JSON' }).click();
  const { rows } = JSON.parse(await readFile(await (await download).path(), 'utf8')) as Rows;
  expect(rows.map(({ backend }) => backend)).toEqual(expect.arrayContaining(['webgl', 'wasm', 'cpu']));
  for (const row of rows) {
    expect(row.forwardMs).toBeGreaterThan(0);
    expect(row.gradientMs).toBeGreaterThan(0);
    expect(row.agreement, row.backend).toBeGreaterThan(0.999);
    // On that clock a slow backend of a busy machine is one that no run is timed on.
    const timed = row.gradientMs < 2000 ? ['saliency', 'fooling', 'visualization'] : [];
    expect(Object.keys(row.exercises), row.backend).toEqual(timed);
  }
  expect(await lab.evaluate(() => window.lucarne.backend())).toBe(engine);
});
