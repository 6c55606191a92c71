import type { Page } from '@playwright/test';
import { ORDER_DEADLINES } from '../../src/engine/page/cancel-deadline';
import { dropFiles, expect, openLab, progress, settled, test, testPhotoFile } from './rig';

/** Begins a class visualisation that would take minutes, and waits until it is some steps in. */
async function longRun(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Class visualisation' }).click();
  await page.getByRole('group', { name: 'Run' }).getByRole('button', { name: 'Run' }).click();
  await expect(progress(page)).toContainText(/Step (?!0 )[\d,]+ of 100,000/);
}

const LONG = 'network=tiny&class-visualization.iterations=100000';

test('a worker that ends without a word is noticed: the run is stopped, its last frame kept, and the next one works', async ({
  lab,
}) => {
  await lab.goto(`./#${LONG}`);
  await lab.evaluate(() => window.lucarne.ready);
  await longRun(lab);
  const engine = lab.workers().find((worker) => /\/worker-[^/]*\.js/.test(worker.url()));
  expect(engine).toBeDefined();
  // Who closes answers nobody any more.
  void engine?.evaluate(() => self.close()).catch(() => undefined);
  await expect(progress(lab)).toContainText(/Stopped at step [\d,]+, kept/);
  await expect(lab.getByText('The engine is started again')).toBeVisible();
  await expect(lab.getByText(/worker stopped/).first()).toBeVisible();
  await lab.getByRole('tab', { name: 'Saliency' }).click();
  await lab.getByRole('group', { name: 'Run' }).getByRole('button', { name: 'Run' }).click();
  await expect(progress(lab)).toContainText('Done');

  await test.step('a run that another exercise overtakes stands parked, and leaving the page asks', async () => {
    await longRun(lab);
    await lab.getByRole('tab', { name: 'Fooling' }).click();
    await lab.getByRole('group', { name: 'Run' }).getByRole('button', { name: 'Run' }).click();
    const offer = lab.getByRole('button', {
      name: /^Continue Class visualisation from step [\d,]+ of 100,000/,
    });
    await expect(offer).toBeVisible();
    await expect(progress(lab)).toContainText('Done');
    // Fooled long before its last step: what is done fills the bar.
    await expect(lab.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('aria-valuenow', '100');
    const words = (await offer.textContent()) ?? '';
    const stood = Number(/step ([\d,]+)/.exec(words)?.[1]?.replaceAll(',', ''));
    await offer.click();
    await expect(async () => {
      const line = (await progress(lab).textContent()) ?? '';
      expect(Number(/Step ([\d,]+)/.exec(line)?.[1]?.replaceAll(',', ''))).toBeGreaterThan(stood);
    }).toPass();
    const asked = lab.waitForEvent('dialog');
    await lab.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
  });
});

test('an engine that hangs is replaced by itself once a newer photo takes the place of the one it was asked about', async ({
  page,
}) => {
  // Only the page's clock: the engine's deadline passes in a moment.
  await page.clock.install();
  await openLab(page);
  await settled(page);
  const engine = page.workers().find((worker) => /\/worker-[^/]*\.js/.test(worker.url()));
  void engine
    ?.evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  const sees = page.getByRole('region', { name: 'What it sees' }).getByRole('list');
  for (const seed of [3, 4]) {
    await dropFiles(page, testPhotoFile(seed, 60, 40));
    await expect(page.getByRole('img', { name: `photo-${seed}.png, as the network sees it` })).toBeVisible();
    await expect(sees).toHaveAttribute('aria-busy', 'true');
  }
  await page.clock.fastForward(ORDER_DEADLINES.classify);
  await expect(page.getByText('The engine is started again')).toBeVisible();
  await expect(sees).toHaveAttribute('aria-busy', 'false');
  await settled(page);
});
