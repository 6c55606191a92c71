import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Compiles kernels/gradients.ts and puts its few bytes where the page finds them without another request. Needed only
// after a change there: the result is committed, so that nobody else needs the compiler.

const COMPILER = 'assemblyscript@0.28.20';
const OPTIONS = ['--importMemory', '--runtime', 'stub', '--noAssert', '-O3', '--enable', 'simd'];

const folder = mkdtempSync(join(tmpdir(), 'lucarne-kernels-'));
const out = join(folder, 'gradients.wasm');
execFileSync('npx', ['--yes', '--package', COMPILER, 'asc', 'kernels/gradients.ts', '-o', out, ...OPTIONS], {
  stdio: 'inherit',
});
const base64 = readFileSync(out).toString('base64');
rmSync(folder, { recursive: true });
writeFileSync(
  'src/networks/ops/gradients-wasm.ts',
  `/** kernels/gradients.ts, compiled by \`npm run kernels\`. */\nexport const GRADIENTS_WASM =\n  '${base64}';\n`,
);
console.log(`src/networks/ops/gradients-wasm.ts: ${base64.length} characters.`);
