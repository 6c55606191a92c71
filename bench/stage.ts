import type { Page } from '@playwright/test';
import { openLabPage } from './lab-page.ts';
import { table } from './tables.ts';

const SIZES = [
  [1280, 800],
  [1440, 900],
  [1920, 1080],
  [1024, 768],
  [390, 844],
] as const;

/** What stands on the stage once an exercise has something to show. */
const EXERCISES = [
  { name: 'saliency', link: '', begins: false },
  { name: 'fooling', link: 'exercise=fooling', begins: true },
  {
    name: 'class visualisation',
    link: 'exercise=visualization&class-visualization.iterations=20',
    begins: true,
  },
] as const;

/** How much of the window each exercise's pictures take, at the sizes of a desk, a small one and a phone. */
export async function benchStage(json: boolean): Promise<string[]> {
  const lab = await openLabPage();
  try {
    const { page } = lab;
    const rows: { name: string; shares: number[] }[] = [];
    for (const { name, link, begins } of EXERCISES) {
      await page.setViewportSize({ width: SIZES[0][0], height: SIZES[0][1] });
      await page.evaluate((hash) => {
        location.hash = hash;
      }, link);
      if (begins) await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.locator('.progress').filter({ hasText: 'Done' }).waitFor();
      const shares: number[] = [];
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        await settled(page);
        shares.push(await shareOfPictures(page));
      }
      rows.push({ name, shares });
    }
    if (json) console.log(JSON.stringify({ bench: 'stage', sizes: SIZES, rows }));
    else
      console.log(
        table([
          ['share of the window', ...SIZES.map(([width, height]) => `${width} × ${height}`)],
          ...rows.map(({ name, shares }) => [
            name,
            ...shares.map((share) => `${(100 * share).toFixed(1)} %`),
          ]),
        ]),
      );
    return [];
  } finally {
    await lab.close();
  }
}

/** Two frames after the window has changed its size, everything has found its place. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            resolve();
          });
        });
      }),
  );
}

/** Pixels of the window that show a picture of the stage, without its mat and without what is scrolled out of sight, of all. */
function shareOfPictures(page: Page): Promise<number> {
  return page.evaluate(() => {
    const pictures = document.querySelectorAll<HTMLCanvasElement>('main .picture [role="img"] canvas');
    let area = 0;
    for (const canvas of pictures) {
      const box = canvas.getBoundingClientRect();
      const scale = Math.min(box.width / canvas.width, box.height / canvas.height);
      // Of two in one place, the one counts.
      if (canvas.width <= 1 || scale === 0 || canvas.closest('.swept-after, [data-hidden]')) continue;
      const [width, height] = [canvas.width * scale, canvas.height * scale];
      let left = box.left + (box.width - width) / 2;
      let top = box.top + (box.height - height) / 2;
      let [right, bottom] = [left + width, top + height];
      for (let above = canvas.parentElement; above; above = above.parentElement) {
        if (above === document.body || getComputedStyle(above).overflowY === 'visible') continue;
        const edge = above.getBoundingClientRect();
        [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
        [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
      }
      [left, top] = [Math.max(left, 0), Math.max(top, 0)];
      [right, bottom] = [Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
      area += Math.max(0, right - left) * Math.max(0, bottom - top);
    }
    return area / (innerWidth * innerHeight);
  });
}
