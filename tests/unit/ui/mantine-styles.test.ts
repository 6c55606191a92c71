import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const CORE = resolve('node_modules/@mantine/core');
const COMPONENTS = join(CORE, 'esm');
/** What every page of Mantine's has, before any component's own. */
const GROUND = ['baseline', 'default-css-variables', 'global'];

const read = (path: string): string => readFileSync(path, 'utf8');
const below = (folder: string, kind: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => kind.test(name))
    .map((name) => join(folder, name));

/** Names that files import from Mantine as values. */
function importedFrom(files: readonly string[]): Set<string> {
  const imports = files.flatMap((file) => [
    ...read(file).matchAll(/(?:import|export) \{([^}]*)\} from ['"]@mantine\/core['"]/g),
  ]);
  const names = imports.flatMap((match) => (match[1] ?? '').split(','));
  return new Set(names.map((name) => name.trim().split(' as ')[0] ?? ''));
}

/** Modules of Mantine's that some of its names bring along. */
function modulesOf(names: ReadonlySet<string>): Set<string> {
  const exports = [...read(join(COMPONENTS, 'index.mjs')).matchAll(/import \{([^}]*)\} from "([^"]+)"/g)];
  const brought = exports.filter(([, list = '']) => list.split(',').some((name) => names.has(name.trim())));
  const found = new Set(brought.map(([, , path = '']) => resolve(COMPONENTS, path)).filter(existsSync));
  // What is added on the way is gone through too.
  for (const file of found) {
    for (const [, path = ''] of read(file).matchAll(/from "(\.[^"]+)"/g)) {
      const next = resolve(dirname(file), path);
      if (existsSync(next)) found.add(next);
    }
  }
  return found;
}

test('the page brings the styles of each Mantine component that it uses, in Mantine’s own order, and no other', () => {
  const users = [...below('src', /\.tsx?$/), ...below(resolve(CORE, '../notifications/esm'), /\.mjs$/)];
  const sheets = [...modulesOf(importedFrom(users))]
    .filter((file) => file.endsWith('.module.mjs'))
    .map((file) => ({
      name: basename(file, '.module.mjs'),
      classes: read(file).match(/m_[0-9a-f]+/g) ?? [],
    }));
  const all = read(join(CORE, 'styles.css'));
  const placeOf = ({ classes }: { classes: readonly string[] }): number =>
    Math.min(...classes.map((name) => all.indexOf(`.${name}`)).filter((at) => at >= 0));
  const inOrder = sheets.sort((a, b) => placeOf(a) - placeOf(b)).map(({ name }) => name);
  const brought = [...read('src/ui/mantine.css').matchAll(/@mantine\/core\/styles\/(.+)\.css/g)];
  expect(sheets.length).toBeGreaterThan(10);
  expect(brought.map(([, name]) => name)).toEqual([...GROUND, ...inOrder]);
});
