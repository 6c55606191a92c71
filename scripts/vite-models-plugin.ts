import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import sirv from 'sirv';
import type { Plugin, PreviewServer, ViteDevServer } from 'vite';
import { bundledIds, readModelRows } from './model-rows.ts';

/** For a folder of models without a list of published ones. */
const NO_ZOO = JSON.stringify({ schema: 1, networks: [] });

type Next = (error?: unknown) => void;

/** Answers `/models/index.json` from what lies in `folder` at that moment, and every other path below with its file or 404. */
function serveModels(folder: string, warn: (message: string) => void) {
  // sirv resolves each path and refuses what leads out of the folder; `dev` makes it look at the disk every time.
  const files = sirv(folder, { dev: true, etag: true, extensions: [] });
  return (request: IncomingMessage, response: ServerResponse, next: Next): void => {
    if (request.url?.split('?')[0] !== '/index.json') {
      files(request, response);
      return;
    }
    readModelRows(folder, warn).then((rows) => {
      response.setHeader('Content-Type', 'application/json');
      response.setHeader('Cache-Control', 'no-store');
      response.end(JSON.stringify(rows));
    }, next);
  };
}

/**
 * Vite plugin: serves the live `models/` folder (or `LUCARNE_MODELS`) in dev and preview, and puts the bundled networks
 * with their own `models/index.json` into a build. A build fails where a bundled network is missing or broken.
 */
export function modelsPlugin(folder = resolve(process.env['LUCARNE_MODELS'] ?? 'models')): Plugin {
  const use = (server: ViteDevServer | PreviewServer): void => {
    const warn = (message: string): void => server.config.logger.warn(message, { timestamp: true });
    server.middlewares.use('/models', serveModels(folder, warn));
  };
  return {
    name: 'lucarne-models',
    configureServer: use,
    configurePreviewServer: use,
    generateBundle: {
      async handler() {
        const rows = (await readModelRows(folder, (message) => this.warn(message))).filter(
          (row) => row.bundled,
        );
        const missing = (await bundledIds(folder)).filter((id) => !rows.some((row) => row.id === id));
        if (missing.length > 0)
          this.error(`bundled.json names ${missing.join(', ')}, which ${folder} does not hold.`);
        const emit = (fileName: string, source: string | Uint8Array): void => {
          this.emitFile({ type: 'asset', fileName, source });
        };
        emit('models/index.json', JSON.stringify(rows));
        emit('models/zoo.json', await readFile(join(folder, 'zoo.json'), 'utf8').catch(() => NO_ZOO));
        for (const { path } of rows) {
          const source = join(folder, dirname(path).slice('models/'.length));
          for (const entry of await readdir(source, { withFileTypes: true })) {
            if (entry.isFile())
              emit(`${dirname(path)}/${entry.name}`, await readFile(join(source, entry.name)));
          }
        }
      },
    },
  };
}
