import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

// src/engine/worker/backends/wasm-shared-backend.ts starts TF.js's build with threads and keeps it from starting any of its own. That rests on
// how this very version starts its workers; where one of these changes, read it again, try the page on threads, then pin it.

const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'));
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

/** The text between two marks, the first included. */
function between(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  return start < 0 || end < 0 ? '' : text.slice(start, end);
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

it('TF.js starts the workers of its WASM build as the lab knows it to', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const factory = read('wasm-out/tfjs-backend-wasm-threaded-simd.js');
  const workers = between(factory, 'var PThread={', 'Module["PThread"]');
  const functions = between(read('dist/backend_wasm.js'), "init: module.cwrap('init'", '};');
  expect(workers).toContain('cmd==="loaded"');
  expect({ version, workers: hashOf(workers), functions: hashOf(functions) }).toEqual({
    version: '4.22.0',
    workers: '545c2d029a4550ed',
    functions: 'c2acfff1d28d1696',
  });
});
