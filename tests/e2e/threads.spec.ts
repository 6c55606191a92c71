import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { expect, test } from './rig';
import type { ThreadsResult } from './threads-page';

/** The check as one script for a worker, TF.js's WASM files within. */
async function checkScript(): Promise<string> {
  const entry = join(import.meta.dirname, 'threads-page.ts');
  const built = await build({
    configFile: false,
    // A library is built for whatever process it comes into; a page has none.
    define: { 'process.env.NODE_ENV': '"production"' },
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

test('an isolated page computes on threads, and the same as on one; without isolation it computes on one', async ({
  page,
}) => {
  const threadsOf = () =>
    page.evaluate(async () => {
      await window.lucarne.ready;
      const id = await window.lucarne.backend('wasm');
      const { threads = 1 } = await window.lucarne.engine();
      return { id, threads };
    });
  await page.goto('./#network=tiny');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const processors = await page.evaluate(() => navigator.hardwareConcurrency);
  const most = processors < 2 ? 1 : Math.min(4, Math.max(2, Math.floor(processors / 2)));
  expect(await threadsOf()).toEqual({ id: 'wasm', threads: most });

  await test.step('what several threads compute is what one computes, whatever order they come in', async () => {
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
    expect(together).toHaveLength(25);
    // Whoever computes a number adds up the same products in the same order.
    for (const shared of together) expect(shared).toEqual(alone);
    expect(demoted).toBe(1);
    expect(again).toEqual(alone);
  });

  await page.route('./', async (route) => {
    const response = await route.fetch();
    const headers = Object.entries(response.headers()).filter(([name]) => !name.startsWith('cross-origin-'));
    await route.fulfill({ response, headers: Object.fromEntries(headers) });
  });
  await page.reload();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  expect(await threadsOf()).toEqual({ id: 'wasm', threads: 1 });
  const logits = await page.evaluate(async () => {
    const image = new ImageData(new Uint8ClampedArray(64 * 64 * 4).fill(200), 64, 64);
    const { logits } = await window.lucarne.classify({ network: 'tiny', image });
    return Array.from(logits);
  });
  expect(logits.every(Number.isFinite)).toBe(true);
});
