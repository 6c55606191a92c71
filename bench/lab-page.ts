import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import type { ZooEntry } from '../src/networks/download/zoo';
import { BROWSER_ARGS, findBrowser } from '../scripts/browser.ts';
import { buildWhereStale } from '../scripts/fresh-build.ts';
import { type TabMemory, watchTabMemory } from './tab-memory.ts';

/** The built page, open in a browser with a profile of its own on the disk. */
export interface LabPage {
  readonly page: Page;
  readonly memory: TabMemory;
  /** Loads the page again, and waits until it is ready. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

const PORT = 4273;

/**
 * Builds the page where it is stale, serves it, and opens it. What it keeps lies in a temporary profile on the disk, as a
 * person's browser has it, and is deleted at the end. `zoo` stands in for the page's list of published networks.
 */
export async function openLabPage(zoo?: readonly ZooEntry[]): Promise<LabPage> {
  const root = process.cwd();
  await buildWhereStale(root);
  const browser = await findBrowser();
  const server = await preview({ root, logLevel: 'warn', preview: { port: PORT, host: '127.0.0.1' } });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('The server has no address.');
  const profile = await mkdtemp(join(tmpdir(), 'lucarne-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser.path,
    args: [...BROWSER_ARGS],
    env: { ...process.env, ...browser.env },
    viewport: { width: 1280, height: 800 },
    // The benches find things by their English names.
    locale: 'en-US',
  });
  // tsx names the functions it compiles with this, also those that go to the page.
  await context.addInitScript({ content: 'globalThis.__name = (named) => named;' });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(0);
  // What was asked of the page fails by itself then, but does not say why.
  page.on('crash', () => console.error('The tab has crashed, most likely for want of memory.'));
  if (zoo) {
    await page.route('**/models/zoo.json', (route) => route.fulfill({ json: { schema: 1, networks: zoo } }));
  }
  const memory = watchTabMemory(profile);
  const settle = async (): Promise<void> => {
    await page.evaluate(() => window.lucarne.ready);
    // The page draws a first map by itself.
    await page.locator('.progress').filter({ hasText: 'Done' }).waitFor({ timeout: 120_000 });
  };
  await page.goto(address);
  await settle();
  return {
    page,
    memory,
    async reload() {
      await page.reload();
      await settle();
    },
    async close() {
      memory.stop();
      await context.close();
      await server.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
