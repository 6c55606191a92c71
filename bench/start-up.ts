import { gzipSync } from 'node:zlib';
import { chromium, type Response } from '@playwright/test';
import { preview } from 'vite';
import { BROWSER_ARGS, findBrowser } from '../scripts/browser.ts';
import { buildWhereStale } from '../scripts/fresh-build.ts';
import { pageScripts } from '../testing/page-scripts';
import { spreadOf } from './statistics.ts';
import { table } from './tables.ts';

const PORT = 4293;
const VISITS = 5;
const PARTS = ['page', 'workers', 'network', 'pictures'] as const;
type Part = (typeof PARTS)[number];

interface Visit {
  readonly paintMs: number;
  readonly readyMs: number;
  readonly mapMs: number;
  readonly bytes: Readonly<Record<Part, number>>;
}

/** Times first visits to the built page with nothing cached, and says what is sent for each part, compressed with gzip. */
export async function benchStartUp(json: boolean): Promise<string[]> {
  const root = process.cwd();
  await buildWhereStale(root);
  const server = await preview({ root, logLevel: 'warn', preview: { port: PORT, host: '127.0.0.1' } });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('The server has no address.');
  const visits: Visit[] = [];
  try {
    for (let i = 0; i < VISITS; i++) visits.push(await visit(address));
  } finally {
    await server.close();
  }
  const median = (of: (one: Visit) => number): number => spreadOf(visits.map(of)).median;
  const times = {
    paintMs: median(({ paintMs }) => paintMs),
    readyMs: median(({ readyMs }) => readyMs),
    mapMs: median(({ mapMs }) => mapMs),
  };
  const bytes = Object.fromEntries(PARTS.map((part) => [part, median((one) => one.bytes[part])]));
  if (json) console.log(JSON.stringify({ bench: 'start', visits: VISITS, ...times, gzipBytes: bytes }));
  else {
    console.log(
      table([
        ['first visit, median of 5', 'ms'],
        ['first paint', times.paintMs.toFixed(0)],
        ['engine and network ready', times.readyMs.toFixed(0)],
        ['first map drawn', times.mapMs.toFixed(0)],
      ]),
    );
    const kilobytes = (count: number): string => (count / 1000).toFixed(0);
    console.log(
      table([
        ['sent, compressed with gzip', 'kB'],
        ...PARTS.map((part) => [part, kilobytes(bytes[part] ?? 0)]),
      ]),
    );
  }
  return [];
}

async function visit(address: string): Promise<Visit> {
  const found = await findBrowser();
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...BROWSER_ARGS],
    env: { ...process.env, ...found.env },
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    // tsx names the functions it compiles with this, also those that go to the page.
    await page.addInitScript({ content: 'globalThis.__name = (named) => named;' });
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
    const texts = new Map<string, string>();
    for (const [url, body] of bodies) texts.set(url, (await body).toString('latin1'));
    const scripts = pageScripts(texts, address);
    const partOf = (url: string): Part => {
      if (url.includes('/models/')) return 'network';
      if (/\/samples\/|\.jpg$/.test(url)) return 'pictures';
      return url === address || scripts.has(url) || /\.(css|woff2|svg)$/.test(url) ? 'page' : 'workers';
    };
    const bytes = Object.fromEntries(PARTS.map((part) => [part, 0])) as Record<Part, number>;
    for (const [url, body] of bodies) bytes[partOf(url)] += gzipSync(await body).byteLength;
    return { paintMs, readyMs, mapMs, bytes };
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
