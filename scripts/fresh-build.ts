import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

/** What a build is made from. A folder stands for every file below it. */
const SOURCES = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'scripts/tfjs-cuts.ts',
  'scripts/vite-bytes-plugin.ts',
  'scripts/vite-colours-plugin.ts',
  'scripts/vite-models-plugin.ts',
  'scripts/vite-tfjs-plugin.ts',
  'scripts/vite-words-plugin.ts',
  'scripts/wasm-kernels.ts',
  'scripts/model-rows.ts',
  'scripts/fresh-build.ts',
  'models/bundled.json',
];
const STAMP = 'built-from.txt';

async function filesOf(root: string, path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => null);
  if (!entries) return [path];
  const below = entries.map((entry) => filesOf(root, `${path}/${entry.name}`));
  return (await Promise.all(below)).flat();
}

/** SHA-256 of every source's name and content; other than time stamps it survives a checkout, a copy or an unpacked zip. */
export async function sourcesHash(root: string): Promise<string> {
  const bundled = JSON.parse(
    await readFile(join(root, 'models/bundled.json'), 'utf8').catch(() => '[]'),
  ) as string[];
  const paths = await Promise.all(
    [...SOURCES, ...bundled.map((id) => `models/${id}`)].map((path) => filesOf(root, path)),
  );
  const hash = createHash('sha256');
  for (const path of paths.flat().sort()) {
    hash.update(`${path}\n`).update(await readFile(join(root, path)).catch(() => 'absent'));
  }
  return hash.digest('hex');
}

/**
 * Vite plugin: leaves in `dist` the hash of what it was built from, taken before the build reads anything, and in the page's
 * HTML, so that a page left open can tell that a newer one has been published.
 */
export function stampPlugin(root = process.cwd()): Plugin {
  let stamp = '';
  return {
    name: 'lucarne-stamp',
    apply: 'build',
    async buildStart() {
      stamp = await sourcesHash(root);
    },
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { name: 'built-from', content: stamp }, injectTo: 'head' },
    ],
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: STAMP, source: stamp });
    },
  };
}

/** Whether `dist` holds a build of exactly the present sources. */
export async function isFresh(root: string): Promise<boolean> {
  const stamp = await readFile(join(root, 'dist', STAMP), 'utf8').catch(() => '');
  return stamp !== '' && stamp === (await sourcesHash(root));
}

/** Builds where `dist` is missing or older than its sources; returns whether it had to. Throws what the build throws. */
export async function buildWhereStale(root: string): Promise<boolean> {
  if (await isFresh(root)) return false;
  console.log('Building the page: a few seconds, only when something changed ...');
  await build({ root, logLevel: 'error' });
  return true;
}
