import type { Locator } from '@playwright/test';
import { dropFiles, expect, figures, notices, openLab, test, verdict } from './rig';
import { smallTargets, touched } from './touch-targets';

test('a frame of the film strip stands on the stage, with its own numbers, until the newest is wanted', async ({
  lab: page,
}) => {
  await page.getByRole('tab', { name: 'Class visualisation' }).click();
  // An empty chart's numbers are whole: no ink touches the edge of what they are drawn on.
  const cut = await page
    .getByRole('img', { name: /^Live curve/ })
    .locator('canvas')
    .evaluate((node) => {
      const canvas = node as HTMLCanvasElement;
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      const inked = (x: number, y: number) => (data[4 * (y * width + x) + 3] ?? 0) > 0;
      const rows = Array.from({ length: width }, (_, x) => inked(x, 0) || inked(x, height - 1));
      const columns = Array.from({ length: height }, (_, y) => inked(0, y) || inked(width - 1, y));
      return { drawn: data.some((value) => value > 0), edge: [...rows, ...columns].includes(true) };
    });
  expect(cut).toEqual({ drawn: true, edge: false });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText(/^Done · \d+ steps$/)).toBeVisible({ timeout: 60_000 });
  const picture = page.getByRole('img', { name: /^What “.*” looks like to it$/ }).locator('canvas');
  const bytes = () => picture.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const newest = await bytes();
  const strip = page.getByRole('list', { name: /^Film strip/ }).getByRole('button');
  const done = await page.getByText(/^Done · \d+ steps$/).innerText();
  // The strip reaches the last step, wherever its even ones stop.
  await expect(strip.last()).toHaveAccessibleName(`Look at step ${/\d+/.exec(done)?.[0] ?? ''}`);

  await strip.first().click();
  await expect(strip.first()).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText(/^Step \d+ is on the stage\.$/)).toBeVisible();
  expect(await bytes()).not.toBe(newest);
  await expect(page.getByRole('status').filter({ hasText: /^At step \d+: / })).toBeVisible();
  await page.getByRole('button', { name: 'Back to the newest' }).click();
  expect(await bytes()).toBe(newest);
});

test('a map of the table opens beside its photo, whole, on every desk', async ({ page }) => {
  await openLab(page, 'network=tiny&saliencyView=table');
  await page
    .getByRole('button', { name: /^Map of .*: open/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  const pictures = dialog.getByRole('img', { name: /, as the network saw it$|^Map for / });
  await expect(pictures).toHaveCount(2);
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 1440, height: 900 },
    { width: 1920, height: 1080 },
  ]) {
    await page.setViewportSize(viewport);
    const [left, right] = await pictures.evaluateAll((both) =>
      both.map((picture) => picture.getBoundingClientRect().toJSON() as DOMRect),
    );
    expect(left!.top).toBeCloseTo(right!.top, 0);
    expect(right!.left).toBeGreaterThanOrEqual(left!.right);
    const save = (await dialog.getByRole('button', { name: 'Save as PNG' }).boundingBox())!;
    expect(save.y + save.height).toBeLessThan(viewport.height);
  }
});

