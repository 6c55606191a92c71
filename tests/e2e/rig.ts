import axe, { type ElementContext, type RunOptions } from 'axe-core';
import {
  chromium,
  expect,
  test as base,
  type BrowserContext,
  type JSHandle,
  type Locator,
  type Page,
} from '@playwright/test';
import { makeTestPhoto } from '../../testing/test-photo';
import { type Picture, writePng } from '../../testing/png-pixels';

export { expect } from '@playwright/test';
export { hasFixtures } from '../../testing/fixtures';
export { NO_FIXTURES } from '../../testing/reference';

interface Rig {
  /** Errors nobody caught, and `console.error` lines. A test that expects one takes it out; what is left fails the test. */
  readonly pageErrors: string[];
  /** The page, opened on the generated network, with its first map drawn: nothing runs by itself any more. */
  readonly lab: Page;
}

interface Profile {
  /** A browser with a profile on disk, for all tests of one process: what it compiled for one visit it has for the next. */
  readonly profile: BrowserContext;
}

/** All that a visit may leave behind, save the files and the code that the browser cached. */
const LEFT_BEHIND = 'cookies,local_storage,indexeddb,cache_storage,file_systems,service_workers';

/** Playwright's `test`, with the page's uncaught errors failing the test they happen in. */
export const test = base.extend<Rig, Profile>({
  profile: [
    async ({ launchOptions }, use) => {
      const { viewport, baseURL } = base.info().project.use;
      const options = {
        ...launchOptions,
        viewport: viewport ?? null,
        // Sentences are matched in English; a test of another language asks for it.
        locale: 'en-US',
        ...(baseURL ? { baseURL } : {}),
        // Each picture of a movement is drawn by the processor; a test that is about the page in motion asks for it.
        reducedMotion: 'reduce' as const,
      };
      const context = await chromium.launchPersistentContext('', options);
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  // Every test finds the browser as a first visit does: no page open, nothing stored, nothing allowed.
  context: async ({ profile }, use) => {
    const [blank] = profile.pages();
    await use(profile);
    for (const page of profile.pages()) if (page !== blank) await page.close();
    await profile.unrouteAll();
    await profile.clearPermissions();
    if (!blank) return;
    const session = await profile.newCDPSession(blank);
    const { origin } = new URL(process.env['LUCARNE_URL'] ?? '');
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: LEFT_BEHIND });
    await session.detach();
  },
  pageErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(`uncaught: ${error.stack ?? error.message}`));
      page.on('console', (line) => {
        if (line.type() === 'error') errors.push(`console.error: ${line.text()}`);
      });
      await use(errors);
      if (errors.length > 0) throw new Error(`The page had errors:\n${errors.join('\n')}`);
    },
    { auto: true },
  ],
  lab: async ({ page }, use) => {
    await openLab(page);
    await settled(page);
    await use(page);
  },
});

/**
 * Opens the page and waits until its worker and backend are up. `hash` is a share link's part after `#`; by default it
 * names the small generated network, whatever else this machine has.
 */
export async function openLab(page: Page, hash = 'network=tiny'): Promise<void> {
  await page.goto(hash === '' ? './' : `./#${hash}`);
  await page.evaluate(() => window.lucarne.ready);
}

/** Where the run or the view's work stands: the line and the bar beside the Run button. */
export const progress = (page: Page): Locator => page.getByRole('group', { name: 'Progress', exact: true });
/** What the run shows, in words, with its formula. */
export const verdict = (page: Page): Locator => page.getByRole('status', { name: 'What the run shows' });
/** The panel of what the network sees, and its five best classes: buttons. */
export const sees = (page: Page): Locator => page.getByRole('region', { name: 'What it sees' });
export const bars = (page: Page): Locator => sees(page).getByRole('button');
/** The class that a bar stands for: its title says more than its name. */
export async function classOf(bar: Locator): Promise<string> {
  return /^(.*), class \d+: logit/.exec((await bar.getAttribute('title')) ?? '')?.[1] ?? '';
}
/** The panel of the open photo. */
export const picturePanel = (page: Page): Locator =>
  page.getByRole('region', { name: 'Picture', exact: true });
/** What the page says aside, until it is put away. */
export const notices = (page: Page): Locator => page.getByRole('alert');
/** The stage's pictures, each with its caption; the live curve is none. */
export const figures = (page: Page): Locator =>
  page
    .getByRole('main')
    .getByRole('figure')
    .filter({ hasNot: page.getByRole('img', { name: /^Live curve/ }) });

