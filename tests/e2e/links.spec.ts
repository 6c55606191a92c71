import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { dropFiles, expect, openLab, settled, test, testPhotoFile, verdict } from './rig';

const zoo = JSON.parse(readFileSync(new URL('../../models/zoo.json', import.meta.url), 'utf8')) as {
  networks: { id: string; title: string; sources: string[] }[];
};
const tab = (page: Page, name: string) => page.getByRole('tab', { name });

test('Back leads to the exercise before with everything as it is now; away and forth again, the photo is there', async ({
  browser,
  baseURL,
}) => {
  // In a profile of its own: what a visit leaves behind is what this is about, and others' is cleared away beside it.
  const lab = await browser.newPage({ baseURL: baseURL ?? '' });
  await openLab(lab);
  await settled(lab);
  const kept = () => lab.evaluate(() => sessionStorage.getItem('lucarne.photo'));
  // The sample is kept first; what it is kept under changes with the photo.
  await expect.poll(kept).not.toBeNull();
  const keptBefore = await kept();
  await dropFiles(lab, testPhotoFile(4, 90, 70));
  const photo = lab.getByRole('img', { name: 'photo-4.png, as the network sees it' });
  await expect(photo).toBeVisible();
  await tab(lab, 'Fooling').click();
  await lab.getByRole('combobox', { name: 'Preset' }).click();
  await lab.getByRole('option', { name: 'CS231n' }).click();
  await expect.poll(() => lab.url()).toContain('targeted-gradient.');
  await lab.goBack();
  await expect(tab(lab, 'Saliency')).toHaveAttribute('aria-selected', 'true');
  await expect(photo).toBeVisible();
  // What was set meanwhile is not undone by going back.
  expect(lab.url()).toContain('targeted-gradient.');
  await lab.goForward();
  await expect(tab(lab, 'Fooling')).toHaveAttribute('aria-selected', 'true');
  // The photo's file is kept beside the page, which takes a moment where the disk is busy.
  await expect.poll(kept).not.toBe(keptBefore);
  await lab.goto('about:blank');
  await lab.goBack();
  await expect(tab(lab, 'Fooling')).toHaveAttribute('aria-selected', 'true');
  await expect(photo).toBeVisible();
  expect(lab.url()).not.toContain('photo-4');
  await lab.close();
});

test('a sample is named in the link, opens from it, and one button copies it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openLab(page, 'network=tiny&sample=parachute&saliency.class=3');
  await expect(page.getByRole('img', { name: 'Parachute (drawing), as the network sees it' })).toBeVisible();
  await settled(page);
  await page.evaluate(() => {
    location.hash = 'network=tiny&sample=church&saliency.class=4';
  });
  await expect(page.getByRole('img', { name: 'Church (drawing), as the network sees it' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy the link to this' }).click();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  const held = new URLSearchParams(link.hash.slice(1));
  expect(Object.fromEntries(held)).toMatchObject({
    network: 'tiny',
    sample: 'church',
    'saliency.class': '4',
    'saliency.name': 'class 4',
  });
  await page.evaluate(() => {
    location.hash = 'network=tiny&sample=no-such-sample';
  });
  await expect(
    page.getByText('The address names the sample “no-such-sample”, which is not here.'),
  ).toBeVisible();
});

test('a link to a published network fetches nothing: it is proposed, with its size and where it comes from', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).hostname !== '127.0.0.1' && /^https?:/.test(request.url()))
      fetched.push(request.url());
  });
  const entry = zoo.networks.find(({ id }) => id.startsWith('mobilenet'))!;
  await page.route('**/models/zoo.json', (route) =>
    route.fulfill({ json: { ...zoo, networks: [{ ...entry, id: 'published' }] } }),
  );
  await openLab(page, 'network=published&saliency.class=574&saliency.name=golf+ball');
  const wish = page.getByRole('status').filter({ hasText: `This link uses ${entry.title}` });
  await expect(wish).toContainText(/MB from [a-z.-]+\./);
  await expect(wish.getByRole('button', { name: 'Download' })).toBeVisible();
  await settled(page);
  await expect(verdict(page)).toContainText('golf ball');
  expect(fetched).toEqual([]);
  expect(page.url()).toContain('network=published');
  await wish.getByRole('button', { name: 'Do without this network' }).click();
  await expect.poll(() => page.url()).not.toContain('network=published');
});