test('the page at other sizes: nothing is covered, cut, orphaned or out of line', async ({ lab: page }) => {
  await test.step('a notice covers neither the views nor a dialog’s head', async () => {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await dropFiles(page, { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
    const notice = page.getByRole('alert').last();
    await expect(notice).toBeVisible();
    // It slides in.
    await expect(async () => {
      const box = (await notice.boundingBox())!;
      for (const name of ['Map', 'Compare', 'Locate']) {
        const view = (await page.getByText(name, { exact: true }).first().boundingBox())!;
        expect(view.y + view.height).toBeLessThan(box.y);
      }
      const run = (await page.getByRole('button', { name: 'Run', exact: true }).boundingBox())!;
      expect(box.y + box.height).toBeLessThanOrEqual(run.y);
    }).toPass({ timeout: 8000 });
    await notice.getByRole('button').last().click();
    await expect(notices(page)).toHaveCount(0);
  });

  await test.step('words stand in line with their pictures on a wide desk', async () => {
    const left = async (place: Locator): Promise<number> =>
      (await place.first().boundingBox())?.x ?? Number.NaN;
    await page.setViewportSize({ width: 1920, height: 1080 });
    for (const exercise of ['Fooling', 'Saliency']) {
      await page.getByRole('tab', { name: exercise }).click();
      const words = verdict(page).getByRole('paragraph');
      expect(Math.abs((await left(figures(page))) - (await left(words))), exercise).toBeLessThan(2);
    }
  });

  await test.step('at 200 % zoom most of the window is the content’s', async () => {
    await page.setViewportSize({ width: 640, height: 400 });
    await page.getByRole('img', { name: /^Map for/ }).scrollIntoViewIfNeeded();
    const free = await page.evaluate(() => {
      let rows = 0;
      const stage = document.getElementById('stage');
      for (let y = 0; y < innerHeight; y += 4) {
        const there = document.elementFromPoint(innerWidth / 2, y);
        if (there && stage?.contains(there) && !there.closest('[aria-label="Run"]')) rows += 4;
      }
      return rows;
    });
    expect(free).toBeGreaterThan(240);
  });

  await test.step('a phone of 360 pixels never scrolls sideways, and reaches every exercise and setting', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const exercises = page.getByRole('navigation');
    for (const exercise of ['Fooling', 'Visualise', 'Saliency']) {
      await exercises.getByRole('button', { name: exercise, exact: true }).click();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeInViewport();
    }
    // A finger's slider at its end reaches no further than the page.
    const touch = await page.context().newCDPSession(page);
    await touch.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    const views = page.getByRole('radiogroup', { name: 'What to do with the map' });
    await views.getByText('Limits').click();
    await expect(page.getByRole('slider', { name: /^Contrast/ })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      await page.evaluate(() => document.documentElement.clientWidth),
    );
    await touch.send('Emulation.setTouchEmulationEnabled', { enabled: false });
    await views.getByText('Map').click();
    await exercises.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('dialog').getByText('Reading the map')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  await test.step('on a phone two pictures stand in one place, as wide as it is, until somebody wants them side by side', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const bar = page.getByRole('slider', { name: /^Bar between “What the network saw” and “Map for / });
    expect((await bar.boundingBox())!.width).toBeGreaterThan(340);
    await expect(page.getByRole('button', { name: /^Look closer: Map for / })).toBeVisible();
    await page.getByText('Side by side', { exact: true }).click();
    await expect(bar).toHaveCount(0);
    await expect(figures(page)).toHaveCount(2);
  });

  await test.step('on a phone no picture is orphaned, no tooltip covers anything, and no caption is cut', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('navigation').getByRole('button', { name: 'Fooling', exact: true }).click();
    const pictures = figures(page);
    await expect(pictures).toHaveCount(3);
    const [first, second, third] = await pictures.evaluateAll((all) =>
      all.map((picture) => picture.getBoundingClientRect().toJSON() as DOMRect),
    );
    expect(third!.left).toBeCloseTo(first!.left, 0);
    // As wide as the two above it together.
    expect(third!.right).toBeCloseTo(second!.right, 0);
    // What has come of it is said before the difference.
    expect((await verdict(page).boundingBox())!.y).toBeLessThan(third!.top);
    // What a pointer rests on opens its tooltip, which is not shown where there is no room for it.
    await page.getByRole('button', { name: 'Run', exact: true }).hover();
    await expect(page.getByRole('tooltip', { includeHidden: true }).first()).toBeAttached();
    await expect(page.getByRole('tooltip')).toHaveCount(0);
    // However long a caption is, all of it is there.
    const cut = await pictures.locator('figcaption > *').evaluateAll(
      (parts) =>
        parts.filter((part) => {
          part.textContent = 'a caption of many words '.repeat(6);
          return part.scrollWidth > part.clientWidth + 1;
        }).length,
    );
    expect(cut).toBe(0);
  });

  await test.step('all that is pressed has room for a finger', async () => {
    const letGo = await touched(page);
    const exercises = page.getByRole('navigation');
    for (const exercise of ['Fooling', 'Visualise', 'Saliency']) {
      await exercises.getByRole('button', { name: exercise, exact: true }).click();
      expect(await smallTargets(page), exercise).toEqual([]);
    }
    await exercises.getByRole('button', { name: 'Settings' }).click();
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('button', { name: 'More settings' }).click();
    expect(await smallTargets(page), 'Settings').toEqual([]);
    // Escape puts away what explains a setting, and not the settings.
    await settings.getByRole('button', { name: 'About Gamma' }).click();
    const help = page.getByRole('dialog').filter({ hasText: 'When it rises:' });
    await expect(help.last()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(help).toHaveCount(0);
    await expect(settings).toBeVisible();
    await letGo();
  });
});
