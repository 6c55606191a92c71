import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sirv from 'sirv';
import type { Plugin } from 'vite';

/** Seconds in a year, the longest that caches are asked to keep anything. */
const YEAR = 31_536_000;

/**
 * Vite plugin: a built file of `assets/` carries its content's hash in its name, so a browser that has it need not ask for it
 * again. `preview` alone would have each of some twenty files asked after at every visit.
 */
export function assetsPlugin(): Plugin {
  return {
    name: 'lucarne-assets',
    configurePreviewServer({ config, middlewares }) {
      const { outDir, assetsDir } = config.build;
      const folder = join(resolve(config.root, outDir), assetsDir);
      if (!existsSync(folder)) return;
      const files = sirv(folder, {
        etag: true,
        maxAge: YEAR,
        immutable: true,
        setHeaders: (response) => {
          for (const [name, value] of Object.entries(config.preview.headers))
            if (value !== undefined) response.setHeader(name, value);
        },
      });
      middlewares.use(`/${assetsDir}`, files);
    },
  };
}
