import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import { recordOf } from '../../src/export/run-record';
import { readPng } from '../../testing/png-pixels';
import { dropFiles, expect, faultsInBothThemes, openLab, progress, test, testPhotoFile } from './rig';

interface ManifestRow {
  readonly file: string;
  readonly photo: string;
  readonly class_index: number;
  readonly read_index: number;
  readonly linf?: number;
  readonly rounded_fooled?: number;
}

async function saveZip(page: Page) {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save ZIP' }).click();
  const file = await download;
  const entries = unzipSync(new Uint8Array(await readFile(await file.path())));
  const text = (name: string): string => new TextDecoder().decode(entries[name]);
  const manifest = JSON.parse(text('manifest.json')) as {
    readonly files: readonly ManifestRow[];
    readonly folders: Readonly<Record<string, number>>;
  };
  return { name: file.suggestedFilename(), entries, text, manifest };
}

test('three dropped photos become training data, a ZIP for ImageFolder, and a network that learnt from it', async ({
  page,
}) => {
  await openLab(
    page,
    'network=tiny&exercise=fooling&foolingView=training-data&targeted-gradient.stepSize=4&targeted-gradient.maxSteps=12&training-data.pictures=6',
  );
  await expect(page.getByRole('button', { name: 'Make pictures' })).toBeVisible();
  await dropFiles(
    page,
    [1, 2, 3].map((seed) => testPhotoFile(seed, 60, 48)),
  );
  const rows = page.getByRole('list', { name: 'Photos and the pictures made of them' });
  await expect(rows.getByRole('img', { name: /^photo-\d\.png$/ })).toHaveCount(3, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Make pictures' }).click();
  await expect(progress(page)).toContainText(/Done · \d pictures? of 6/, { timeout: 60_000 });

  await test.step('the ZIP', async () => {
    const { name, entries, text, manifest } = await saveZip(page);
    expect(name).toBe('training-data-targeted-gradient-tiny.zip');
    const pictures = Object.keys(entries).filter((entry) => entry.endsWith('.png'));
    expect(manifest.files.map(({ file }) => file)).toEqual(pictures);
    expect(new Set(manifest.files.map(({ photo }) => photo))).toEqual(
      new Set(['photo-1.png', 'photo-2.png', 'photo-3.png']),
    );
    const fooled = manifest.files.filter(({ file }) => file.startsWith('fooled/'));
    expect(fooled.length).toBeGreaterThan(0);
    await expect(progress(page)).toContainText(`${fooled.length} picture`);
    for (const { file, class_index, read_index, rounded_fooled } of fooled) {
      const [root, folder] = file.split('/');
      expect([root, manifest.folders[folder!]]).toEqual(['fooled', class_index]);
      expect(read_index).not.toBe(class_index);
      expect(rounded_fooled).toBe(1);
      expect(recordOf(entries[file]!)).toMatchObject({ picture: 'result', recipe: { network: 'tiny' } });
    }
    // What the manifest says of a file is what its bytes say.
    const [first] = fooled;
    const photo = manifest.files.find(
      ({ file, photo }) => file.startsWith('clean/') && photo === first!.photo,
    );
    const [before, after] = [readPng(entries[photo!.file]!), readPng(entries[first!.file]!)];
    const changes = Array.from(after.data, (byte, place) => Math.abs(byte - before.data[place]!));
    expect(Math.max(...changes)).toBe(first!.linf);
    expect(text('manifest.csv').trim().split('\r\n')).toHaveLength(1 + pictures.length);
    expect(text('README.txt')).toContain('ImageFolder');
  });

  await test.step('the network that learns from it', async () => {
    await page.getByRole('tab', { name: 'Training on them' }).click();
    await page.getByRole('button', { name: 'Train and test' }).click();
    const outcome = page.getByRole('status', { name: 'What training has done' });
    await expect(outcome).toContainText('Attacked anew', { timeout: 60_000 });
    await expect(outcome).toContainText('2 photos learnt from, 1 held out');
    const table = page.getByRole('table', { name: 'Read as what they show, before and after' });
    await expect(table.getByRole('row', { name: /^Photos \d/ })).toContainText('1 of 1');
    expect(await faultsInBothThemes(page, '.view-room')).toEqual([]);
    await outcome.getByRole('button', { name: 'Use the tuned network' }).click();
    await expect(page.getByRole('button', { name: /Tiny network, tuned/ })).toBeVisible();
  });
});

test('what it means is shown on the open photo, and the slider pushes it', async ({ page }) => {
  await openLab(page, 'network=tiny&exercise=fooling&foolingView=fooling-meaning');
  const headline = page.getByRole('region', { name: 'Your photo' }).getByRole('status');
  await expect(headline).toContainText(/Each of 12,288 values moves by at most 8 of 255/, {
    timeout: 30_000,
  });
  await page.getByRole('slider', { name: 'Each value moves by at most' }).press('End');
  await expect(headline).toContainText(/at most 16 of 255.*It is read as class \d/);
  await page.getByRole('slider', { name: 'Each value moves by at most' }).press('Home');
  await expect(headline).toContainText(/Nothing is moved yet/);
  await expect(page.getByRole('link', { name: 'Madry et al. 2017' })).toHaveAttribute(
    'href',
    'https://arxiv.org/abs/1706.06083',
  );
  expect(await faultsInBothThemes(page, '.view-room')).toEqual([]);
});
