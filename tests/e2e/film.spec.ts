import { decodeFrames } from 'modern-gif';
import { readFile } from 'node:fs/promises';
import { recordOf } from '../../src/export/run-record';
import { expect, openLab, progress, test } from './rig';

test('a run’s frames as a film: WebM and GIF, each read again by another decoder, show the same last frame', async ({
  page,
}) => {
  const numbers = 'class-visualization.iterations=4&frameEvery=1';
  await openLab(page, `network=tiny&exercise=visualization&${numbers}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(progress(page)).toContainText('Done', { timeout: 30_000 });
  await test.step('as one figure, which carries the run', async () => {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save figure' }).click();
    const file = await readFile(await (await saved).path());
    expect(recordOf(new Uint8Array(file))).toMatchObject({ picture: 'figure', recipe: { steps: 4 } });
  });
  await page.getByRole('button', { name: 'Save as a film' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as a film' });
  await expect(dialog.getByRole('status')).toContainText('5 frames, 1.5 s, 128 × 160 pixels.');
  const save = async (format: string): Promise<Buffer> => {
    await dialog.getByText(format, { exact: true }).click();
    const saved = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${format.toLowerCase()}$`));
    return readFile(await file.path());
  };

  const gif = decodeFrames(new Uint8Array(await save('GIF')));
  expect(gif.map(({ delay }) => delay)).toEqual([100, 100, 100, 100, 1100]);
  const webm = await page.evaluate(
    async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const video = document.createElement('video');
      video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/webm' }));
      const seen = new Promise((resolve, reject) => {
        video.addEventListener('seeked', resolve);
        video.addEventListener('error', () => reject(new Error(video.error?.message)));
      });
      video.addEventListener('loadeddata', () => (video.currentTime = 1.4));
      await seen;
      const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
      const context = canvas.getContext('2d')!;
      let data = new Uint8ClampedArray(4);
      // A busy browser says that it has sought before it has the frame; until then it draws nothing.
      while (data[3] === 0) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        context.drawImage(video, 0, 0);
        ({ data } = context.getImageData(0, 0, canvas.width, canvas.height));
      }
      return { width: canvas.width, height: canvas.height, duration: video.duration, data: [...data] };
    },
    (await save('WebM')).toString('base64'),
  );
  expect(webm).toMatchObject({ width: 128, height: 160 });
  expect(webm.duration).toBeCloseTo(1.5, 1);
  const apart = (data: ArrayLike<number>): number =>
    webm.data.reduce((sum, value, i) => sum + Math.abs(value - data[i]!), 0) / webm.data.length;
  expect(apart(gif.at(-1)!.data)).toBeLessThan(20);
  expect(apart(gif.at(-1)!.data)).toBeLessThan(apart(gif[0]!.data));
});
