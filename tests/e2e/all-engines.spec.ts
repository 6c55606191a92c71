import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { BROWSER_ARGS } from '../../scripts/browser';
import { cosine, relativeError } from '../../testing/agreement';
import { makeTestPhoto } from '../../testing/test-photo';
import type * as Checks from './ops-page';
import { expect, imageInPage, test } from './rig';

const TINY = { id: 'tiny', size: 64 };
const NO_WEBGPU = 'This browser has no WebGPU, not even an emulated one.';

// Browsers offer their emulated WebGPU only where they are asked for it.
const { CHROMIUM_PATH = '' } = process.env;
test.use({
  launchOptions: { executablePath: CHROMIUM_PATH, args: [...BROWSER_ARGS, '--enable-unsafe-webgpu'] },
});

type Engine = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

async function engines(page: Page): Promise<Engine[]> {
  const { gpus = {} } = await page.evaluate(() => window.lucarne.engine());
  return [...(Object.keys(gpus) as Engine[]), 'wasm', 'cpu'];
}

/** The checks as one script for any page. */
async function checksScript(): Promise<string> {
  const entry = join(import.meta.dirname, 'ops-page.ts');
  const built = await build({
    configFile: false,
    // A library is built for whatever process it comes into; a page has none.
    define: { 'process.env.NODE_ENV': '"production"' },
    publicDir: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'opChecks' } },
  });
  const [{ output }] = built as [Rolldown.RolldownOutput];
  return output[0].code;
}

/** With LUCARNE_ALL_SAMPLES each GPU's backend has every case of an op; otherwise the two share them out. */
const ALL = Boolean(process.env['LUCARNE_ALL_SAMPLES']);

/** The quick ones of what transformers and squeeze-and-excitation networks are made of: the others compile many shaders. */
const NEWER = [
  ...['activation', 'sigmoid', 'prelu', 'multiply', 'offset', 'scale', 'reduce', 'transpose', 'pad'],
  ...['softmax', 'dense', 'concat', 'add', 'complement', 'layerNorm', 'product of two'],
];

test('an op computes on WebGPU and on WebGL what it computes on the processor, forward and back', async ({
  page,
}) => {
  const content = await checksScript();
  await page.addScriptTag({ content });
  const { tried, wrong } = await page.evaluate(
    ([ops, all]) =>
      (window as unknown as { opChecks: typeof Checks }).opChecks.wrongOps(
        'webgl',
        all ? 'all' : 'even',
        ops,
      ),
    [NEWER, ALL] as const,
  );
  expect.soft(wrong, 'on WebGL').toEqual([]);
  expect(tried).toBeGreaterThan(ALL ? 40 : 24);

  // WebGPU is for pages that have an address: here one with nothing on it.
  await page.route('**/nothing.html', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto('./nothing.html');
  await page.addScriptTag({ content });
  const seen = await page.evaluate(
    ([count, all]) =>
      (window as unknown as { opChecks: typeof Checks }).opChecks.check(count, all ? 'all' : 'odd'),
    [ALL ? 12 : 3, ALL] as const,
  );
  test.skip(seen === null, NO_WEBGPU);
  expect(seen?.floatBits).toBe(32);
  expect(seen?.ops).toEqual([]);
  expect(seen?.ties).toEqual([]);
  expect(seen?.pictures).toEqual([]);
  expect(seen?.loss, 'what is heard of a lost device').toBe('context-lost');
});

test('every engine offered gives the same classes, logits and gradient, and leaves nothing behind', async ({
  lab,
}) => {
  const image = await imageInPage(lab, makeTestPhoto(1, TINY.size, TINY.size));
  const offered = await engines(lab);
  expect(offered).toContain('webgl');
  const seen = [];
  for (const id of offered) {
    const got = await lab.evaluate(
      async ({ id, network, image }) => {
        await window.lucarne.backend(id);
        const { logits, top } = await window.lucarne.classify({ network, image });
        const run = () => window.lucarne.run({ network, method: 'vanilla-gradient', image, target: 1 });
        const { raw, attribution } = await run();
        const before = await window.lucarne.memory();
        await run();
        const after = await window.lucarne.memory();
        const tensors = [before.tensors, after.tensors] as const;
        return { logits: [...logits], top: top[0]?.index, raw: [...raw!], map: [...attribution!], tensors };
      },
      { id, network: TINY.id, image },
    );
    seen.push({ id, ...got });
  }
  const reference = seen.find(({ id }) => id === 'cpu')!;
  expect(Math.hypot(...reference.raw)).toBeGreaterThan(0);
  for (const { id, logits, top, raw, map, tensors } of seen) {
    expect(top, `first class, ${id}`).toBe(reference.top);
    expect(relativeError(logits, reference.logits), `logits, ${id}`).toBeLessThan(1e-3);
    expect(cosine(raw, reference.raw), `gradient, ${id}`).toBeGreaterThan(0.999);
    expect(cosine(map, reference.map), `map, ${id}`).toBeGreaterThan(0.999);
    expect(tensors[1], `tensors, ${id}`).toBe(tensors[0]);
  }
  test.info().annotations.push({ type: 'engines', description: offered.join(', ') });
  test.skip(!offered.includes('webgpu'), `${NO_WEBGPU} The others agree.`);
});
