import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';

/** Gives the page in a browser the product's own writer of PNG files, as `window.pictureToPng`. */
export async function addPngWriter(page: Page): Promise<void> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    // A library is left to ask what it runs in; a page has nothing to ask.
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(import.meta.dirname, 'writer.ts'), formats: ['iife'], name: 'pngWriter' },
    },
  });
  const files = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  const script = files.find((file) => file.type === 'chunk');
  if (!script) throw new Error('The writer of PNG files was not built.');
  await page.addScriptTag({ content: script.code });
}
