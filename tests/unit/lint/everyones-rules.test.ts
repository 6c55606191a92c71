import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** A fault of each family on a line of its own: what each rule is for. */
const FAULTY = `import { useEffect, useState } from 'react';
const later = async () => { await Promise.resolve(); };
export function Faulty({ on }: { on: boolean }) {
  const [count, setCount] = useState(0);
  if (on) useEffect(() => { setCount(0); }, []);
  useEffect(() => { console.log(count); }, []);
  later();
  const data: any = JSON.parse('1');
  return <div onClick={() => later()}>{data.count}<img src="a.png" /></div>;
}
`;

/** The declarations that the snippet needs of React, which is not beside it. */
const TYPES = `declare module 'react' {
  export function useState<T>(first: T): [T, (next: T) => void];
  export function useEffect(effect: () => void, on?: unknown[]): void;
}
declare namespace JSX { interface IntrinsicElements { div: { onClick?: () => void; children?: unknown }; img: { src: string } } }
`;

/** What oxlint, with the project's own config, finds in `code` as a file of src/ui. */
function rulesBroken(code: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  try {
    mkdirSync(join(folder, 'src/ui'), { recursive: true });
    copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    const compilerOptions = { strict: true, jsx: 'preserve', module: 'esnext', moduleResolution: 'bundler' };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
    writeFileSync(join(folder, 'src/ui/x.tsx'), code);
    writeFileSync(join(folder, 'src/react.d.ts'), TYPES);
    const tool = join(root, 'node_modules/oxlint/bin/oxlint');
    const { stdout } = spawnSync(process.execPath, [tool, '--format=json', 'src/ui'], { cwd: folder });
    const { diagnostics } = JSON.parse(String(stdout)) as { diagnostics: { code: string }[] };
    return [...new Set(diagnostics.map((found) => found.code))].sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('the rules that everyone has find promises, hooks, any and pictures without words', () => {
  expect(rulesBroken(FAULTY)).toEqual(
    expect.arrayContaining([
      'jsx-a11y(alt-text)',
      'jsx-a11y(click-events-have-key-events)',
      'react-hooks(exhaustive-deps)',
      'react-hooks(rules-of-hooks)',
      'typescript(no-explicit-any)',
      'typescript(no-floating-promises)',
      'typescript(no-misused-promises)',
      'typescript(no-unsafe-assignment)',
    ]),
  );
});

it('and nothing in code without faults', () => {
  expect(rulesBroken('export const twice = (x: number): number => 2 * x;\n')).toEqual([]);
});