/** Waits until the page has drawn its map. A run begun before that would be ended by the page's own. */
export async function settled(page: Page): Promise<void> {
  await expect(progress(page)).toContainText('Done', { timeout: 60_000 });
}

/** The accessibility faults of a part of the page, or of all of it; of some rules alone where they are named. */
export async function faults(page: Page, where?: string, rules: readonly string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const options: RunOptions = {
    // What is right is counted alone, not described element by element; no style sheet is fetched once more.
    resultTypes: ['violations'],
    preload: false,
    ...(rules.length > 0 && { runOnly: { type: 'rule', values: [...rules] } }),
  };
  return page.evaluate(
    async ({ context, options }) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(context, options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    },
    { context: (where ?? 'html') satisfies ElementContext, options },
  );
}

/** The same in the light theme and in the dark one, where nothing but colours is another. The page is left in the light one. */
export async function faultsInBothThemes(page: Page, where?: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await faults(page, where, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...dark.map((fault) => `dark theme, ${fault}`), ...(await faults(page, where))];
}

/** A file to drop or to choose. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A generated photo as a PNG file. The same seed gives the same bytes. */
export function testPhotoFile(seed: number, width: number, height: number): TestFile {
  const buffer = Buffer.from(writePng(makeTestPhoto(seed, width, height)));
  return { name: `photo-${seed}.png`, mimeType: 'image/png', buffer };
}

/** The same picture as a JPEG (or WebP) file, encoded by the browser. */
export async function reencode(
  page: Page,
  file: TestFile,
  mimeType: 'image/jpeg' | 'image/webp',
): Promise<TestFile> {
  const base64 = await page.evaluate(
    async ({ source, type }) => {
      const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
      const blob = await canvas.convertToBlob({ type, quality: 0.92 });
      const encoded = new Uint8Array(await blob.arrayBuffer());
      return btoa(Array.from(encoded, (byte) => String.fromCharCode(byte)).join(''));
    },
    { source: file.buffer.toString('base64'), type: mimeType },
  );
  const extension = mimeType === 'image/jpeg' ? 'jpg' : 'webp';
  return {
    name: file.name.replace(/\w+$/, extension),
    mimeType,
    buffer: Buffer.from(base64, 'base64'),
  };
}

/**
 * Drags files over the page and lets go of them: real File objects, with the events a mouse makes, at the middle of
 * `where` (default: the window's). Whatever element lies there gets the events.
 */
export async function dropFiles(
  page: Page,
  files: TestFile | readonly TestFile[],
  where?: Locator,
): Promise<void> {
  const box = await where?.boundingBox();
  const size = page.viewportSize() ?? { width: 1280, height: 800 };
  const x = box ? box.x + box.width / 2 : size.width / 2;
  const y = box ? box.y + box.height / 2 : size.height / 2;
  const carried = [files].flat().map((file) => ({
    name: file.name,
    type: file.mimeType,
    base64: file.buffer.toString('base64'),
  }));
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const { name, type, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], name, { type }));
    }
    return data;
  }, carried);
  // The page may put a drop target under the pointer once something is dragged in, so the element is looked up each time.
  for (const type of ['dragenter', 'dragover', 'dragover', 'drop']) {
    await page.evaluate(
      async ({ type, x, y, transfer }) => {
        const event = new DragEvent(type, {
          bubbles: true,
          cancelable: true,
          composed: true,
          clientX: x,
          clientY: y,
          dataTransfer: transfer,
        });
        (document.elementFromPoint(x, y) ?? document.body).dispatchEvent(event);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      },
      { type, x, y, transfer },
    );
  }
  await transfer.dispose();
}

/**
 * Chooses a file in what a button opens. The field must not hold it afterwards: a browser says nothing of the same file chosen
 * once more, and a test's own choosing does not show that.
 */
export async function chooseFile(button: Locator, file: TestFile): Promise<void> {
  const opened = button.page().waitForEvent('filechooser');
  await button.click();
  const chooser = await opened;
  await chooser.setFiles(file);
  const held = () => chooser.element().evaluate((field) => (field as HTMLInputElement).files?.length);
  await expect.poll(held, 'files that the field holds').toBe(0);
}

/** An ImageData inside the page, with exactly these pixels. */
export async function imageInPage(
  page: Page,
  { width, height, data }: Picture,
): Promise<JSHandle<ImageData>> {
  return page.evaluateHandle(
    ({ width, height, base64 }) => {
      const bytes = Uint8ClampedArray.from(atob(base64), (letter) => letter.charCodeAt(0));
      return new ImageData(bytes, width, height);
    },
    { width, height, base64: Buffer.from(data).toString('base64') },
  );
}
