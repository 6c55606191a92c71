import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build, type InlineConfig, preview } from 'vite';
import { BROWSER_ARGS, findBrowser } from '../scripts/browser.ts';
import type { EngineBenchPage } from './engine/page';
import type { EngineBench } from './engine/worker';
import type { BenchNetwork } from './engine-networks.ts';

/** A page with the product's networks and backends in a worker of its own, to be timed from here. */
export interface EngineTab {
  /** Calls a function of bench/engine/worker.ts. */
  call<K extends keyof EngineBench>(
    name: K,
    ...values: Parameters<EngineBench[K]>
  ): Promise<Awaited<ReturnType<EngineBench[K]>>>;
  load(network: BenchNetwork): ReturnType<EngineBenchPage['load']>;
  close(): Promise<void>;
}

/** The browser that the engine is timed in. */
export interface EngineBrowser {
  readonly version: string;
  /** A fresh page: what one network left behind burdens no other. */
  open(): Promise<EngineTab>;
  close(): Promise<void>;
}

const PORT = 4283;
const ROOT = join(import.meta.dirname, 'engine');
// As the product's own server sends them: only an isolated page gets threads and a fine clock.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Builds the benchmark's page from the product's sources, serves it, and starts a browser. */
export async function openEngineBrowser(): Promise<EngineBrowser> {
  const outDir = await mkdtemp(join(tmpdir(), 'lucarne-engine-'));
  const config: InlineConfig = {
    configFile: false,
    root: ROOT,
    base: './',
    publicDir: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1e5 },
  };
  await build(config);
  const server = await preview({ ...config, preview: { port: PORT, host: '127.0.0.1', headers } });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('The server has no address.');
  const found = await findBrowser();
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...BROWSER_ARGS],
    env: { ...process.env, ...found.env },
  });
  return {
    version: browser.version(),
    open: () => openTab(browser, address),
    async close() {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

async function openTab(browser: Browser, address: string): Promise<EngineTab> {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  // tsx names the functions it compiles with this, also those that go to the page.
  await page.addInitScript({ content: 'globalThis.__name = (named) => named;' });
  const broken = new Promise<never>((_, reject) => {
    page.on('crash', () => reject(new Error('The tab has crashed, most likely for want of memory.')));
  });
  broken.catch(() => undefined);
  await page.goto(address);
  await page.waitForFunction(() => 'engineBench' in window);
  return {
    call: (name, ...values) => Promise.race([callWorker(page, name, values), broken]) as never,
    async load({ id, files, preprocessing }) {
      if (files.length > 0) await page.setInputFiles('input', [...files]);
      const asked = [id, preprocessing ?? null] as const;
      return Promise.race([
        page.evaluate(([name, how]) => window.engineBench.load(name, how), asked),
        broken,
      ]);
    },
    close: () => page.close(),
  };
}

/** Typed arrays come out of the page as lists of numbers. */
async function callWorker(page: Page, name: string, values: readonly unknown[]): Promise<unknown> {
  return page.evaluate(
    async ([called, given]) => {
      const worker = window.engineBench.worker as unknown as Record<
        string,
        (...v: unknown[]) => Promise<unknown>
      >;
      return worker[called]?.(...given);
    },
    [name, values] as const,
  );
}
