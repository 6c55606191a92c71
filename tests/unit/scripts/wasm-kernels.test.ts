import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { withUsedKernels } from '../../../scripts/wasm-kernels';
import { USED_KERNELS } from '../../../src/engine/worker/backends/used-kernels';

const FOLDER = resolve('node_modules/@tensorflow/tfjs-backend-wasm/dist');
/** The third, with SIMD and without threads, is made of the same sources. */
const BINARIES = ['tfjs-backend-wasm', 'tfjs-backend-wasm-threaded-simd'];

/** The functions of the binary that TF.js's JavaScript binds for the kernels the lab uses. */
function functionsBound(): Set<string> {
  const files = new Set(USED_KERNELS.map((name) => join(FOLDER, 'kernels', `${name}.js`)));
  const bound = new Set<string>();
  // What is added on the way is gone through too.
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replace(/^\/\/# source.*$/gm, '');
    for (const [, path = ''] of text.matchAll(/from '(\.[^']+)'/g))
      files.add(resolve(dirname(file), `${path}.js`));
    for (const [, name = ''] of text.matchAll(/cwrap\(\s*'(\w+)'/g)) bound.add(name);
    for (const [, name = ''] of text.matchAll(/cwrap\(\s*([A-Z_]\w+)/g)) bound.add(name);
    for (const [, name = ''] of text.matchAll(/create(?:Unary|Binary)KernelConfig\((\w+)/g)) bound.add(name);
  }
  return bound;
}

it.each(BINARIES)(
  '%s keeps every function that the lab’s kernels call, and what TF.js starts it by',
  async (name) => {
    const whole = readFileSync(join(FOLDER, `${name}.wasm`));
    const less = await withUsedKernels(whole);
    const [before, after] = await Promise.all(
      [whole, less].map((bytes) => WebAssembly.compile(new Uint8Array(bytes))),
    );
    const names = (module: WebAssembly.Module | undefined): string[] =>
      module ? WebAssembly.Module.exports(module).map((one) => one.name) : [];
    const bound = [...functionsBound()].filter((one) => names(before).includes(one));
    expect(bound.length).toBeGreaterThan(60);
    expect(names(after)).toEqual(expect.arrayContaining(bound));
    const gone = names(before).filter((one) => !names(after).includes(one));
    expect(gone).toContain('NonMaxSuppressionV5');
    expect(gone.filter((one) => !/^[A-Z]/.test(one))).toEqual([]);
    expect(less.length).toBeLessThan(0.9 * whole.length);
  },
);
