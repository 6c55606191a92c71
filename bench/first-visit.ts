import { gzipSync } from 'node:zlib';
import { chromium, type Response } from '@playwright/test';
import { BROWSER_ARGS, findBrowser } from '../scripts/browser.ts';
import { type Part, watchFirstMap } from '../testing/first-map';

/** One file that was sent. */
export interface SentFile {
  /** Its address below the page's own. */
  readonly path: string;
  readonly part: Part;
  readonly body: Buffer;
  /** Its size compressed with gzip. */
  readonly bytes: number;
}

/** A visit with nothing cached, up to its first map. */
export interface FirstVisit {
  readonly paintMs: number;
  readonly readyMs: number;
  readonly mapMs: number;
  readonly files: readonly SentFile[];
}

/** Visits the page at an address in a browser of its own. */
export async function firstVisit(address: string): Promise<FirstVisit> {
  const found = await findBrowser();
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...BROWSER_ARGS],
    env: { ...process.env, ...found.env },
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    // tsx names the functions it compiles with this, also those that go to the page.
    await page.addInitScript({ content: 'globalThis.__name = (named) => named;' });
    const askedFiles = await watchFirstMap(page);
    const bodies = new Map<string, Promise<Buffer>>();
    page.on('response', (response) => {
      bodies.set(response.url(), bodyOf(response));
    });
    const from = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    await page.waitForFunction(() => 'lucarne' in window);
    await page.evaluate(() => window.lucarne.ready);
    const readyMs = performance.now() - from;
    await page.locator('.progress').filter({ hasText: 'Done' }).waitFor();
    const mapMs = performance.now() - from;
    const paintMs = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    );
    const files = (await askedFiles(address)).map(async ({ url, part }) => {
      const body = (await bodies.get(url)) ?? Buffer.alloc(0);
      const path = url.startsWith(address) ? url.slice(address.length) : url;
      return { path, part, body, bytes: gzipSync(body).byteLength };
    });
    return { paintMs, readyMs, mapMs, files: await Promise.all(files) };
  } finally {
    await browser.close();
  }
}

/** What was sent; asked for once more where the page, which read it as a stream, has left the browser nothing to show. */
async function bodyOf(response: Response): Promise<Buffer> {
  const shown = await response.body().catch(() => Buffer.alloc(0));
  const isKnown = shown.byteLength > 0 || !response.url().startsWith('http');
  return isKnown ? shown : Buffer.from(await (await fetch(response.url())).arrayBuffer());
}
