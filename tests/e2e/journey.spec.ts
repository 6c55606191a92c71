import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { recordOf } from '../../src/export/run-record';
import { readPng } from '../../testing/png-pixels';
import {
  bars,
  classOf,
  dropFiles,
  expect,
  figures,
  imageInPage,
  openLab,
  picturePanel,
  progress,
  reencode,
  test,
  testPhotoFile,
  verdict,
} from './rig';

const stepOf = async (page: Page): Promise<number> =>
  Number(/Step ([\d,]+)/.exec((await progress(page).textContent()) ?? '')?.[1]?.replaceAll(',', ''));
const tensors = (page: Page) => page.evaluate(async () => (await window.lucarne.memory()).tensors);

test('a dropped photo goes through the three exercises, and a saved PNG brings its run back', async ({
  lab,
}) => {
  test.setTimeout(240_000);
  // As most people have it, with everything that moves.
  await lab.emulateMedia({ reducedMotion: 'no-preference' });
  // The page opens with a sample read and its map drawn.
  await expect(verdict(lab)).toContainText('Read as class');
  await expect(bars(lab)).toHaveCount(5);
  await expect(lab.getByRole('img', { name: /^Map for/ })).toBeVisible();
  const before = await tensors(lab);
  const photo = await reencode(lab, testPhotoFile(3, 320, 240), 'image/jpeg');

  await test.step('drop a photo with the mouse', async () => {
    await dropFiles(lab, photo);
    await expect(picturePanel(lab)).toContainText('320 × 240');
    await expect(progress(lab)).toContainText('Done');
  });

  await test.step('read the map another way without a new run', async () => {
    const pixels = () =>
      figures(lab)
        .nth(1)
        .locator('canvas')
        .evaluate((node) => (node as HTMLCanvasElement).toDataURL());
    const absolute = await pixels();
    await lab.getByText('Signed', { exact: true }).click();
    await expect.poll(pixels).not.toBe(absolute);
    await lab.getByRole('slider', { name: 'Overlay' }).press('Home');
    await expect(progress(lab)).toContainText('Done');
  });

  await test.step('fool the network', async () => {
    await lab.getByRole('tab', { name: 'Fooling' }).click();
    const second = await classOf(bars(lab).nth(1));
    await bars(lab).nth(1).click();
    await lab.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(verdict(lab)).toContainText(`Read as ${second} (`, { timeout: 60_000 });
    await expect(verdict(lab)).toContainText('No pixel changed by more than');
  });

  const saved = await test.step('save the fooled picture', async () => {
    const figure = figures(lab).nth(1);
    await figure.hover();
    await figure.getByRole('button', { name: /^Save as PNG/ }).click();
    const download = lab.waitForEvent('download');
    await lab.getByRole('menuitem', { name: /^2×/ }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^photo-3-targeted-gradient-class-.*-result-2x\.png$/);
    return {
      name: file.suggestedFilename(),
      mimeType: 'image/png',
      buffer: await readFile(await file.path()),
    };
  });

  await test.step('the saved file holds its recipe, and still fools', async () => {
    const record = recordOf(new Uint8Array(saved.buffer));
    expect(record).toMatchObject({
      picture: 'result',
      scale: 2,
      recipe: { method: 'targeted-gradient', fit: 'squash' },
    });
    const large = readPng(saved.buffer);
    const width = large.width / 2;
    const data = new Uint8ClampedArray(width * width * 4);
    for (let y = 0; y < width; y += 1) {
      for (let x = 0; x < width; x += 1) {
        data.set(
          large.data.subarray((y * 2 * large.width + x * 2) * 4, (y * 2 * large.width + x * 2) * 4 + 4),
          (y * width + x) * 4,
        );
      }
    }
    const image = await imageInPage(lab, { width, height: width, data });
    const best = await image.evaluate(async (pixels, network) => {
      const { top } = await window.lucarne.classify({ network, image: pixels });
      return top[0]?.index;
    }, record?.recipe.network ?? '');
    expect(best).toBe(record?.recipe.target);
  });

  await test.step('drop the saved file: the run is back, and the file is read again', async () => {
    await openLab(lab);
    await expect(verdict(lab)).toContainText('Read as class');
    await dropFiles(lab, saved);
    await expect(lab.getByText('The run in this file is back')).toBeVisible();
    const target = recordOf(new Uint8Array(saved.buffer))?.recipe.targetName ?? '';
    await expect(lab.getByText(`The saved picture itself is read as ${target} (`)).toBeVisible();
    await expect(lab.getByRole('tab', { name: 'Fooling' })).toHaveAttribute('aria-selected', 'true');
    await expect(verdict(lab)).toContainText(`Read as ${target} (`, { timeout: 60_000 });
  });

  await test.step('class visualisation: sliders act on the running optimisation, and the page answers each', async () => {
    await lab.getByRole('tab', { name: 'Class visualisation' }).click();
    await lab.getByRole('textbox', { name: 'Iterations, value' }).fill('20000');
    const run = lab.getByRole('button', { name: 'Run', exact: true });
    await run.click();
    await expect(progress(lab)).toContainText(/Step [1-9]/);
    const lambda = lab.getByRole('textbox', { name: 'Penalty, value' });
    for (let press = 0; press < 6; press += 1) {
      const [value, step] = [await lambda.inputValue(), await stepOf(lab)];
      await lab.getByRole('slider', { name: 'Penalty' }).press('ArrowRight');
      await expect(lambda).not.toHaveValue(value);
      // The run goes on meanwhile.
      await expect.poll(() => stepOf(lab)).toBeGreaterThan(step);
    }
    await lab.getByRole('button', { name: 'Pause' }).click();
    await expect(progress(lab)).toContainText('paused');
    // A frame that was on its way when the pause came may still arrive.
    let held = '';
    await expect(async () => {
      held = (await progress(lab).textContent()) ?? '';
      // Time enough for steps, which the engine answers these between.
      for (let question = 0; question < 20; question += 1) await tensors(lab);
      expect(await progress(lab).textContent()).toBe(held);
    }).toPass();
    await lab.getByRole('button', { name: 'Step', exact: true }).click();
    await expect(progress(lab)).not.toHaveText(held);
    await lab.getByRole('button', { name: 'Resume' }).click();
    await expect(progress(lab)).toContainText('left');
    await lab.getByRole('button', { name: 'Cancel' }).click();
    await expect(run).toBeVisible();
  });

  await test.step('nothing is left behind', async () => {
    await expect.poll(() => tensors(lab)).toBe(before);
  });
});

