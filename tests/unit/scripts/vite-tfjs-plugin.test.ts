import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CUTS, withCuts } from '../../../scripts/tfjs-cuts';
import { registeringUsed } from '../../../scripts/vite-tfjs-plugin';
import { USED_KERNELS } from '../../../src/engine/worker/backends/used-kernels';

const tfjs = (path: string): string => `node_modules/@tensorflow/${path}`;
const read = (path: string): string => readFileSync(tfjs(path), 'utf8').replace(/^\/\/# source.*$/m, '');

/** The kernels' names as the files say that a registration imports. */
function kernelsIn(registration: string, folder: string): string[] {
  return [...registration.matchAll(/^import \{ \w+Config \} from '\.\/(kernels\/\w+)';$/gm)].map(
    ([, file = '']) => {
      const text = readFileSync(`${folder}/${file}.js`, 'utf8');
      return /kernelName: ([A-Z_]\w+)/.exec(text)?.[1] ?? file.slice('kernels/'.length);
    },
  );
}

it.each(['wasm', 'webgl', 'webgpu', 'cpu'])(
  'a build registers every kernel of %s that the lab uses, and no other',
  (backend) => {
    const folder = tfjs(`tfjs-backend-${backend}/dist`);
    const all = read(`tfjs-backend-${backend}/dist/register_all_kernels.js`);
    const kept = registeringUsed(all);
    expect(kernelsIn(all, folder).length).toBeGreaterThan(150);
    const has = new Set(kernelsIn(all, folder));
    expect(kernelsIn(kept, folder).sort()).toEqual(USED_KERNELS.filter((name) => has.has(name)).sort());
    // What is imported is what is registered.
    const listed = /kernelConfigs = \[([^\]]*)\]/.exec(kept)?.[1]?.match(/\w+Config/g) ?? [];
    const imported = [...kept.matchAll(/^import \{ (\w+Config) \}/gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual(imported.sort());
    expect(kept).toContain('registerKernel(kernelConfig)');
  },
);

it('WASM has every kernel that the lab uses: a first visit needs no plain JavaScript', () => {
  const folder = tfjs('tfjs-backend-wasm/dist');
  const has = kernelsIn(read('tfjs-backend-wasm/dist/register_all_kernels.js'), folder);
  expect(USED_KERNELS.filter((name) => !has.includes(name))).toEqual([]);
});

it('a build finds every place of TF.js that it cuts, and leaves the rest of its file as it is', () => {
  for (const file of new Set(CUTS.map((cut) => cut.file))) {
    const code = read(file);
    const left = withCuts(code, `/anywhere/node_modules/@tensorflow/${file}`) ?? code;
    const lines = new Set(code.split('\n'));
    const others = left.split('\n').filter((line) => line !== '' && !lines.has(line));
    expect(others.length, file).toBeLessThanOrEqual(16);
  }
  expect(withCuts(read('tfjs-core/dist/index.js'), 'tfjs-core/dist/index.js')).not.toContain(
    'registerOptimizers',
  );
  expect(() => withCuts('export {};', 'tfjs-core/dist/index.js')).toThrow('any more');
  expect(withCuts('export {};', 'tfjs-core/dist/engine.js')).toBeNull();
});
