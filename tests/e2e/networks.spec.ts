import type { Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { createRandom } from '../../src/core/random/seeded-random';
import { onnxFile } from '../../testing/onnx-file';
import {
  bars,
  chooseFile,
  dropFiles,
  expect,
  faults,
  faultsInBothThemes,
  notices,
  openLab,
  sees,
  test,
  type TestFile,
  verdict,
} from './rig';

const zoo = JSON.parse(readFileSync(new URL('../../models/zoo.json', import.meta.url), 'utf8')) as {
  networks: { id: string; title: string }[];
};
const CLASSES = 12;
const random = createRandom(11);
/** A classifier that says neither how it wants its pixels nor what its classes are called. */
const model: TestFile = {
  name: 'herbarium.onnx',
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(
    onnxFile({
      name: 'herbarium',
      input: [1, 3, 32, 32],
      weights: [
        { name: 'w', dims: [16, 3, 5, 5], values: random.normals(16 * 75) },
        { name: 'fc', dims: [CLASSES, 16], values: random.normals(CLASSES * 16) },
        { name: 'c', dims: [CLASSES], values: random.normals(CLASSES) },
      ],
      nodes: [
        { op: 'Conv', inputs: ['x', 'w'], output: 'a', attributes: { strides: [4, 4] } },
        { op: 'Relu', inputs: ['a'], output: 'r' },
        { op: 'GlobalAveragePool', inputs: ['r'], output: 'g' },
        { op: 'Flatten', inputs: ['g'], output: 'f' },
        { op: 'Gemm', inputs: ['f', 'fc', 'c'], output: 'y', attributes: { transB: 1 } },
      ],
    }),
  ),
};
const names = Array.from({ length: CLASSES }, (_, index) => `flower ${index}`);
const listFile = (name: string, text: string): TestFile => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

const chip = (page: Page) => page.getByRole('button', { name: /^Network:/ });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Networks' });
const firstBar = (page: Page) => bars(page).first();

/** The published networks as they ship, under ids that no served network has. */
const published = {
  ...zoo,
  networks: zoo.networks.map((entry) => ({ ...entry, id: `published-${entry.id}` })),
};

async function openWithZoo(page: Page): Promise<void> {
  await page.route('**/models/zoo.json', (route) => route.fulfill({ json: published }));
  await openLab(page);
  await expect(verdict(page)).toContainText('Read as class');
}

async function openDialog(page: Page): Promise<void> {
  await chip(page).click();
  await page.getByRole('menuitem', { name: 'Manage networks…' }).click();
  await expect(dialog(page)).toBeVisible();
}

test('the Networks dialog lists every published network, without accessibility fault in either theme', async ({
  page,
}) => {
  await openWithZoo(page);
  await chip(page).click();
  for (const { title } of zoo.networks)
    await expect(page.getByRole('menuitem', { name: title }).first()).toBeVisible();
  await page.getByRole('menuitem', { name: 'Manage networks…' }).click();
  for (const { title } of zoo.networks)
    await expect(dialog(page).getByRole('button', { name: `Download ${title}`, exact: true })).toBeAttached();
  await expect(dialog(page)).toContainText('Checked against its published SHA-256.');
  expect.soft(await faultsInBothThemes(page, '[role=dialog]')).toEqual([]);
  await dialog(page).getByRole('button', { name: 'About Tiny network' }).click();
  await expect(page.getByRole('dialog')).toContainText('64 × 64 pixels');
  expect.soft(await faultsInBothThemes(page, '[role=dialog]')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await test.step('a large one says what it takes before anything is fetched, and how to keep it is a choice', async () => {
    await chip(page).click();
    await page.getByRole('menuitem', { name: /VGG16.*553 MB/ }).click();
    const row = dialog(page).getByRole('listitem').filter({ hasText: 'Simonyan' });
    await expect(row.getByRole('button', { name: 'Download VGG16' })).toBeFocused();
    await expect(row).toContainText('about 553 MB to download');
    await expect(row).toContainText('138 MB kept');
    await expect(row).toContainText('GB of memory');
    await row.getByText('Closer: 277 MB').click();
    await expect(row).toContainText('277 MB kept');
  });
});

test('a network of one’s own: the guess is said, and pixels and class names can be put right', async ({
  lab,
}) => {
  await dropFiles(lab, model);
  const notice = notices(lab);
  await expect(notice).toContainText('herbarium is ready');
  await expect(notice).toContainText('32 × 32 pixels, 12 classes');
  await expect(notice).toContainText('Not right?');
  await expect(firstBar(lab)).toContainText('class ');
  const asGuessed = await sees(lab).textContent();

  await notice.getByRole('button', { name: 'Change how it is read' }).click();
  const details = lab.getByRole('dialog', { name: 'herbarium' });
  await expect(details).toContainText('A guess, and no more: nothing in the file says it.');
  await test.step('what is read under each way to prepare pixels stands side by side, and one is taken', async () => {
    const readings = details.getByRole('region', { name: 'What is read in your photo' });
    await expect(
      readings.getByRole('list', { name: 'TensorFlow, −1 to 1' }).getByRole('listitem'),
    ).toHaveCount(5);
    await readings.getByRole('button', { name: 'Use 0 to 255, as they are' }).click();
    await expect(readings.getByRole('button', { name: 'Use 0 to 255, as they are' })).toHaveCount(0);
    await expect(details).toContainText('RGB values from 0 to 255.');
    await expect(details.getByLabel('Pixels')).toHaveValue('bytes');
  });
  await details.getByLabel('Pixels').selectOption('caffe');
  await details.getByLabel('Class names').fill(names.slice(1).join('\n'));
  await expect(details).toContainText('The network has 12 classes; the list has 11 names.');
  await expect(details.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await test.step('a list is opened from a file, which can be chosen again', async () => {
    await chooseFile(
      details.getByRole('button', { name: 'Open a list…' }),
      listFile('names.txt', names.join('\n')),
    );
    await expect(details.getByLabel('Class names')).toHaveValue(names.join('\n'));
  });
  await details.getByLabel('Class names').fill(JSON.stringify(names));
  expect(await faults(lab, '[role=dialog]')).toEqual([]);
  await details.getByRole('button', { name: 'Apply' }).click();
  await expect(details).toContainText('Applied.');
  await expect(details).toContainText('BGR values from 0 to 255');
  await lab.keyboard.press('Escape');
  await expect(details).toBeHidden();
  await expect(firstBar(lab)).toContainText('flower ');
  expect((await sees(lab).textContent())?.replaceAll('flower', 'class')).not.toBe(asGuessed);
});

test('a list of class names dropped on the page names the classes of one’s own network, and of no other', async ({
  lab,
}) => {
  const notice = notices(lab);
  await dropFiles(lab, listFile('names.txt', names.join('\n')));
  await expect(notice).toContainText('Tiny network has its names');
  // Three are shown at a time: the fourth would wait until this one goes by itself.
  await notice.getByRole('button').last().click();
  await expect(notice).toHaveCount(0);
  await dropFiles(lab, model);
  await expect(chip(lab)).toContainText('herbarium');
  await expect(firstBar(lab)).toContainText('class ');
  await dropFiles(lab, listFile('names.json', JSON.stringify(names.slice(1))));
  await expect(notice.filter({ hasText: 'the list has 11 names' })).toBeVisible();
  await dropFiles(lab, listFile('names.json', JSON.stringify(Object.fromEntries(names.entries()))));
  await expect(firstBar(lab)).toContainText('flower ');
  await expect(notice.filter({ hasText: 'flower 0, flower 1, flower 2' })).toBeVisible();
});

test('whatever a network comes as: its title can be changed, an open size chosen, another format is named', async ({
  lab,
}) => {
  const notice = notices(lab);
  const open = onnxFile({
    input: [0, 3, 0, 0],
    weights: [{ name: 'w', dims: [CLASSES, 3, 5, 5], values: random.normals(CLASSES * 75) }],
    nodes: [
      { op: 'Conv', inputs: ['x', 'w'], output: 'a', attributes: { strides: [4, 4] } },
      { op: 'GlobalAveragePool', inputs: ['a'], output: 'g' },
      { op: 'Flatten', inputs: ['g'], output: 'y' },
    ],
  });
  const zip = zipSync({
    'herbarium/model.onnx': open,
    'herbarium/labels.txt': Buffer.from(names.join('\n')),
  });
  await dropFiles(lab, { name: 'export.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
  await expect(notice.filter({ hasText: 'herbarium is ready' })).toContainText('leaves the size open');
  await expect(firstBar(lab)).toContainText('flower ');
  await notice.getByRole('button', { name: 'Change how it is read' }).click();
  const details = lab.getByRole('dialog', { name: 'herbarium' });
  await details.getByLabel('Height').fill('64');
  await details.getByLabel('Width').fill('96');
  await details.getByRole('button', { name: 'Apply' }).click();
  await expect(details).toContainText('96 × 64 pixels');
  await details.getByLabel('Name', { exact: true }).fill('Pressed flowers');
  await details.getByRole('button', { name: 'Rename' }).click();
  await expect(lab.getByRole('dialog', { name: 'Pressed flowers' })).toContainText('Renamed.');
  expect(await faults(lab, '[role=dialog]')).toEqual([]);
  await lab.keyboard.press('Escape');
  await expect(chip(lab)).toContainText('Pressed flowers');

  await dropFiles(lab, { name: 'model.pth', mimeType: '', buffer: Buffer.from([0x80, 2, 0x8a, 10]) });
  // The network's panel says it too, without the recipes.
  const refusal = notice
    .filter({ hasText: '“model.pth” is a PyTorch checkpoint' })
    .filter({ has: lab.getByRole('button', { name: 'All recipes' }) });
  await expect(refusal).toContainText('torch.onnx.export');
  await refusal.getByRole('button', { name: 'All recipes' }).click();
  await expect(dialog(lab).getByText('tf.saved_model.load')).toBeVisible();
  await expect(chip(lab)).toContainText('Pressed flowers');
});

test('one’s own network can be kept, and deleted again', async ({ lab }) => {
  await dropFiles(lab, model);
  await expect(chip(lab)).toContainText('herbarium');
  await openDialog(lab);
  await dialog(lab).getByRole('button', { name: 'Keep herbarium in this browser' }).click();
  const kept = dialog(lab).getByRole('region', { name: 'In this browser' });
  await expect(kept).toContainText('herbarium');
  await lab.reload();
  await lab.evaluate(() => window.lucarne.ready);
  await expect(chip(lab)).toContainText('herbarium');
  await openDialog(lab);
  await kept.getByRole('button', { name: 'Delete herbarium' }).click();
  await expect(kept.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await kept.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(kept).not.toContainText('herbarium');
});
