import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { createRandom } from '../../src/core/random/seeded-random';
import type { ZooEntry } from '../../src/networks/download/zoo';
import { type BadServer, type Manner, startBadServer } from '../../testing/bad-server';
import { onnxFile } from '../../testing/onnx-file';
import { expect, openLab, progress, test } from './rig';

const random = createRandom(7);
/** A classifier of 1000 classes, 80 kB. */
const file = onnxFile({
  name: 'published',
  input: [1, 3, 32, 32],
  weights: [
    { name: 'w', dims: [16, 3, 5, 5], values: random.normals(16 * 75) },
    { name: 'fc', dims: [1000, 16], values: random.normals(16_000) },
    { name: 'c', dims: [1000], values: random.normals(1000) },
  ],
  nodes: [
    { op: 'Conv', inputs: ['x', 'w'], output: 'a', attributes: { strides: [4, 4] } },
    { op: 'Relu', inputs: ['a'], output: 'r' },
    { op: 'GlobalAveragePool', inputs: ['r'], output: 'g' },
    { op: 'Flatten', inputs: ['g'], output: 'f' },
    { op: 'Gemm', inputs: ['f', 'fc', 'c'], output: 'y', attributes: { transB: 1 } },
  ],
});
const sha256 = createHash('sha256').update(file).digest('hex');

let server: BadServer;
test.beforeAll(async () => {
  server = await startBadServer('published.onnx', file);
});
test.afterAll(() => server.close());

/** A published network that servers of those manners serve. */
function published(manners: readonly Manner[], known: Partial<ZooEntry> = {}): ZooEntry {
  return {
    id: 'published',
    title: 'Published',
    about: { en: 'A small network for tests.', fr: 'A small network for tests.' },
    licence: 'MIT',
    format: 'onnx',
    sources: manners.map(server.url),
    bytes: file.length,
    sha256,
    size: [32, 32],
    preprocessing: 'torch',
    classes: 'imagenet',
    choices: [{ weights: 'float32', bytes: 80_000 }],
    memory: 1_000_000,
    ...known,
  };
}

/** Opens the page with these published networks. */
async function openWithAll(page: Page, networks: readonly ZooEntry[]): Promise<void> {
  await page.route('**/models/zoo.json', (route) => route.fulfill({ json: { schema: 1, networks } }));
  await openLab(page);
}
const openWith = (page: Page, ...entry: Parameters<typeof published>): Promise<void> =>
  openWithAll(page, [published(...entry)]);

const originOf = (page: Page, network = 'published'): Promise<string | undefined> =>
  page.evaluate((given) => window.lucarne.networks().find(({ id }) => id === given)?.origin, network);

/** Loads a published network; its id, or the error's code and words. */
const load = (page: Page, network = 'published') =>
  page.evaluate(
    (id) =>
      window.lucarne.load(id).catch((thrown: unknown) => {
        const { code, message } = thrown as { code?: string; message: string };
        return { code, message };
      }),
    network,
  );

test('a published network is one click away, and here without the server the next time', async ({ page }) => {
  await openWith(page, ['not-found', 'cutting']);
  expect(await originOf(page)).toBe('zoo');
  expect(await load(page)).toBe('published');
  expect(await originOf(page)).toBe('kept');
  const logits = () =>
    page.evaluate(async () => {
      const image = new ImageData(
        new Uint8ClampedArray(32 * 32 * 4).map((_, i) => (i * 37) % 256),
        32,
        32,
      );
      const { logits } = await window.lucarne.classify({ network: 'published', image });
      return [...logits.slice(0, 20)];
    });
  const before = await logits();
  server.requests.length = 0;
  await openWith(page, ['not-found']);
  await page.reload();
  await page.evaluate(() => window.lucarne.ready);
  expect(await originOf(page)).toBe('kept');
  expect(await load(page)).toBe('published');
  expect(await logits()).toEqual(before);
  expect(server.requests).toEqual([]);
});

test('weights can be kept in a quarter of the room', async ({ page }) => {
  await openWith(page, ['well'], { choices: [{ weights: 'uint8', bytes: 25_000 }] });
  expect(await load(page)).toBe('published');
  // What networks are kept in; the visit's photo has a place of its own.
  const kept = await page.evaluate(async () => {
    const { usageDetails } = (await navigator.storage.estimate()) as {
      usageDetails?: { fileSystem?: number };
    };
    return usageDetails?.fileSystem ?? 0;
  });
  expect(kept).toBeGreaterThan(file.length / 5);
  expect(kept).toBeLessThan(file.length / 2);
});

