import { cp, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isFresh, sourcesHash, stampPlugin } from '../../../scripts/fresh-build';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lucarne-build-'));
  await mkdir(join(root, 'src/ui'), { recursive: true });
  await mkdir(join(root, 'models'));
  await writeFile(join(root, 'index.html'), '<script type="module" src="/src/ui/a.ts"></script>');
  await writeFile(join(root, 'src/ui/a.ts'), 'document.title = "a";');
});
afterEach(() => rm(root, { recursive: true, force: true }));

it('a build is fresh until a source changes, appears or goes', async () => {
  expect(await isFresh(root)).toBe(false);
  await build({ root, configFile: false, logLevel: 'silent', plugins: [stampPlugin(root)] });
  expect(await isFresh(root)).toBe(true);

  await writeFile(join(root, 'src/ui/a.ts'), 'document.title = "b";');
  expect(await isFresh(root)).toBe(false);
  await writeFile(join(root, 'src/ui/a.ts'), 'document.title = "a";');
  expect(await isFresh(root)).toBe(true);

  await writeFile(join(root, 'src/ui/b.ts'), '');
  expect(await isFresh(root)).toBe(false);
  await rm(join(root, 'src/ui/b.ts'));
  expect(await isFresh(root)).toBe(true);

  await rm(join(root, 'dist'), { recursive: true });
  expect(await isFresh(root)).toBe(false);
});

it('depends on contents, not on time stamps or the folder', async () => {
  const before = await sourcesHash(root);
  await utimes(join(root, 'index.html'), new Date(0), new Date(0));
  expect(await sourcesHash(root)).toBe(before);
  const copy = `${root}-copy`;
  await cp(root, copy, { recursive: true });
  expect(await sourcesHash(copy)).toBe(before);
  await rm(copy, { recursive: true });
});

it('counts a bundled network among the sources', async () => {
  await writeFile(join(root, 'models/bundled.json'), '["net"]');
  const before = await sourcesHash(root);
  await mkdir(join(root, 'models/net'));
  await writeFile(join(root, 'models/net/model.json'), '{}');
  expect(await sourcesHash(root)).not.toBe(before);
});
