import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { packCatalogue, type PackedCatalogue } from '../src/words/packed-catalogue.ts';

const CATALOGUE = /\/src\/words\/[a-z]+\/catalogue\.ts$/;

/** All messages of a language's folder, packed. */
export async function packedFolder(folder: string): Promise<PackedCatalogue> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const catalogues = files.map(
    async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as object,
  );
  return packCatalogue(Object.assign({}, ...(await Promise.all(catalogues))) as Record<string, string>);
}

/** Vite plugin: packs a language's messages while the page is built, so that their English is not sent a second time. */
export function wordsPlugin(): Plugin {
  return {
    name: 'lucarne-words',
    apply: 'build',
    enforce: 'pre',
    async load(id) {
      if (!CATALOGUE.test(id)) return null;
      return `export const CATALOGUE = JSON.parse(${JSON.stringify(JSON.stringify(await packedFolder(dirname(id))))});`;
    },
  };
}