const FAILURES: readonly (readonly [Manner, string, RegExp])[] = [
  [
    'announcing-more',
    'download-failed',
    /announces [\d,]+ bytes; expected [\d,]+ bytes\. It is not the file/,
  ],
  ['one-wrong-byte', 'download-corrupt', /is not the file it should be: its SHA-256 is/],
  ['not-found', 'download-failed', /answered 404/],
];
test('a server that sends something else is told in one sentence, nothing is fetched that there is no room for, and the page goes on', async ({
  page,
  pageErrors,
}) => {
  await openWithAll(page, [
    ...FAILURES.map(([manner]) => published([manner], { id: manner })),
    published(['well'], { id: 'too-large', choices: [{ weights: 'float32', bytes: 1e14 }] }),
  ]);
  for (const [manner, code, message] of FAILURES) {
    await test.step(manner, async () => {
      expect(await load(page, manner)).toMatchObject({ code, message: expect.stringMatching(message) });
      expect(await originOf(page, manner)).toBe('zoo');
      const image = { network: 'tiny', image: 'samples/golf-ball.png' };
      expect((await page.evaluate((what) => window.lucarne.classify(what), image)).top.length).toBe(10);
    });
  }
  server.requests.length = 0;
  expect(await load(page, 'too-large')).toMatchObject({ code: 'storage-full' });
  expect(server.requests).toEqual([]);
  pageErrors.splice(0, Infinity, ...pageErrors.filter((line) => !line.includes('404')));
});

test('a cancelled download goes on from where it was', async ({ page }) => {
  await openWith(page, ['slowly']);
  const ended = await page.evaluate(async () => {
    const controller = new AbortController();
    const loading = window.lucarne.load('published', {
      signal: controller.signal,
      onProgress: ({ fraction }) => {
        if ((fraction ?? 0) > 0) controller.abort();
      },
    });
    return loading.catch((thrown: unknown) => (thrown as Error).name);
  });
  expect(ended).toBe('AbortError');
  server.requests.length = 0;
  // At once: it waits for the one that was cancelled to let go of the file.
  expect(await load(page)).toBe('published');
  expect(server.requests).toHaveLength(1);
  expect(Number(server.requests[0]?.split(' ')[1])).toBeGreaterThan(0);
});

test('without a published fingerprint the first download is trusted, and another one refused', async ({
  page,
}) => {
  await openWith(page, ['well'], { sha256: null });
  expect(await load(page)).toBe('published');
  // What is kept is deleted, but not what is known of it.
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await (await root.getDirectoryHandle('networks')).removeEntry('n-published', { recursive: true });
  });
  await page.unroute('**/models/zoo.json');
  await openWith(page, ['one-wrong-byte'], { sha256: null });
  await page.reload();
  await page.evaluate(() => window.lucarne.ready);
  expect(await load(page)).toMatchObject({
    code: 'download-corrupt',
    message: expect.stringContaining('is not the file that was downloaded here before'),
  });
});

test('by clicks: a download shows how far it is, is cancelled, goes on, and is deleted', async ({ page }) => {
  await openWith(page, ['stalling-at-first']);
  const chip = page.getByRole('button', { name: /^Network:/ });
  await chip.click();
  await page.getByRole('menuitem', { name: /Manage networks/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Networks' });
  await dialog.getByRole('button', { name: /^Download/ }).click();
  await expect(dialog).toContainText(/[\d.]+ of [\d.]+ kB/);
  await dialog.getByRole('button', { name: /^Cancel/ }).click();
  await expect(dialog.getByRole('button', { name: /Download|Go on|Continue/ })).toBeVisible();
  server.requests.length = 0;
  await dialog.getByRole('button', { name: /Download|Go on|Continue/ }).click();
  await expect(chip).toContainText('Published');
  await expect.poll(() => originOf(page)).toBe('kept');
  expect(server.requests).toEqual([expect.stringMatching(/^stalling-at-first \d+$/)]);
  await dialog.getByRole('button', { name: /^Delete/ }).click();
  await dialog.getByRole('button', { name: /^Delete/ }).click();
  await expect.poll(() => originOf(page)).toBe('zoo');
  await page.keyboard.press('Escape');
  await expect(progress(page)).toContainText('Done', { timeout: 60_000 });
});
