import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { preview } from 'vite';
import { findBrowser } from './browser.ts';
import { writeE2eModels } from './e2e-model.ts';
import { buildWhereStale } from './fresh-build.ts';

// The browser tests, as one command: a browser, a fresh build, models to load, a server, and Playwright against it.
// What follows "npm run test:e2e --" goes to Playwright: a spec's path, --grep, --headed.

const root = process.cwd();
const browser = await findBrowser();
console.log(`Browser: ${browser.path} (${browser.origin})`);
await buildWhereStale(root);

process.env['LUCARNE_MODELS'] = await writeE2eModels(root);
const server = await preview({ logLevel: 'warn', preview: { port: 4173, host: '127.0.0.1' } });
const address = server.resolvedUrls?.local[0];
if (!address) throw new Error('The server has no address.');

const playwright = spawn(
  process.execPath,
  ['node_modules/@playwright/test/cli.js', 'test', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, ...browser.env, CHROMIUM_PATH: browser.path, LUCARNE_URL: address },
  },
);
const [code] = (await once(playwright, 'exit')) as [number | null];
await server.close();
process.exit(code ?? 1);
