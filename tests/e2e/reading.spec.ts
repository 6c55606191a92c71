import type { Locator, Page } from '@playwright/test';
import { SAMPLES } from '../../src/page/photo/samples';
import { bars, classOf, expect, faults, figures, openLab, progress, settled, test, verdict } from './rig';

const map = (page: Page): Locator => figures(page).nth(1);
const reading = (page: Page): Locator => page.getByRole('group', { name: 'Reading the map' });
const legend = (page: Page): Locator => page.getByRole('group', { name: 'What the colours mean' });
const pixels = (page: Page): Promise<string> =>
  map(page)
    .locator('canvas')
    .first()
    .evaluate((node) => (node as HTMLCanvasElement).toDataURL());
const formula = verdict;
const generation = (page: Page): Promise<string | null> => progress(page).textContent();

/** Does something that must change the map's pixels, with no new run. */
async function repaints(page: Page, act: () => Promise<unknown>): Promise<void> {
  const [before, run] = [await pixels(page), await generation(page)];
  await act();
  await expect.poll(() => pixels(page)).not.toBe(before);
  expect(await generation(page)).toBe(run);
}

test('a map is read in every way without a new run, its pixels by pointer and by keys, and its scale is kept', async ({
  lab,
}) => {
  const choose = (name: string) => reading(lab).getByText(name, { exact: true }).click();
  await expect(formula(lab)).toContainText('max over c of');
  await expect(formula(lab)).toContainText('Brighter: here a small change of the pixel');
  // A word of the field is explained where it stands.
  await map(lab).getByRole('button', { name: 'logit' }).click();
  await expect(lab.getByRole('dialog')).toContainText('The number that a network gives a class');
  await lab.keyboard.press('Escape');
  await expect(legend(lab)).toContainText('per unit of z · absolute · largest channel');
  await repaints(lab, () => choose('Mean'));
  await expect(formula(lab)).toContainText('mean over c of');
  await repaints(lab, () => choose('L2'));
  await expect(formula(lab)).toContainText('√(Σ over c of');
  await repaints(lab, () => choose('Signed'));
  await expect(legend(lab)).toHaveText(/^≤ −.+0.*≥ \+.+10⁻/);
  await repaints(lab, async () => {
    await lab.getByLabel('Gamma, value').fill('0,5');
    await lab.getByLabel('Gamma, value').press('Enter');
  });
  await expect(legend(lab)).toContainText('gamma 0.5');
  await repaints(lab, () => lab.getByRole('switch', { name: 'Photo only where strong' }).click());
  await expect(legend(lab)).toContainText('strongest 10 % of pixels');
  await expect(lab.getByLabel('Overlay, value')).toHaveValue('0');
  await choose('Absolute');
  await lab.getByRole('switch', { name: 'Photo only where strong' }).click();
  await repaints(lab, async () => {
    await lab.getByRole('combobox', { name: 'Colours' }).click();
    await lab.getByRole('option', { name: 'Hot, as in the course’s notebooks' }).click();
  });
  await expect.poll(() => new URL(lab.url()).hash).toContain('channels=l2');
  expect(await faults(lab)).toEqual([]);

  await test.step('a pixel is read on both pictures at once, by pointer and by keys', async () => {
    const caption = (index: number) => figures(lab).nth(index);
    const pictures = lab.getByRole('application');
    const crosses = pictures.locator('svg');
    await pictures.first().hover({ position: { x: 60, y: 80 } });
    await expect(crosses).toHaveCount(2);
    await expect(caption(0)).toContainText(/\(\d+, \d+\) {1,2}RGB \d+ \d+ \d+/);
    await expect(caption(1)).toContainText('per unit of z');
    const place = async (index: number) =>
      /\((\d+), (\d+)\)/.exec((await caption(index).textContent()) ?? '')?.slice(1);
    expect(await place(0)).toEqual(await place(1));
    await lab.mouse.move(2, 2);
    await expect(crosses).toHaveCount(0);

    const readable = map(lab).getByRole('application');
    await readable.focus();
    await lab.keyboard.press('ArrowRight');
    const start = (await place(1))!.map(Number);
    await lab.keyboard.press('ArrowRight');
    await lab.keyboard.press('Shift+ArrowDown');
    expect((await place(1))!.map(Number)).toEqual([start[0]! + 1, start[1]! + 10]);
    await expect(map(lab).locator('[aria-live]')).toContainText('per unit of z');
    await lab.keyboard.press('Escape');
    await expect(crosses).toHaveCount(0);
    await expect(readable).not.toBeFocused();
  });

  await test.step('a kept scale holds for the next class, and one of the five best is one click away', async () => {
    /** The scale's upper end, as the colour bar is called by. */
    const top = async () =>
      / to (?:at least )?(.+)$/.exec(
        (await legend(lab).getByRole('img').getAttribute('aria-label')) ?? '',
      )?.[1];
    const before = await top();
    await lab.getByRole('switch', { name: 'Keep this scale' }).click();
    await expect(reading(lab)).toContainText('Scale kept at');
    const second = bars(lab).nth(1);
    await second.click();
    await expect(second).toHaveAttribute('aria-pressed', 'true');
    const name = await classOf(second);
    await expect(map(lab)).toContainText(`for “${name}”`);
    await settled(lab);
    expect(before).toBeDefined();
    expect(await top()).toBe(before);
    await expect(legend(lab)).toContainText('this map reaches');
    await expect.poll(() => new URL(lab.url()).hash).toContain('keptScale=');
    await lab.reload();
    await expect(reading(lab)).toContainText('Scale kept at');
    await lab.getByRole('switch', { name: 'Scale kept at' }).click();
    await expect(legend(lab)).not.toContainText('kept scale');
  });
});

