import { gzipSync } from 'node:zlib';
import { type Part, saveData, watchFirstMap } from '../../testing/first-map';
import { expect, openLab, progress, test, verdict } from './rig';

/** `npm run bench -- bytes` says what it consists of. */
const MOST_KB = { page: 356, workers: 282 };

test('a first visit shows a bundled network reading a sample, with its map drawn, in light and in dark', async ({
  page,
}) => {
  await saveData(page);
  const askedFiles = await watchFirstMap(page);
  await openLab(page, '');
  await expect(verdict(page)).toContainText('Read as golf ball');
  await expect(page.getByRole('img', { name: 'Map for “golf ball”' })).toBeVisible();
  const networks = await page.evaluate(() => window.lucarne.networks());
  expect(networks.filter((row) => row.bundled).length).toBeGreaterThanOrEqual(1);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await background();
  await page.getByRole('button', { name: /^Switch to the/ }).click();
  await expect.poll(background).not.toBe(before);

  const files = await askedFiles(new URL('./', page.url()).href);
  const sent = { page: 0, workers: 0, network: 0, pictures: 0 };
  const holders: Part[] = [];
  for (const { url, part } of files.filter((file) => file.url.startsWith('http'))) {
    const body = Buffer.from(await (await fetch(url)).arrayBuffer());
    sent[part] += gzipSync(body).byteLength / 1000;
    if (url.endsWith('.js') && /registerBackend|WEBGL_PACK/.test(body.toString())) holders.push(part);
  }
  // The page paints without TF.js: only its workers fetch it.
  expect(new Set(holders)).toEqual(new Set(['workers']));
  // What a first map does not need comes after it.
  expect.soft(sent.page, 'kB of the page, with gzip').toBeLessThan(MOST_KB.page);
  expect.soft(sent.workers, 'kB of its workers').toBeLessThan(MOST_KB.workers);
  expect(sent.page, 'all of the page is counted').toBeGreaterThan(MOST_KB.page / 2);
  expect(sent.workers).toBeGreaterThan(MOST_KB.workers / 2);
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

  // An aborted run ends with an AbortError, and leaves no tensor behind.
  const { name, before, after } = await page.evaluate(async () => {
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

test('a run goes on where nobody looks, and its last frame is there when somebody does', async ({ page }) => {
  await openLab(page, 'network=tiny&exercise=visualization&class-visualization.iterations=400');
  await page.evaluate(() => {
    // A hidden page gets no animation frames until it is looked at again.
    const draw = window.requestAnimationFrame.bind(window);
    const waiting: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (callback) => waiting.push(callback);
    addEventListener('looked-at', () => {
      window.requestAnimationFrame = draw;
      for (const callback of waiting) draw(callback);
    });
  });
  const picture = (): Promise<string> =>
    page
      .getByRole('img', { name: /looks like to it$/ })
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(progress(page)).toContainText('Done · 400 steps', { timeout: 60_000 });
  const unseen = await picture();
  await page.evaluate(() => dispatchEvent(new Event('looked-at')));
  await expect.poll(picture).not.toBe(unseen);
});
