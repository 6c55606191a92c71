import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS } from './scripts/browser.ts';
import { OTHER_MACHINE } from './testing/other-machine.ts';

const { CHROMIUM_PATH, LUCARNE_URL } = process.env;
if (!CHROMIUM_PATH || !LUCARNE_URL) {
  throw new Error('Run the browser tests with "npm run test:e2e": it finds a browser and serves the page.');
}

const SECOND = 1000;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // Two at a time: while one page waits for a frame, a click or a file, the other computes.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 180 * SECOND,
  expect: { timeout: 30 * SECOND },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    baseURL: LUCARNE_URL,
    viewport: { width: 1280, height: 800 },
    actionTimeout: 30 * SECOND,
    navigationTimeout: 60 * SECOND,
    // A trace films the page, and on software GL that alone holds it up for longer than the tests allow.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      args: [...BROWSER_ARGS, `--host-resolver-rules=MAP ${OTHER_MACHINE} 127.0.0.1`],
    },
  },
});
