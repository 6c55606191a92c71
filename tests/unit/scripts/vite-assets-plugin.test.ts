import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preview } from 'vite';
import { expect, it } from 'vitest';
import { assetsPlugin } from '../../../scripts/vite-assets-plugin';

it('has a built file kept for as long as its name lasts, and the page asked after at every visit', async () => {
  const root = await mkdtemp(join(tmpdir(), 'lucarne-assets-'));
  await mkdir(join(root, 'dist/assets'), { recursive: true });
  await writeFile(join(root, 'dist/index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(root, 'dist/assets/start-1a2b.js'), 'export {};');
  const server = await preview({
    root,
    base: './',
    appType: 'mpa',
    configFile: false,
    logLevel: 'error',
    preview: { port: 0, headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' } },
    plugins: [assetsPlugin()],
  });
  try {
    const address = server.resolvedUrls?.local[0] ?? '';
    const asset = await fetch(`${address}assets/start-1a2b.js`);
    expect(await asset.text()).toBe('export {};');
    expect(asset.headers.get('cache-control')).toBe('public,max-age=31536000,immutable');
    expect(asset.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(asset.headers.get('content-type')).toContain('javascript');
    expect((await fetch(address)).headers.get('cache-control')).toBe('no-cache');
    // A build made while the server stands has other names: those are found too.
    await writeFile(join(root, 'dist/assets/start-3c4d.js'), 'export {};');
    expect((await fetch(`${address}assets/start-3c4d.js`)).status).toBe(200);
    expect((await fetch(`${address}assets/none.js`)).status).toBe(404);
  } finally {
    await server.close();
    await rm(root, { recursive: true, force: true });
  }
});
