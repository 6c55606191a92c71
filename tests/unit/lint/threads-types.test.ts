import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** The folders whose tsconfig.json says what there is on a thread. */
const PAGE = 'src';
const WORKERS = 'src/engine/worker';

/** What the compiler says. */
function tsc(...args: readonly string[]): string {
  const tool = join(root, 'node_modules/typescript-native/bin/tsc');
  return spawnSync(process.execPath, [tool, ...args, '--pretty', 'false'], { encoding: 'utf8' }).stdout;
}

/** The files of a thread, without those that only come along. */
function filesOf(folder: string): Set<string> {
  const { files } = JSON.parse(tsc('-p', join(root, folder), '--showConfig')) as { files: string[] };
  return new Set(files.map((file) => relative(root, join(root, folder, file)).replaceAll('\\', '/')));
}

const GLOBALS = [
  'document',
  'window',
  'localStorage',
  'importScripts',
  'WorkerGlobalScope',
  'process',
  'OffscreenCanvas',
  'AbortController',
  'performance',
  'Blob',
];

/** Those of them that a file of a thread may not name. */
function unknownIn(folder: string): string[] {
  const work = mkdtempSync(join(tmpdir(), 'types-'));
  try {
    // Without the packages' types, which take most of the time.
    const compilerOptions = { types: [] };
    const config = { extends: join(root, folder, 'tsconfig.json'), compilerOptions, include: ['x.ts'] };
    writeFileSync(join(work, 'tsconfig.json'), JSON.stringify(config));
    writeFileSync(join(work, 'x.ts'), `export {};\n${GLOBALS.map((name) => `void ${name};`).join('\n')}`);
    return tsc('-p', work)
      .split('\n')
      .filter((line) => line.includes('error'))
      .map((line) => /Cannot find name '(\w+)'/.exec(line)?.[1] ?? line);
  } finally {
    rmSync(work, { recursive: true });
  }
}

describe('the types of each thread', () => {
  it('have nothing of the page in a worker, nothing of a worker on the page, and nothing of Node', () => {
    expect(unknownIn(WORKERS)).toEqual(['document', 'window', 'localStorage', 'process']);
    expect(unknownIn(PAGE)).toEqual(['importScripts', 'WorkerGlobalScope', 'process']);
  });

  it('are held to every file, both to what every thread loads', () => {
    const all = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .map((name) => `src/${name.replaceAll('\\', '/')}`)
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.as.ts'))
      .sort();
    const [onPage, inWorkers] = [filesOf(PAGE), filesOf(WORKERS)];
    expect(all.filter((file) => !onPage.has(file))).toEqual([
      'src/engine/judge/judge-worker.ts',
      'src/engine/worker/worker.ts',
      'src/export/film/gif-worker.ts',
      'src/networks/kernels/threads/pool-worker.ts',
      'src/photo/fit-worker.ts',
    ]);
    const loaded = /^src\/(core|tensors|networks|methods|engine\/(protocol|worker|judge))\/|-worker\.ts$/;
    expect(all.filter((file) => loaded.test(file) && !inWorkers.has(file))).toEqual([]);
  });
});
