import { expect, openLab, progress, test, verdict } from './rig';

test('a first visit shows a bundled network reading a sample, with its map drawn, in light and in dark', async ({
  page,
}) => {
  await openLab(page, '');
  await expect(verdict(page)).toContainText('Read as golf ball');
  await expect(page.getByRole('img', { name: 'Map for “golf ball”' })).toBeVisible();
  const networks = await page.evaluate(() => window.lucarne.networks());
  expect(networks.filter((row) => row.bundled).length).toBeGreaterThanOrEqual(1);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await background();
  await page.getByRole('button', { name: /^Switch to the/ }).click();
  await expect.poll(background).not.toBe(before);
});

test('a script may run at once: the page gives way, and draws its own map afterwards', async ({ page }) => {
  await openLab(page);
  const outcomes = await page.evaluate(async () => {
    const request = { network: 'tiny', method: 'class-visualization', target: 3, params: { iterations: 30 } };
    const first = await window.lucarne.run(request);
    const second = await window.lucarne.run({ ...request, seed: 1 });
    return [first, second].map(({ steps, recipe }) => ({ steps, seed: recipe.seed }));
  });
  expect(outcomes).toEqual([
    { steps: 30, seed: 0 },
    { steps: 30, seed: 1 },
  ]);
  await expect(verdict(page)).toContainText('Read as class');
  await expect(progress(page)).toContainText('Done');
});

test('an aborted run ends with an AbortError, and leaves no tensor behind', async ({ lab }) => {
  const { name, before, after } = await lab.evaluate(async () => {
    const request = { network: 'tiny', method: 'class-visualization', params: { iterations: 50_000 } };
    const { tensors: before } = await window.lucarne.memory();
    const stop = new AbortController();
    const run = window.lucarne.run(request, {
      signal: stop.signal,
      onFrame: (frame) => {
        if (frame.step >= 3) stop.abort();
      },
    });
    const name = await run.then(
      () => 'finished',
      (error: unknown) => (error instanceof Error ? error.name : String(error)),
    );
    return { name, before, after: (await window.lucarne.memory()).tensors };
  });
  expect(name).toBe('AbortError');
  expect(after).toBe(before);
});
