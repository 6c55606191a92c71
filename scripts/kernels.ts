import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Compiles kernels/gradients.ts and puts its few bytes where the page finds them without another request: once for a
// memory of one thread, once for a shared one. Needed only after a change there: the result is committed, so that nobody
// else needs the compiler.

const COMPILER = 'assemblyscript@0.28.20';
const OPTIONS = ['--importMemory', '--runtime', 'stub', '--noAssert', '-O3', '--enable', 'simd'];
// A shared memory's maximum is a part of its type: this is the backend's, which is all there is.
const SHARED = ['--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads'];
const TARGET = 'src/networks/ops/gradients-wasm.ts';

const folder = mkdtempSync(join(tmpdir(), 'lucarne-kernels-'));

function compile(...more: string[]): string {
  const out = join(folder, 'gradients.wasm');
  execFileSync(
    'npx',
    ['--yes', '--package', COMPILER, 'asc', 'kernels/gradients.ts', '-o', out, ...OPTIONS, ...more],
    { stdio: 'inherit' },
  );
  return readFileSync(out).toString('base64');
}

const plain = compile();
const shared = compile(...SHARED);
rmSync(folder, { recursive: true });
writeFileSync(
  TARGET,
  `/** kernels/gradients.ts, compiled by \`npm run kernels\`. */\nexport const GRADIENTS_WASM =\n  '${plain}';\n\n` +
    `/** The same for a memory that threads share. */\nexport const GRADIENTS_WASM_SHARED =\n  '${shared}';\n`,
);
console.log(`${TARGET}: ${plain.length + shared.length} characters.`);
