import type { Locator, Page } from '@playwright/test';
import { createRandom } from '../../src/core/random/seeded-random';
import { onnxFile } from '../../testing/onnx-file';
import { bars, dropFiles, expect, openLab, sees, settled, test, type TestFile, testPhotoFile } from './rig';

const photo = testPhotoFile(5, 90, 60);
/** What is no picture, and no network. */
const notes: TestFile = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('A day out.') };
/** A network of the person's own, of three classes. */
const own: TestFile = {
  name: 'herbarium.onnx',
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(
    onnxFile({
      name: 'herbarium',
      input: [1, 3, 32, 32],
      weights: [{ name: 'fc', dims: [3, 3], values: createRandom(2).normals(9) }],
      nodes: [
        { op: 'GlobalAveragePool', inputs: ['x'], output: 'g' },
        { op: 'Flatten', inputs: ['g'], output: 'f' },
        { op: 'Gemm', inputs: ['f', 'fc'], output: 'y', attributes: { transB: 1 } },
      ],
    }),
  ),
};

const view = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
/** The choice's label: the radio itself is drawn over. */
const openView = (page: Page, name: string) =>
  page
    .locator('label')
    .filter({ hasText: new RegExp(`^${name.replace('?', '\\?')}$`) })
    .click();
const alert = (page: Page) => page.getByRole('alert').filter({ has: page.getByRole('heading') });
const menu = (page: Page) => page.getByRole('button', { name: /^Network:/ });
const photoLine = (page: Page) => page.getByRole('complementary', { name: 'Picture' });

const closer = (page: Page) => page.getByRole('button', { name: /^Look closer: Map/ });
/** A dialog is there, and whoever opened it has the focus back. */
async function closes(page: Page, opener: Locator): Promise<void> {
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(opener).toBeFocused();
}

/** Each view has its own bar below. */
const viewIsThere = (page: Page) =>
  expect(page.getByRole('main').getByRole('group', { name: 'Run' })).toBeVisible();

/** The parts of the page that are fetched when they are first shown, and how to show them; each view's is called `late`. */
const PARTS: readonly {
  file: string;
  open: (page: Page) => Promise<void>;
  there: (page: Page) => unknown;
}[] = [
  {
    file: 'dialog-code',
    open: (page) => closer(page).click(),
    there: (page) => closes(page, closer(page)),
  },
  {
    file: 'AboutDialog',
    open: (page) => page.getByRole('button', { name: 'What is this?' }).click(),
    there: (page) => closes(page, page.getByRole('button', { name: 'What is this?' })),
  },
  {
    file: 'late',
    open: (page) => openView(page, 'Compare'),
    there: viewIsThere,
  },
  {
    file: 'late',
    open: (page) => openView(page, 'Believe it?'),
    there: viewIsThere,
  },
  {
    file: 'late',
    open: (page) => openView(page, 'Limits'),
    there: viewIsThere,
  },
  {
    file: 'late',
    open: (page) => openView(page, 'Locate'),
    there: viewIsThere,
  },
  {
    file: 'NetworksDialog',
    async open(page) {
      await menu(page).click();
      await page.getByRole('menuitem', { name: 'Manage networks…' }).click();
    },
    async there(page) {
      await expect(page.getByRole('button', { name: 'About Tiny network' })).toBeVisible();
      await page.keyboard.press('Escape');
      // A dialog on its way out would take the next one's click.
      await expect(page.getByRole('dialog')).toHaveCount(0);
    },
  },
  {
    file: 'BenchDialog',
    async open(page) {
      await page.getByRole('button', { name: 'What is this?' }).click();
      await page.getByRole('button', { name: 'Benchmark this device…' }).click();
    },
    async there(page) {
      await expect(page.getByRole('button', { name: 'Run', exact: true }).last()).toBeVisible();
      await page.keyboard.press('Escape');
    },
  },
];

/** In a browser told to save data, nothing of the page is fetched ahead. */
const saveData = (page: Page) =>
  page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });

/** What the browser itself says of a file it cannot have. */
const expected = (errors: string[]): void => {
  const left = errors.filter(
    (line) => !/Failed to load resource|net::ERR|error occurred in the <|Failed to fetch/.test(line),
  );
  errors.splice(0, errors.length, ...left);
};