test('another score draws the map anew, and a link pasted into the open page loads its network', async ({
  lab,
}) => {
  await expect(verdict(lab)).toContainText('the logit of the class');
  await lab
    .getByLabel(/^Score to explain/)
    .first()
    .click();
  await lab.getByRole('option', { name: /margin/i }).click();
  await expect(verdict(lab)).toContainText('the strongest rival’s logit');
  await expect(progress(lab)).toContainText('Done');
  await lab.evaluate(() => {
    location.hash = 'network=squeezenet-sixteen';
  });
  await expect(verdict(lab)).toContainText('Read as golf ball', { timeout: 60_000 });
  await lab.evaluate(() => {
    location.hash = 'network=no-such-network';
  });
  await expect(
    lab.getByText('The address names the network “no-such-network”, which is not here.'),
  ).toBeVisible();
});

test('stop keeps what is there: the address brings every setting back, and its file the run to the same step', async ({
  lab,
}) => {
  await lab.getByRole('tab', { name: 'Class visualisation' }).click();
  await lab.getByRole('combobox', { name: 'Preset' }).click();
  await lab.getByRole('option', { name: 'RDFIA' }).click();
  await lab.getByRole('textbox', { name: 'Iterations, value' }).fill('50000');
  await lab.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(progress(lab)).toContainText(/Step \d+ of 50,000/);
  await lab.keyboard.press('Escape');
  await lab.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(progress(lab)).toContainText(/Step [1-9]/);
  await lab.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(progress(lab)).toContainText('stopped, kept');
  await expect(verdict(lab)).toContainText('Read as');
  await expect.poll(() => lab.url()).toContain('iterations=50000');

  const figure = figures(lab).first();
  await figure.hover();
  await figure.getByRole('button', { name: /^Save as PNG/ }).click();
  const download = lab.waitForEvent('download');
  await lab.getByRole('menuitem', { name: /^1×/ }).click();
  const file = await download;
  const buffer = await readFile(await file.path());
  const record = recordOf(new Uint8Array(buffer));
  const steps = record?.recipe.steps ?? 0;
  expect(steps).toBeGreaterThan(0);
  expect(record).not.toHaveProperty('input');
  const canvas = () => figure.locator('canvas').evaluate((node) => (node as HTMLCanvasElement).toDataURL());
  const before = await canvas();

  await lab.reload();
  await lab.evaluate(() => window.lucarne.ready);
  await expect(lab.getByRole('tab', { name: 'Class visualisation' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(lab.getByRole('textbox', { name: 'Iterations, value' })).toHaveValue('50000');

  await openLab(lab);
  await expect(verdict(lab)).toContainText('Read as class');
  await dropFiles(lab, { name: file.suggestedFilename(), mimeType: 'image/png', buffer });
  await expect(progress(lab)).toContainText(`Step ${steps.toLocaleString('en')} of 50,000 · stopped, kept`, {
    timeout: 60_000,
  });
  await expect.poll(canvas).toBe(before);
});

test('by keyboard alone: an exercise runs, arrow keys move every slider, and Escape in a field leaves the run alone', async ({
  lab,
}) => {
  await expect(verdict(lab)).toContainText('Read as class');
  await lab.keyboard.press('2');
  await expect(lab.getByRole('tab', { name: 'Fooling' })).toHaveAttribute('aria-selected', 'true');
  await lab.getByRole('textbox', { name: 'Class to be read as' }).focus();
  await lab.keyboard.type('class 7');
  await lab.keyboard.press('Enter');
  await expect(lab.getByRole('textbox', { name: 'Class to be read as' })).toHaveValue('class 7');
  await lab.getByRole('button', { name: 'Run', exact: true }).focus();
  await lab.keyboard.press('Enter');
  await expect(progress(lab)).toContainText(/[Ss]tep/);
  await lab.keyboard.press('Escape');
  await expect(lab.getByRole('button', { name: 'Run', exact: true })).toBeVisible();

  await lab.keyboard.press('3');
  await expect(lab.getByRole('tab', { name: 'Class visualisation' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  for (const name of ['Step size', 'Iterations', 'Penalty', 'Jitter', 'Blur every']) {
    const field = lab.getByRole('textbox', { name: `${name}, value` });
    const before = await field.inputValue();
    await lab.getByRole('slider', { name }).press('ArrowLeft');
    await expect(field).not.toHaveValue(before);
  }
  await lab.getByRole('textbox', { name: 'Iterations, value' }).fill('60000');
  await lab.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(progress(lab)).toContainText(/Step [1-9]/);
  await lab.getByRole('textbox', { name: 'Class to show' }).click();
  await lab.keyboard.press('Escape');
  await expect(lab.getByRole('button', { name: 'Pause' })).toBeVisible();
  await lab.getByRole('button', { name: 'Cancel' }).click();
  await expect(progress(lab)).toContainText('Cancelled at step');
});
