import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
let eslint: ESLint;

beforeAll(() => {
  // The project's own config; only the rule that needs types is off, since the snippets are not on disk.
  eslint = new ESLint({
    cwd: root,
    overrideConfig: { rules: { 'house/text-of-its-own': 'off' } },
  });
});

async function rulesBroken(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: join(root, file) });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}

const FLOORS = 'house/floors';
const PACKAGES = 'house/packages';
const imports = (path: string): string => `import { thing } from '${path}';\nexport const other = thing;`;
const importsType = (path: string): string =>
  `import type { Thing } from '${path}';\nexport type Other = Thing;`;

describe('a floor imports nothing from above it', () => {
  it.each([
    ['src/core/maps/x.ts', '../../networks/kernels/picture/z-score'],
    ['src/core/maps/x.ts', '../../engine/protocol/protocol'],
    ['src/tensors/x.ts', '../networks/graph/graph'],
    ['src/networks/ops/x.ts', '../../methods/method'],
    ['src/methods/saliency/x.ts', '../../engine/protocol/protocol'],
    ['src/engine/protocol/x.ts', '../worker/engine'],
    ['src/engine/worker/x.ts', '../page/client'],
    ['src/engine/page/x.ts', '../worker/engine'],
    ['src/engine/page/x.ts', '../../page/lab'],
    ['src/photo/x.ts', '../page/lab'],
    ['src/page/run/x.ts', '../../engine/worker/backends/webgl-session'],
    ['src/page/run/x.ts', '../../methods/registry'],
    ['src/page/run/x.ts', '../../features/locate/store/locate-store'],
    ['src/canvas/x.ts', '../networks/executor/executor'],
    ['src/ui/x.tsx', '../page/settings/settings-store'],
    ['src/panels/x.tsx', '../features/compare/view/CompareView'],
    ['src/features/compare/view/x.tsx', '../../../shell/App'],
    ['src/features/compare/view/x.tsx', '../../locate/store/locate-store'],
    ['src/shell/x.tsx', '../networks/kernels/picture/z-score'],
    ['src/main.tsx', './engine/worker/engine'],
    ['src/shell/x.tsx', '../create-page'],
    ['src/page/x.ts', '../create-page'],
  ])('%s must not import %s', async (file, path) => {
    expect(await rulesBroken(file, imports(path))).toEqual([FLOORS]);
  });

  it('nor by a dynamic import, nor by passing it on', async () => {
    expect(await rulesBroken('src/photo/x.ts', `export const late = () => import('../page/lab');`)).toEqual([
      FLOORS,
    ]);
    expect(await rulesBroken('src/photo/x.ts', `export * from '../page/lab';`)).toEqual([FLOORS]);
  });

  it('and a folder without a floor is told of', async () => {
    expect(await rulesBroken('src/attic/x.ts', 'export const x = 1;')).toEqual([FLOORS]);
  });

  it.each([
    ['src/core/maps/x.ts', '../records/frame'],
    ['src/tensors/x.ts', '@tensorflow/tfjs-core'],
    ['src/networks/ops/x.ts', '../../core/records/lab-error'],
    ['src/methods/saliency/x.ts', '../../networks/executor/network'],
    ['src/engine/worker/x.ts', '../../methods/registry'],
    ['src/engine/page/x.ts', 'comlink'],
    ['src/page/run/x.ts', '../../core/records/recipe'],
    ['src/page/run/x.ts', '../../methods/catalog/catalog'],
    ['src/page/run/x.ts', '../../engine/page/client'],
    ['src/page/run/x.ts', 'zustand/vanilla'],
    ['src/features/compare/view/x.tsx', '../store/compare-store'],
    ['src/features/compare/view/x.tsx', '../../../panels/ViewBar'],
    ['src/shell/x.tsx', '../features/fooling/FoolingStage'],
    ['src/main.tsx', './shell/App'],
    ['src/main.tsx', './create-page'],
    ['src/main.tsx', '@mantine/core/styles.css'],
  ])('%s may import %s', async (file, path) => {
    expect(await rulesBroken(file, imports(path))).toEqual([]);
  });

  it.each([
    ['src/page/run/x.ts', '../../networks/graph/graph'],
    ['src/export/x.ts', '../methods/method'],
    ['src/ui/x.tsx', '../networks/graph/graph'],
    ['src/engine/protocol/x.ts', '../worker/engine'],
  ])('%s may import types from %s', async (file, path) => {
    expect(await rulesBroken(file, importsType(path))).toEqual([]);
    expect(await rulesBroken(file, imports(path))).toEqual([FLOORS]);
  });

  it.each([
    ['src/core/maps/x.ts', '@tensorflow/tfjs-core'],
    ['src/core/maps/x.ts', 'react'],
    ['src/core/maps/x.ts', 'comlink'],
    ['src/networks/ops/x.ts', 'zustand/vanilla'],
    ['src/methods/x.ts', 'react'],
    ['src/engine/page/x.ts', 'zustand'],
    ['src/page/run/x.ts', '@tensorflow/tfjs-core'],
    ['src/export/x.ts', '@tensorflow/tfjs-backend-wasm'],
    ['src/ui/x.tsx', '@tensorflow/tfjs-core'],
  ])('%s must not import the package %s', async (file, path) => {
    expect(await rulesBroken(file, imports(path))).toEqual([PACKAGES]);
  });

  it.each([
    ['src/engine/page/x.ts', '@tensorflow/tfjs-core'],
    ['src/ui/x.tsx', '@tensorflow/tfjs-core'],
  ])('%s may import types from the package %s, neither load it later nor pass it on', async (file, path) => {
    expect(await rulesBroken(file, importsType(path))).toEqual([]);
    expect(await rulesBroken(file, `export const late = () => import('${path}');`)).toEqual([PACKAGES]);
    expect(await rulesBroken(file, `export * from '${path}';`)).toEqual([PACKAGES]);
  });
});

