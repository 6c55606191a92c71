import { readFile } from 'node:fs/promises';
import { BACKEND_NAMES } from '../../src/engine/protocol/backend-reason';
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

/** With LUCARNE_ALL_SAMPLES an emulated GPU is quick enough for the exercises, too; otherwise it is taken for one that is too slow. */
const PACE = process.env['LUCARNE_ALL_SAMPLES'] ? 10 : 40;

test('the device is timed from the About dialog, and the engine is left as it was', async ({ page: lab }) => {
  // Each run is as long as what can be done in a second: on a clock that runs forty times as fast, a fortieth of that.
  await lab.addInitScript((pace) => {
    const now = performance.now.bind(performance);
    performance.now = () => pace * now();
  }, PACE);
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

test('Auto passes over an emulated GPU and says so; measured again, every engine has its number', async ({
  page,
}) => {
  await openLab(page);
  await settled(page);
  const first = await page.evaluate(() => window.lucarne.engine());
  test.skip(!first.gpus?.webgl?.software, 'A real GPU computes here.');
  expect(first).toMatchObject({ id: 'wasm', chosen: 'auto' });
  expect(first.reason).toContain('software WebGL was not measured');
  expect(Object.keys(first.measured ?? {})).toEqual(['wasm']);

  await page.getByRole('button', { name: /^Engine/ }).click();
  const popover = page.getByRole('dialog', { name: 'Engine' });
  await popover.getByRole('button', { name: 'Measure again' }).click();
  await expect(popover.getByRole('status')).toContainText(/^Measuring \w+, \d of \d$/);
  await popover.getByRole('button', { name: 'Cancel' }).click();
  await expect(popover.getByRole('button', { name: 'Measure again' })).toBeEnabled();
  expect((await page.evaluate(() => window.lucarne.engine())).reason).toBe(first.reason);

  await popover.getByRole('button', { name: 'Measure again' }).click();
  await expect(popover.getByRole('button', { name: 'Measure again' })).toBeEnabled({ timeout: 90_000 });
  const again = await page.evaluate(() => window.lucarne.engine());
  expect(Object.keys(again.measured ?? {}).sort()).toEqual(
    [...Object.keys(again.gpus ?? {}), 'cpu', 'wasm'].sort(),
  );
  // The fastest here and now: which one that is depends on what else the machine does.
  const [fastest] = Object.entries(again.measured ?? {}).sort(([, a], [, b]) => a - b);
  expect(again.id).toBe(fastest?.[0]);
  expect(again.reason).toMatch(/: .*faster here than .*gradient step of /);
  await expect(popover.getByRole('row').and(popover.locator('[data-fastest]'))).toContainText(
    BACKEND_NAMES[again.id],
  );

  await page.reload();
  await page.evaluate(() => window.lucarne.ready);
  await settled(page);
  expect((await page.evaluate(() => window.lucarne.engine())).reason).toBe(again.reason);
});
