import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const { PURE } = (await import(join(root, 'eslint.config.js'))) as {
  PURE: Record<'core' | 'methods', readonly string[]>;
};
let eslint: ESLint;

beforeAll(() => {
  // The project's own config; only the rules that need types are off, since the snippets are not on disk.
  const { disableTypeChecked } = tseslint.configs;
  const rules = { ...disableTypeChecked.rules, 'house/text-of-its-own': 'off' };
  const overrideConfig = { ...disableTypeChecked, rules } as NonNullable<ESLint.Options['overrideConfig']>;
  eslint = new ESLint({ cwd: root, overrideConfig });
});

async function rulesBroken(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: join(root, file) });
  const houseRules =
    /no-restricted|max-lines|house\/|no-explicit-any|only-throw|rules-of-hooks|alt-text|Parsing error/;
  return result!.messages
    .map(({ ruleId, message }) => ruleId ?? message)
    .filter((rule) => houseRules.test(rule));
}

const IMPORTS = '@typescript-eslint/no-restricted-imports';
const imports = (path: string): string => `import { thing } from '${path}';\nexport const other = thing;`;
const importsType = (path: string): string =>
  `import type { Thing } from '${path}';\nexport type Other = Thing;`;

describe('a floor imports nothing from above it', () => {
  it.each([
    ['src/core/x.ts', '../networks/graph'],
    ['src/core/x.ts', '../methods/params'],
    ['src/core/x.ts', '../engine/protocol'],
    ['src/core/x.ts', 'react'],
    ['src/core/x.ts', 'comlink'],
    ['src/core/x.ts', 'zustand/vanilla'],
    ['src/networks/ops/x.ts', '../../methods/method'],
    ['src/networks/x.ts', '../engine/protocol'],
    ['src/methods/saliency/x.ts', '../../engine/protocol'],
    ['src/methods/x.ts', '../stores/lab'],
    ['src/methods/x.ts', 'react'],
    ['src/engine/x.ts', '../stores/lab'],
    ['src/engine/x.ts', '../ui/app'],
    ['src/engine/x.ts', 'zustand'],
    ['src/stores/x.ts', '../ui/app'],
    ['src/stores/x.ts', '@tensorflow/tfjs-core'],
    ['src/stores/x.ts', '../core/z-score'],
    ['src/stores/x.ts', '../methods/registry'],
    ['src/stores/x.ts', '../engine/worker'],
    ['src/canvas/x.ts', '../networks/executor'],
    ['src/export/x.ts', '@tensorflow/tfjs-backend-wasm'],
    ['src/ui/x.tsx', '@tensorflow/tfjs-core'],
    ['src/ui/stage/x.tsx', '../../engine/engine'],
    ['src/ui/x.tsx', '../engine/client'],
    ['src/ui/x.tsx', '../core/z-score'],
    ['src/main.tsx', './engine/engine'],
  ])('%s must not import %s', async (file, path) => {
    expect(await rulesBroken(file, imports(path))).toEqual([IMPORTS]);
  });

  it.each([
    ['src/core/x.ts', './frame'],
    ['src/core/x.ts', '@tensorflow/tfjs-core'],
    ['src/networks/ops/x.ts', '../../core/lab-error'],
    ['src/methods/saliency/x.ts', '../../networks/network'],
    ['src/engine/x.ts', '../methods/registry'],
    ['src/engine/x.ts', 'comlink'],
    ['src/stores/x.ts', '../core/recipe'],
    ['src/stores/x.ts', '../methods/catalog'],
    ['src/stores/x.ts', '../engine/client'],
    ['src/stores/x.ts', 'zustand/vanilla'],
    ['src/ui/x.tsx', '../stores/run-store'],
    ['src/ui/stage/x.tsx', '../../canvas/paint'],
    ['src/ui/x.tsx', '../engine/protocol'],
    ['src/ui/x.tsx', '@mantine/core/styles.css'],
    ['src/main.tsx', './engine/client'],
  ])('%s may import %s', async (file, path) => {
    expect(await rulesBroken(file, imports(path))).toEqual([]);
  });

  it.each([
    ['src/stores/x.ts', '../networks/graph'],
    ['src/export/x.ts', '../methods/method'],
    ['src/ui/x.tsx', '../engine/lab-client'],
  ])('%s may import types from %s', async (file, path) => {
    expect(await rulesBroken(file, importsType(path))).toEqual([]);
    expect(await rulesBroken(file, imports(path))).toEqual([IMPORTS]);
  });
});

describe('the house rules hold', () => {
  it.each([
    ['src/core/x.ts', 'export const roll = () => Math.random();', 'no-restricted-properties'],
    ['src/networks/x.ts', 'export const now = () => Date.now();', 'no-restricted-properties'],
    ['src/methods/x.ts', 'export const now = () => performance.now();', 'no-restricted-properties'],
    [
      'src/engine/x.ts',
      'export const read = (t: { dataSync(): void }) => t.dataSync();',
      'no-restricted-syntax',
    ],
    ['src/ui/x.ts', 'export const x = (y: any) => [y];', '@typescript-eslint/no-explicit-any'],
    ['src/core/image-utils.ts', 'export const x = 1;', 'house/no-vague-file-name'],
    ['src/ui/helpers.tsx', 'export const x = 1;', 'house/no-vague-file-name'],
    ['tests/common.ts', 'export const x = 1;', 'house/no-vague-file-name'],
    ['src/core/x.ts', 'export const x = 1;\n'.padEnd(300, '\n'), 'max-lines'],
    ['src/ui/x.tsx', 'export const Picture = () => <img src="a.png" />;', 'jsx-a11y/alt-text'],
  ])('%s: %s', async (file, code, rule) => {
    expect(await rulesBroken(file, code)).toEqual([rule]);
  });

  it('lets the engine read the clock, and a file be called after what it holds', async () => {
    expect(await rulesBroken('src/engine/x.ts', 'export const now = () => performance.now();')).toEqual([]);
    expect(await rulesBroken('src/core/commonality.ts', 'export const x = 1;')).toEqual([]);
  });
});

describe('files that the page may use from below know no TF.js, by themselves or through another', () => {
  const files = [
    ...PURE.core.map((name) => `core/${name}`),
    ...PURE.methods.map((name) => `methods/${name}`),
  ];
  const present = files.map((name) => join(root, 'src', `${name}.ts`)).filter((file) => existsSync(file));

  function reachesTensorflow(file: string, seen = new Set<string>()): boolean {
    if (seen.has(file) || !existsSync(file)) return false;
    seen.add(file);
    const imported = readFileSync(file, 'utf8').matchAll(
      /^(?:import|export) (?!type )[^;]*?from '([^']+)'/gmsu,
    );
    return [...imported].some(
      ([, path]) =>
        path!.startsWith('@tensorflow') ||
        (path!.startsWith('.') && reachesTensorflow(`${join(dirname(file), path!)}.ts`, seen)),
    );
  }

  it.each(present)('%s', (file) => {
    expect(reachesTensorflow(file)).toBe(false);
  });

  it('and the search for TF.js does find it', () => {
    expect(reachesTensorflow(join(root, 'src/tensors/z-score.ts'))).toBe(true);
  });
});