describe('the house rules hold', () => {
  it.each([
    ['src/core/x.ts', 'export const roll = () => Math.random();', 'no-restricted-properties'],
    ['src/networks/x.ts', 'export const now = () => Date.now();', 'no-restricted-properties'],
    ['src/methods/x.ts', 'export const now = () => performance.now();', 'no-restricted-properties'],
    [
      'src/engine/worker/x.ts',
      'export const read = (t: { dataSync(): void }) => t.dataSync();',
      'no-restricted-syntax',
    ],
    ['src/core/maps/image-utils.ts', 'export const x = 1;', 'house/no-vague-file-name'],
    ['src/ui/helpers.tsx', 'export const x = 1;', 'house/no-vague-file-name'],
    ['tests/common.ts', 'export const x = 1;', 'house/no-vague-file-name'],
    ['src/core/x.ts', 'export const x = 1;\n'.padEnd(300, '\n'), 'max-lines'],
  ])('%s: %s', async (file, code, rule) => {
    expect(await rulesBroken(file, code)).toEqual([rule]);
  });

  it('lets the engine read the clock, and a file be called after what it holds', async () => {
    expect(
      await rulesBroken('src/engine/worker/x.ts', 'export const now = () => performance.now();'),
    ).toEqual([]);
    expect(await rulesBroken('src/core/commonality.ts', 'export const x = 1;')).toEqual([]);
  });
});

describe('what the page loads at once', () => {
  const SOURCES = ['.ts', '.tsx'];
  /** Files that are loaded with `file`, and the packages that they name; what is fetched later is not among them. */
  function loadedWith(file: string, seen = new Set<string>()): Set<string> {
    if (seen.has(file)) return seen;
    seen.add(file);
    const code = readFileSync(file, 'utf8');
    for (const [, path = ''] of code.matchAll(/^(?:import|export) (?!type )(?:[^;]*? from )?'([^']+)'/gmsu)) {
      if (!path.startsWith('.')) seen.add(path);
      const found = SOURCES.map((extension) => join(dirname(file), `${path}${extension}`)).find(existsSync);
      if (path.startsWith('.') && found) loadedWith(found, seen);
    }
    return seen;
  }
  const tensorflow = (file: string) =>
    [...loadedWith(join(root, file))].filter((name) => name.startsWith('@tensorflow'));

  it('is without TF.js, which comes with the engine', () => {
    expect(loadedWith(join(root, 'src/main.tsx')).size).toBeGreaterThan(200);
    expect(tensorflow('src/main.tsx')).toEqual([]);
  });

  it('and the search for TF.js does find it', () => {
    expect(tensorflow('src/engine/worker/worker.ts')).toContain('@tensorflow/tfjs-core');
  });
});
