import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

// What the papers and the comments point to is there.

const root = join(import.meta.dirname, '../../..');
const UNKEPT = /(^|\/)(node_modules|dist|test-results|playwright-report|\.generated|\.git|work)(\/|$)/;

const filesUnder = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !UNKEPT.test(file));

const PAPERS = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...['docs', 'models', '.github'].flatMap((folder) => filesUnder(folder, /\.md$/)),
];
const CODE = [
  'eslint.config.js',
  ...['src', 'scripts', 'tests', 'testing', 'bench'].flatMap((folder) =>
    filesUnder(folder, /\.(ts|tsx|js)$/),
  ),
];

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const isThere = (path: string): boolean => existsSync(join(root, path));

/** The text without code between fences, whose brackets are no links. */
const prose = (text: string): string => text.replace(/^```[^]*?^```/gm, '');

/** A heading's address within its page, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function deadLinks(file: string): string[] {
  const targets = prose(textOf(file)).matchAll(/\]\(([^)\s]+)\)/g);
  return [...targets].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    const page = path === '' ? file : join(dirname(file), path);
    if (!isThere(page)) return [target];
    if (anchor === undefined) return [];
    const headings = [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
    return headings.includes(anchor) ? [] : [target];
  });
}

/** Paths in backticks that are not there; of one with a hole or a choice, `src/x/<id>.ts`, the folder before it counts. */
function deadPaths(file: string): string[] {
  const paths = prose(textOf(file)).matchAll(
    /`((?:src|tests|testing|scripts|bench|docs|drawings)\/[^`\s]*)`/g,
  );
  return [...paths].flatMap(([, path = '']) => {
    const fixed = /[<{*]/.test(path) ? path.replace(/[^/]*[<{*].*$/, '') : path;
    return isThere(fixed) ? [] : [path];
  });
}

/** Scripts named as `npm run x` that the package has not. */
function deadScripts(file: string): string[] {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  return [...textOf(file).matchAll(/npm run ([\w:]+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !(name in scripts));
}

it.each(PAPERS)('%s points to what is there', (file) => {
  expect({ links: deadLinks(file), paths: deadPaths(file), scripts: deadScripts(file) }).toEqual({
    links: [],
    paths: [],
    scripts: [],
  });
});

it('comments and messages cite papers that are there', () => {
  const cited = CODE.flatMap((file) =>
    [...textOf(file).matchAll(/(?<![\w/])docs\/[\w/-]+\.md/g)].map(([path]) => ({ file, path })),
  );
  expect(cited.length).toBeGreaterThan(0);
  expect(cited.filter(({ path }) => !isThere(path))).toEqual([]);
});