test('each part that cannot be fetched says so in its place, and comes on the next try', async ({
  page,
  pageErrors,
}) => {
  await saveData(page);
  await openLab(page);
  await settled(page);
  // What shows notices may itself be what cannot be fetched: they are there all the same, plainly.
  const notices = '**/assets/notice-code-*';
  await page.route(notices, (route) => route.abort('internetdisconnected'));
  const notice = page.getByRole('alert').filter({ hasText: 'notes.txt' });
  await dropFiles(page, notes);
  await notice.getByRole('button', { name: 'Close' }).click();
  await expect(notice).toHaveCount(0);
  await page.unroute(notices);
  await dropFiles(page, notes);
  await expect(notice.and(page.locator('.mantine-Notification-root'))).toBeVisible();
  // A menu's button stays what it is, and the next press opens it.
  const menus = '**/assets/menu-code-*';
  const languages = page.getByRole('button', { name: 'Language' });
  await page.route(menus, (route) => route.abort('internetdisconnected'));
  await languages.click();
  await expect(page.getByRole('alert').filter({ hasText: 'The menu could not be fetched' })).toBeVisible();
  await page.unroute(menus);
  await languages.press('Enter');
  await page.getByRole('menuitem', { name: 'Français' }).press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(languages).toBeFocused();
  await dropFiles(page, photo);
  await expect(photoLine(page)).toContainText('photo-5.png');
  for (const { file, open, there } of PARTS) {
    const pattern = `**/assets/${file}-*`;
    await page.route(pattern, (route) => route.abort('internetdisconnected'));
    await open(page);
    await expect(alert(page)).toContainText('could not be fetched');
    await expect(photoLine(page)).toContainText('photo-5.png');
    await page.unroute(pattern);
    await alert(page).getByRole('button', { name: 'Try again' }).click();
    await expect(alert(page)).toHaveCount(0);
    await there(page);
  }
  expected(pageErrors);
});

test('an engine that cannot be fetched says so, and starts on the next try', async ({ page, pageErrors }) => {
  const engine = /assets\/(worker|engine-service)-/;
  await page.route(engine, (route) => route.abort('internetdisconnected'));
  await page.goto('./#network=tiny');
  await expect(alert(page)).toContainText('The engine could not be fetched');
  await page.unroute(engine);
  await alert(page).getByRole('button', { name: 'Try again' }).click();
  await settled(page);
  await expect(menu(page)).toHaveAccessibleName(/Tiny network/);
  expected(pageErrors);
});

test('an error in drawing the page itself is told, and the page goes on without a reload', async ({
  page,
  pageErrors,
}) => {
  await openLab(page);
  await settled(page);
  await dropFiles(page, photo);
  await expect(photoLine(page)).toContainText('photo-5.png');
  // What an extension may do: a part of the page is taken out behind its back. It is drawn anew, by itself.
  const settings = page.getByRole('complementary', { name: 'Settings' });
  await settings.evaluate((element) => element.remove());
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('navigation', { name: 'Exercises and settings' })).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(settings).toBeVisible();
  // And a fault that stays: nothing can be drawn until it has gone.
  await page.evaluate(() => {
    const real = Reflect.get(document, 'createElement') as (...args: unknown[]) => unknown;
    const faulty = (...args: unknown[]): unknown => {
      if (args[0] === 'aside') throw new Error('no asides today');
      return real.apply(document, args);
    };
    Reflect.set(document, 'createElement', faulty);
    Object.assign(window, { mend: () => Reflect.set(document, 'createElement', real) });
  });
  await settings.evaluate((element) => element.remove());
  await page.setViewportSize({ width: 390, height: 844 });
  const told = page.getByRole('alert').filter({ hasText: 'The page could not be drawn' });
  await expect(told).toContainText('no asides today');
  const saved = page.waitForEvent('download');
  await told.getByRole('button', { name: 'Save my photo, networks and settings' }).click();
  expect((await saved).suggestedFilename()).toBe('lucarne-work.zip');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
  await told.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(photoLine(page)).toContainText('photo-5.png');
  await expect(settings).toBeVisible();
  pageErrors.splice(
    0,
    pageErrors.length,
    ...pageErrors.filter((line) => !/removeChild|no asides today/.test(line)),
  );
});

test('where a newer version is published the page offers a reload, and the work is there after it', async ({
  page,
  pageErrors,
}) => {
  await saveData(page);
  await openLab(page);
  await settled(page);
  await dropFiles(page, photo);
  await expect(photoLine(page)).toContainText('90 × 60 squashed to');
  await dropFiles(page, own);
  await expect(menu(page)).toHaveAccessibleName(/herbarium/);
  await expect(bars(page)).toHaveCount(3);
  await expect(sees(page).getByRole('list')).toHaveAttribute('aria-busy', 'false');
  const before = await sees(page).innerText();
  await page.route('**/assets/late-*', (route) => route.fulfill({ status: 404 }));
  await page.route('**/built-from.txt', (route) => route.fulfill({ body: 'another' }));
  await openView(page, 'Limits');
  await expect(alert(page)).toContainText('A newer version of this page has been published');
  await page.unrouteAll();
  await alert(page).getByRole('button', { name: 'Reload and keep my work' }).click();
  await page.waitForEvent('load');
  await expect(menu(page)).toHaveAccessibleName(/herbarium/);
  await expect(photoLine(page)).toContainText('photo-5.png');
  await expect(view(page, 'Limits')).toBeChecked();
  await viewIsThere(page);
  await expect.poll(() => sees(page).innerText()).toBe(before);
  expect(page.url()).not.toContain('photo-5');
  expected(pageErrors);
});
