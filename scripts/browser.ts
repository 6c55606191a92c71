import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';

/** A browser to test in: where it is, who supplied it, and what it needs in its environment. */
export interface TestBrowser {
  readonly path: string;
  readonly origin: 'CHROMIUM_PATH' | 'playwright' | 'system' | '@sparticuz/chromium';
  readonly env: Readonly<Record<string, string>>;
}

/** Software WebGL2 on any machine, and nothing that phones home or asks on a first run. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  // Only what asks for WebGL is drawn by it: composing the page itself so would cost a processor at every frame.
  '--disable-gpu-compositing',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
] as const;

const SYSTEM_NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];
const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function systemBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)));
  return [...candidates, ...MAC_PATHS].find((path) => existsSync(path));
}

/**
 * The Linux browser that travels inside the npm package. It unpacks itself under the temporary folder, with the shared
 * libraries a bare machine lacks; it does the latter only where it believes itself on AWS Lambda.
 */
async function packagedBrowser(): Promise<TestBrowser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  const path = await packaged.executablePath();
  const libraries = process.env['LD_LIBRARY_PATH'] ?? '';
  return { path, origin: '@sparticuz/chromium', env: { LD_LIBRARY_PATH: libraries } };
}

/**
 * The first browser there is: `CHROMIUM_PATH`, Playwright's own, the system's, the one in `@sparticuz/chromium`.
 * Throws a sentence that says what to install where none is there or the one found does not start: tests are never skipped for want of one.
 */
export async function findBrowser(): Promise<TestBrowser> {
  const asked = process.env['CHROMIUM_PATH'];
  const playwrights = chromium.executablePath();
  const system = systemBrowser();
  let found: TestBrowser | undefined;
  if (asked) found = { path: asked, origin: 'CHROMIUM_PATH', env: {} };
  else if (existsSync(playwrights)) found = { path: playwrights, origin: 'playwright', env: {} };
  else if (system) found = { path: system, origin: 'system', env: {} };
  else found = await packagedBrowser();

  const remedy =
    'Install Chromium or Chrome (or run "npx playwright install chromium"), or set CHROMIUM_PATH.';
  if (!found) throw new Error(`No browser to test in. ${remedy}`);
  try {
    const env = { ...process.env, ...found.env };
    await promisify(execFile)(found.path, ['--headless', '--no-sandbox', '--version'], {
      env,
      timeout: 30_000,
    });
  } catch (error) {
    throw new Error(`The browser at ${found.path} does not start. ${remedy}`, { cause: error });
  }
  return found;
}
