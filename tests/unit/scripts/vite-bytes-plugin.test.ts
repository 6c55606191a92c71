import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { withPlainBytes } from '../../../scripts/vite-bytes-plugin';

const source = readFileSync('src/networks/kernels/convolution/convolution-wasm-code.ts', 'utf8');

it('a build writes out a kernel’s bytes as the page would read them, and sends less', () => {
  const built = withPlainBytes(source);
  const coded = [...source.matchAll(/atob\(\s*'([^']+)'/g)].map(([, bytes = '']) => atob(bytes));
  const literals = built.match(/'(?:[^'\\]|\\.)*'/g) ?? [];
  const written = literals
    .filter((literal) => literal.startsWith("'\\x00asm"))
    .map((literal) => runInNewContext(literal) as string);
  expect(coded.length).toBe(4);
  expect(written).toEqual(coded);
  expect(built).not.toContain('atob');
  expect(gzipSync(built).length).toBeLessThan(gzipSync(source).length);
});

it('leaves alone what is no such code', () => {
  const other = "const text = atob(value); const word = 'atob';";
  expect(withPlainBytes(other)).toBe(other);
});
