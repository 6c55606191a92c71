import AxeBuilder from '@axe-core/playwright';
import { SAMPLES } from '../../src/stores/samples';
import { expect, openLab, test } from './rig';

test('both bundled networks read every drawing as what it shows', async ({ page }) => {
  await openLab(page);
  const readings = await page.evaluate(
    async (urls) => {
      const networks = window.lucarne
        .networks()
        .filter((row) => row.bundled)
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
    SAMPLES.map(({ url }) => url),
  );
  const networks = new Set(readings.map(({ network }) => network));
  expect(networks.size).toBeGreaterThanOrEqual(2);
  expect(readings.length).toBe(networks.size * SAMPLES.length);
  for (const { network, image, name, probability } of readings) {
    const shown = SAMPLES.find(({ url }) => url === image)?.className;
    expect.soft(name, `${image}, read by ${network}`).toBe(shown);
    expect.soft(probability, `${image}, read by ${network}`).toBeGreaterThan(0.5);
  }
});

test('the gallery fetches nothing before it is opened, and a drawing is one press away, by keyboard too', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/samples/')) fetched.push(request.url().split('/').at(-1)!);
  });
  await openLab(page, '');
  await expect(page.locator('.verdict')).toContainText('Read as golf ball');
  expect(new Set(fetched)).toEqual(new Set(['golf-ball.svg']));

  await page.getByRole('button', { name: 'Samples', exact: true }).focus();
  await page.keyboard.press('Enter');
  const gallery = page.getByRole('dialog', { name: 'Samples' });
  await expect(gallery.getByRole('button')).toHaveCount(SAMPLES.length);
  await expect(gallery.getByRole('button', { name: 'golf ball' })).toBeFocused();
  const { violations } = await new AxeBuilder({ page }).include('.samples').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(gallery).toBeHidden();
  await expect(page.locator('.verdict')).toContainText('Read as parachute');
});