/** Another map on the same page, as a link pasted into it asks for one. */
const visit = (page: Page, hash: string): Promise<void> =>
  page.evaluate((next) => void (location.hash = next), `network=squeezenet-sixteen&saliency.method=${hash}`);

test('maps of other methods: Grad-CAM by its layers, one that grows tile by tile, one that says what is missing in it', async ({
  page,
}) => {
  await test.step('Grad-CAM’s layers go by their names, and have no channels to join', async () => {
    await openLab(page, 'network=squeezenet-sixteen&saliency.method=grad-cam');
    await settled(page);
    await expect(reading(page)).toContainText('there are no channels to join');
    await page.getByRole('combobox', { name: 'Layer A' }).click();
    await page.getByRole('option', { name: 'fire8 · 9×9×512' }).click();
    await expect(map(page)).toContainText('fire8 · 9×9×512');
    await expect.poll(() => new URL(page.url()).hash).toContain('grad-cam.depth=3');
  });

  await test.step('a slow map shows its first tiles, and can be stopped and kept', async () => {
    await visit(page, 'occlusion&occlusion.stride=4&occlusion.batch=1');
    await expect(legend(page)).toContainText('of the score J lost', { timeout: 60_000 });
    const early = await pixels(page);
    await expect.poll(() => pixels(page)).not.toBe(early);
    await page.getByRole('button', { name: 'Stop and keep' }).click();
    await expect(progress(page)).toContainText('stopped, kept');
    const kept = await pixels(page);
    await page.getByText('Signed', { exact: true }).click();
    await expect.poll(() => pixels(page)).not.toBe(kept);
  });

  await test.step('the completeness gap is said both ways, and driven down on request', async () => {
    await visit(page, 'integrated-gradients&integrated-gradients.steps=6&integrated-gradients.tolerance=0');
    await expect(progress(page)).toContainText('Done · 6 steps');
    await expect(verdict(page)).toContainText('the score differs by');
    await expect(verdict(page)).toContainText(/Completeness gap: [\d.]+ % \([\d.]+\)/);
    await verdict(page).getByRole('button', { name: 'Drive the gap down' }).click();
    await expect(page.getByLabel('Points, value')).toHaveValue('12');
    await expect(progress(page)).toContainText('Done · 12 steps');
    await expect(verdict(page)).toContainText('Completeness gap');
  });

  await test.step('integrated gradients add up to within 2 % at their defaults', async () => {
    if (ALL) test.setTimeout(1_800_000);
    const rows = await page.evaluate(
      async ({ images, networks }) => {
        const found: { name: string; gap: number }[] = [];
        for (const network of networks) {
          await window.lucarne.load(network);
          for (const image of images) {
            const request = { network, image, method: 'integrated-gradients', target: 'top1' } as const;
            const { scalars } = await window.lucarne.run(request);
            found.push({ name: `${network}, ${image}`, gap: scalars.completenessGap ?? Number.NaN });
          }
        }
        return found;
      },
      { images: DRAWINGS, networks: NETWORKS },
    );
    expect(rows).toHaveLength(DRAWINGS.length * NETWORKS.length);
    for (const { name, gap } of rows) expect.soft(gap, name).toBeLessThan(0.02);
  });
});

/** LUCARNE_ALL_SAMPLES: every drawing, both networks, also those that take many times the points that were asked for. */
const ALL = Boolean(process.env['LUCARNE_ALL_SAMPLES']);
const DRAWINGS = ALL ? SAMPLES.map(({ url }) => url) : ['samples/parachute.png'];
const NETWORKS = ALL ? ['squeezenet-sixteen', 'vgg16-slim'] : ['squeezenet-sixteen'];
