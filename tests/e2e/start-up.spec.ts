import { pageScripts } from '../../testing/page-scripts';
import { expect, openLab, progress, test } from './rig';

test('the page paints without TF.js: only its workers fetch it', async ({ page }) => {
  const fetched = new Map<string, Promise<string>>();
  page.on('response', (response) => {
    if (/(\.js|\/)$/.test(response.url())) fetched.set(response.url(), response.text());
  });
  await openLab(page);
  const texts = new Map<string, string>();
  for (const [url, text] of fetched) texts.set(url, await text);
  const scripts = pageScripts(texts, new URL('./', page.url()).href);
  const holders = [...texts.keys()].filter((url) => /registerBackend|WEBGL_PACK/.test(texts.get(url) ?? ''));
  expect(scripts.size).toBeGreaterThan(1);
  expect(holders, 'the pattern finds TF.js where it is').not.toEqual([]);
  expect(holders.filter((url) => scripts.has(url))).toEqual([]);
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
