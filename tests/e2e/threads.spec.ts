import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { expect, test } from './rig';
import type { ThreadsResult } from './threads-page';

/** The check as one script for a worker, TF.js's WASM files within. */
async function checkScript(): Promise<string> {
  const entry = join(import.meta.dirname, 'threads-page.ts');
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      lib: { entry, formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [{ output }] = built as [Rolldown.RolldownOutput];
  return output[0].code;
}

/** Greatest difference, as a part of the greatest value. */
function difference(a: readonly number[], b: readonly number[]): number {
  const greatest = Math.max(...a.map(Math.abs));
  return Math.max(...a.map((value, at) => Math.abs(value - b[at]!))) / greatest;
}

test('WASM computes on two threads on an isolated page, and the same as on one', async ({ page }) => {
  await page.goto('./');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const code = await checkScript();
  const result = await page.evaluate(async (script) => {
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(url, { type: 'module' });
    return new Promise<unknown>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
    }).finally(() => worker.terminate());
  }, code);

  expect(result).not.toHaveProperty('error');
  const { plain, alone, threads, together, demoted, again } = result as ThreadsResult;
  expect(Math.max(...plain.gradient.map(Math.abs))).toBeGreaterThan(0);
  expect(difference(plain.logits, alone.logits)).toBeLessThan(1e-5);
  expect(difference(plain.gradient, alone.gradient)).toBeLessThan(1e-5);
  expect(threads).toBe(2);
  expect(together).toHaveLength(60);
  // Whoever computes a number adds up the same products in the same order.
  for (const shared of together) expect(shared).toEqual(alone);
  expect(demoted).toBe(1);
  expect(again).toEqual(alone);
});

test('the lab itself computes on threads where it may', async ({ lab }) => {
  const { id, threads, processors } = await lab.evaluate(async () => {
    const id = await window.lucarne.backend('wasm');
    const { threads } = await window.lucarne.engine();
    return { id, threads, processors: navigator.hardwareConcurrency };
  });
  expect(id).toBe('wasm');
  expect(threads ?? 1).toBe(processors < 2 ? 1 : Math.min(4, Math.max(2, Math.floor(processors / 2))));
});

test('without isolation the lab computes on one thread', async ({ page }) => {
  await page.route('./', async (route) => {
    const response = await route.fetch();
    const headers = Object.entries(response.headers()).filter(([name]) => !name.startsWith('cross-origin-'));
    await route.fulfill({ response, headers: Object.fromEntries(headers) });
  });
  await page.goto('./#network=tiny');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  const { logits, id } = await page.evaluate(async () => {
    await window.lucarne.ready;
    const id = await window.lucarne.backend('wasm');
    const image = new ImageData(new Uint8ClampedArray(64 * 64 * 4).fill(200), 64, 64);
    const { logits } = await window.lucarne.classify({ network: 'tiny', image });
    return { id, logits: Array.from(logits) };
  });
  expect(id).toBe('wasm');
  expect(logits.every(Number.isFinite)).toBe(true);
});
