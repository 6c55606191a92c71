import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Compiles kernels/*.ts and puts their few bytes where the page finds them without another request: each once for a memory
// of one thread, once for a shared one. Needed only after a change there: the results are committed, so that nobody else
// needs the compiler.

const COMPILER = 'assemblyscript@0.28.20';
const OPTIONS = ['--importMemory', '--runtime', 'stub', '--noAssert', '-O3', '--enable', 'simd'];
// A shared memory's maximum is a part of its type: this is the backend's, which is all there is.
const SHARED = ['--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads'];
const RELAXED = ['--enable', 'relaxed-simd'];

/** A module to be written: its source, and by the name of each constant the options it is compiled with. */
const MODULES = [
  { source: 'gradients', codes: { GRADIENTS_CODE: [] } },
  { source: 'convolution', codes: { CONVOLUTION_CODE: [], CONVOLUTION_CODE_RELAXED: RELAXED } },
] as const;

const folder = mkdtempSync(join(tmpdir(), 'lucarne-kernels-'));

function compile(source: string, options: readonly string[]): string {
  const out = join(folder, 'kernel.wasm');
  execFileSync(
    'npx',
    ['--yes', '--package', COMPILER, 'asc', `kernels/${source}.ts`, '-o', out, ...OPTIONS, ...options],
    { stdio: 'inherit' },
  );
  return readFileSync(out).toString('base64');
}

for (const { source, codes } of MODULES) {
  const target = `src/networks/ops/${source}-wasm-code.ts`;
  const constants = Object.entries(codes).map(([name, options]) => {
    const compiled = { plain: compile(source, options), shared: compile(source, [...options, ...SHARED]) };
    const how = options.length > 0 ? `, with ${options.slice(1).join(' ')}` : '';
    return (
      `/** kernels/${source}.ts${how}, compiled by \`npm run kernels\`. */\nexport const ${name}: WasmCode = {\n` +
      `  plain:\n    '${compiled.plain}',\n  shared:\n    '${compiled.shared}',\n};\n`
    );
  });
  const text = `import type { WasmCode } from './wasm-heap';\n\n${constants.join('\n')}`;
  writeFileSync(target, text);
  console.log(`${target}: ${text.length} characters.`);
}
rmSync(folder, { recursive: true });
