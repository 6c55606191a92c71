import type { Locator } from '@playwright/test';
import { SAMPLES } from '../../src/page/photo/samples';
import { expect, faults, figures, openLab, picturePanel, settled, test, verdict } from './rig';

// Written out: the store's own list imports its files the way Vite does, which Playwright does not read.
const PHOTOGRAPHS = [
  'March Pastoral, Peter Henry Emerson, 1888',
  'Boats in River, Nagasaki, Felice Beato, about 1865',
  'Airplane From Above, Fédèle Azari, 1914–1929',
  'Allium oreophilum, Karl Blossfeldt, 1928',
];

/** Every sample, and the scene of Limits. */
const DRAWINGS = [...SAMPLES, { url: 'scenes/two-golf-balls.png', className: 'golf ball' }];

test('both standard bundled networks read every drawing as what it shows, the one of two objects too', async ({
  page,
}) => {
  await openLab(page);
  const readings = await page.evaluate(
    async (urls) => {
      const networks = window.lucarne
        .networks()
        .filter((row) => row.bundled && !row.robust)
        .map((row) => row.id);
      const rows: { network: string; image: string; name: string; probability: number }[] = [];
      for (const network of networks) {
        for (const image of urls) {
          const { top } = await window.lucarne.classify({ network, image });
          rows.push({ network, image, name: top[0]!.name, probability: top[0]!.probability });
        }
      }
      return rows;
    },
    DRAWINGS.map(({ url }) => url),
  );
  const networks = new Set(readings.map(({ network }) => network));
  expect(networks.size).toBeGreaterThanOrEqual(2);
  expect(readings.length).toBe(networks.size * DRAWINGS.length);
  for (const { network, image, name, probability } of readings) {
    const shown = DRAWINGS.find(({ url }) => url === image)?.className;
    expect.soft(name, `${image}, read by ${network}`).toBe(shown);
    expect.soft(probability, `${image}, read by ${network}`).toBeGreaterThan(0.5);
  }
});

test('the gallery fetches nothing before it is opened, and a drawing is one press away, by keyboard too', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (/\/samples\/|\.jpe?g$/.test(request.url())) fetched.push(request.url().split('/').at(-1)!);
  });
  await openLab(page, '');
  await expect(verdict(page)).toContainText('Read as golf ball');
  expect(new Set(fetched)).toEqual(new Set(['golf-ball.png']));

  await page.getByRole('button', { name: 'Samples', exact: true }).focus();
  await page.keyboard.press('Enter');
  const gallery = page.getByRole('dialog', { name: 'Samples' });
  await expect(gallery.getByRole('button')).toHaveCount(SAMPLES.length + PHOTOGRAPHS.length);
  await expect(gallery.getByRole('button', { name: 'golf ball' })).toBeFocused();
  expect(await faults(page, '[role=dialog]')).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(gallery).toBeHidden();
  await expect(verdict(page)).toContainText('Read as parachute');

  await test.step('each photograph is credited, opens, and is explained by a map of its own', async () => {
    await settled(page);
    const picture = picturePanel(page)
      .getByRole('img', { name: /, as the network sees it$/ })
      .locator('canvas');
    const map = figures(page).nth(1).locator('canvas');
    const seen = { pictures: [await bytesOf(picture)], maps: [await bytesOf(map)] };
    for (const name of PHOTOGRAPHS) {
      await page.getByRole('button', { name: 'Samples', exact: true }).click();
      const gallery = page.getByRole('dialog', { name: 'Samples' });
      const button = gallery.getByRole('button', { name, exact: true });
      const credit = button.locator('xpath=..').getByRole('link');
      await expect(credit).toBeVisible();
      expect(name).toContain(await credit.innerText());
      await expect(credit).toHaveAttribute(
        'href',
        /^https:\/\/www\.getty\.edu\/art\/collection\/objects\/\d+\//,
      );
      await button.click();
      await expect(gallery).toBeHidden();
      await expect(page.getByRole('img', { name: `${name}, as the network sees it` })).toBeVisible();
      await expect.poll(() => bytesOf(picture)).not.toBe(seen.pictures.at(-1));
      await expect.poll(() => bytesOf(map)).not.toBe(seen.maps.at(-1));
      await settled(page);
      seen.pictures.push(await bytesOf(picture));
      seen.maps.push(await bytesOf(map));
    }
    expect(new Set(seen.pictures).size).toBe(PHOTOGRAPHS.length + 1);
    expect(new Set(seen.maps).size).toBe(PHOTOGRAPHS.length + 1);
  });
});

const bytesOf = (canvas: Locator): Promise<string> =>
  canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
