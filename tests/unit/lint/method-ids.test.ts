import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { METHODS } from '../../../src/methods/catalog/catalog';

/** Files that are about certain methods: a published experiment, measurements that were made. The rest ask a method itself. */
const ABOUT_CERTAIN_METHODS = [
  // Adebayo et al. compare these.
  'features/believe/store/compare-methods.ts',
  // What each exercise is timed with.
  'features/device-bench/device-bench.ts',
  // The straight line is the gradient's.
  'features/limits/store/question.ts',
  // How well each was measured to locate.
  'features/locate/store/measured.ts',
];

it('no file outside src/methods knows a method by its id, save those that are about certain methods', () => {
  const src = join(import.meta.dirname, '../../../src');
  const named = new RegExp(`['"\`](?:${METHODS.map(({ id }) => id).join('|')})['"\`]`, 'u');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/u.test(file) && !file.startsWith('methods/'));
  expect(files.length).toBeGreaterThan(200);
  // A comment may speak of a patch.
  const codeOf = (file: string): string =>
    readFileSync(join(src, file), 'utf8').replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gmu, '');
  const naming = files.filter((file) => named.test(codeOf(file)));
  expect(naming.toSorted()).toEqual(ABOUT_CERTAIN_METHODS.toSorted());
});
