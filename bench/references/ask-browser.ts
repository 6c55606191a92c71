import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import sirv from 'sirv';
import { build, type PluginOption, preview } from 'vite';
import { BROWSER_ARGS, findBrowser } from '../../scripts/browser.ts';
import { buildWhereStale } from '../../scripts/fresh-build.ts';
import { fixturePath } from '../../testing/fixtures';
import type { Answers, Order } from './protocol';

export type BrowserName = 'chromium' | 'firefox';

const PORT = 4293;
const PATH = '/references/';
/** After so long a browser that has not answered never will. */
const PATIENCE_MS = 8 * 60_000;
const FIREFOX_SETTINGS = {
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.enabled': false,
};

/**
 * The page's answers in a real browser. The browser opens a page beside the product's own, which fetches the order and sends
 * its answers back, so that no driver is needed.
 */
export async function askBrowser(name: BrowserName, order: Order): Promise<Answers> {
  const root = process.cwd();
  await buildWhereStale(root);
  const outDir = await mkdtemp(join(tmpdir(), 'lucarne-references-'));
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: './',
    publicDir: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2022' },
  });
  let answered: (answers: Answers) => void = () => undefined;
  let failed: (reason: Error) => void = () => undefined;
  const answers = new Promise<Answers>((resolve, reject) => {
    answered = resolve;
    failed = reject;
  });
  const late = setTimeout(() => failed(new Error(`${name} has not answered.`)), PATIENCE_MS);
  const onAnswer = (answer: Answers | { readonly failed: string }): void => {
    if ('failed' in answer) failed(new Error(`The page in ${name} failed: ${answer.failed}`));
    else answered(answer);
  };
  const server = await preview({
    root,
    logLevel: 'warn',
    plugins: [referencesPlugin(outDir, order, onAnswer)],
    preview: { port: PORT, host: '127.0.0.1' },
  });
  const close = await open(name, `http://127.0.0.1:${PORT}${PATH}`);
  try {
    return await answers;
  } finally {
    clearTimeout(late);
    await close();
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  }
}

/** Serves the asking page, the order and the fixtures under one path, and takes the answers. */
function referencesPlugin(outDir: string, order: Order, onAnswer: (answer: Answers) => void): PluginOption {
  const pages = sirv(outDir);
  const fixtures = sirv(fixturePath(), { dev: true });
  return {
    name: 'lucarne-references',
    configurePreviewServer(server) {
      server.middlewares.use(PATH, (request, response, next) => {
        response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
        response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
        if (request.url === '/order.json') response.end(JSON.stringify(order));
        else if (request.url === '/answer') {
          void textOf(request).then((text) => {
            onAnswer(JSON.parse(text) as Answers);
            response.end();
          });
        } else if (request.url?.startsWith('/fixtures/')) {
          request.url = request.url.slice('/fixtures'.length);
          fixtures(request, response, next);
        } else pages(request, response, next);
      });
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Opens an address in a browser without a window; gives what closes it. */
async function open(name: BrowserName, address: string): Promise<() => Promise<void>> {
  if (name === 'chromium') {
    const found = await findBrowser();
    const env = { ...process.env, ...found.env };
    const browser = await chromium.launch({ executablePath: found.path, args: [...BROWSER_ARGS], env });
    await (await browser.newPage()).goto(address);
    return () => browser.close();
  }
  const profile = await mkdtemp(join(tmpdir(), 'lucarne-firefox-'));
  const settings = Object.entries(FIREFOX_SETTINGS).map(
    ([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile, 'user.js'), settings.join('\n'));
  const child = execFile(findFirefox(), ['--headless', '--no-remote', '--profile', profile, address]);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return async () => {
    child.kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
}

function findFirefox(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) =>
    ['firefox', 'firefox-esr'].map((name) => join(folder, name)),
  );
  const path = process.env['FIREFOX_PATH'] ?? candidates.find((candidate) => existsSync(candidate));
  if (path) return path;
  throw new Error('No Firefox to ask. Install it, or set FIREFOX_PATH.');
}
