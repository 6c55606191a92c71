import { openAsBlob } from 'node:fs';
import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartialFile } from '../src/networks/storage/partial-file';
import type { DownloadStore } from '../src/networks/download/zoo-network';

/** Downloads under way in a folder: `<id>.part` grows until it is whole, and is gone on from the next time. */
export function downloadFolder(folder: string): DownloadStore {
  const fingerprints = join(folder, 'fingerprints.json');
  const known = async (): Promise<Record<string, string>> =>
    JSON.parse(await readFile(fingerprints, 'utf8').catch(() => '{}')) as Record<string, string>;
  return {
    partial: (id) => openPart(folder, id),
    fingerprint: async (id) => (await known())[id] ?? null,
    async remember(id, sha256) {
      const all = new Map(Object.entries(await known()));
      if (sha256 === null) all.delete(id);
      else all.set(id, sha256);
      await mkdir(folder, { recursive: true });
      await writeFile(fingerprints, JSON.stringify(Object.fromEntries(all)));
    },
  };
}

async function openPart(folder: string, id: string): Promise<PartialFile> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${id}.part`);
  const tagPath = `${path}.tag`;
  const file = await open(path, 'a+');
  let size = (await stat(path)).size;
  let tag = await readFile(tagPath, 'utf8').catch(() => null);
  return {
    size: () => size,
    async append(bytes) {
      await file.appendFile(bytes);
      size += bytes.length;
    },
    async clear() {
      await file.truncate(0);
      await rm(tagPath, { force: true });
      size = 0;
      tag = null;
    },
    tag: () => tag,
    async mark(next) {
      tag = next;
      if (next === null) await rm(tagPath, { force: true });
      else await writeFile(tagPath, next);
    },
    read: () => openAsBlob(path),
    async remove() {
      await file.close();
      await rm(path, { force: true });
      await rm(tagPath, { force: true });
    },
    close: () => file.close(),
  };
}
