import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withPureSchemes } from '../../../scripts/vite-colours-plugin';

const code = readFileSync('node_modules/d3-scale-chromatic/dist/d3-scale-chromatic.mjs', 'utf8');
const OWN = /^export \{(.*)\};$/m;

/** What the package uses of others, by something as simple that shows its arguments. */
const USED = {
  interpolateRgbBasis: (colours: string[]) => (t: number) => `${colours.join()} ${t}`,
  interpolateCubehelixLong: (a: object, b: object) => (t: number) => `${JSON.stringify([a, b])} ${t}`,
  cubehelix$1: (...hsl: number[]) => ({ hsl }),
  rgb: () => ({}),
};

/** The package's exports, run as it stands. */
function evaluate(text: string): Record<string, (t: number) => string> {
  const exported = (OWN.exec(text)?.[1] ?? '').replace(/(\S+) as (\w+)/g, '$2: $1');
  const body = text.replace(/^import .*$/gm, '').replace(OWN, () => `return {${exported}};`);
  // oxlint-disable-next-line typescript/no-implied-eval -- a package's own code
  const run = new Function(...Object.keys(USED), body) as (...used: unknown[]) => ReturnType<typeof evaluate>;
  return run(...Object.values(USED));
}

it('every colour scheme of d3’s is marked as without effect, and its colours stay', () => {
  const marked = withPureSchemes(code);
  const schemes = code.match(/^var \S+ = (?:new Array|[\w$]+)\(.*(?:\(|[;,])$/gm) ?? [];
  expect(schemes.length).toBeGreaterThan(60);
  expect(marked.match(/\/\* @__PURE__ \*\/ \(\(\) => /g)?.length).toBe(schemes.length);
  const [before, after] = [evaluate(code), evaluate(marked)];
  expect(Object.keys(after)).toEqual(Object.keys(before));
  for (const [name, interpolate] of Object.entries(before)) {
    if (name.startsWith('scheme')) expect(after[name]).toEqual(interpolate);
    else for (const t of [0, 0.3, 1]) expect(String(after[name]?.(t))).toBe(interpolate(t));
  }
});
