import { PREPROCESSING_NAMES } from '../../core/records/preprocessings';
import * as v from 'valibot';
import { LabError } from '../../core/records/lab-error';
import { folderAt, isFull, removeEntry, writeFile } from './opfs';
import { openPartialFile } from './opfs-partial-file';
import type { PartialFile } from './partial-file';
import { phrase } from '../../words/say';

const text = v.pipe(v.string(), v.maxLength(500));
const triple = v.tuple([v.number(), v.number(), v.number()]);

/** What the lab notes beside a kept network's files. */
const EntrySchema = v.object({
  schema: v.literal(1),
  id: v.pipe(text, v.minLength(1)),
  title: text,
  classes: v.number(),
  /** Milliseconds since 1970. */
  keptAt: v.number(),
  /** Bytes that all its files take. */
  bytes: v.number(),
  /** Names of its files, as a person would drop them. */
  files: v.array(text),
  /** How to read them, where they do not say themselves. */
  reading: v.object({
    preprocessing: v.optional(
      v.union([
        v.picklist(PREPROCESSING_NAMES),
        v.object({ scale: v.number(), mean: triple, std: triple, channels: v.picklist(['RGB', 'BGR']) }),
      ]),
    ),
    classes: v.optional(v.array(text)),
    size: v.optional(v.tuple([v.number(), v.number()])),
    answers: v.optional(v.picklist(['softmax', 'sigmoid'])),
    output: v.optional(text),
  }),
});
export type KeptEntry = v.InferOutput<typeof EntrySchema>;

/** A file to keep: its name, and its bytes in order. */
export interface FileToKeep {
  readonly name: string;
  readonly content: Blob | Uint8Array<ArrayBuffer>;
}

/** Networks in this browser's own storage for this page. Every call may throw LabError `storage-full`. */
export interface KeptNetworks {
  /** Oldest first; what is broken or half written is left out. */
  list(): Promise<readonly KeptEntry[]>;
  /** A kept network's files. Throws LabError `weights-missing` where they are gone. */
  files(id: string): Promise<File[]>;
  /** Stores a network's files, in place of those it had. */
  keep(
    entry: Omit<KeptEntry, 'schema' | 'bytes' | 'files'>,
    files: readonly FileToKeep[],
  ): Promise<KeptEntry>;
  /** Writes anew what is noted beside a kept network's files; nothing where it is not kept. */
  amend(entry: KeptEntry): Promise<void>;
  remove(id: string): Promise<void>;
  /** The download of a network's file, as far as it has come. */
  partial(id: string): Promise<PartialFile>;
  /** SHA-256 of what was downloaded under this id before; null where nothing was. */
  fingerprint(id: string): Promise<string | null>;
  /** Remembers a fingerprint; null forgets it. */
  remember(id: string, sha256: string | null): Promise<void>;
}

const ENTRY = 'entry.json';

/** This page's kept networks; null where the browser keeps nothing (an old one, or some private windows). */
export async function openKeptNetworks(): Promise<KeptNetworks | null> {
  try {
    const root = await navigator.storage.getDirectory();
    return createKeptNetworks(() => Promise.resolve(root));
  } catch {
    return null;
  }
}

/** Networks kept under a folder, usually the origin private file system's root: `networks/`, `downloads/`, `fingerprints/`. */
export function createKeptNetworks(root: () => Promise<FileSystemDirectoryHandle>): KeptNetworks {
  const folder = async (name: string) => folderAt(await root(), name);

  const read = async (directory: FileSystemDirectoryHandle): Promise<KeptEntry | null> => {
    try {
      const file = await (await directory.getFileHandle(ENTRY)).getFile();
      const parsed = v.safeParse(EntrySchema, JSON.parse(await file.text()));
      return parsed.success ? parsed.output : null;
    } catch {
      return null;
    }
  };

  return {
    async list() {
      const entries: KeptEntry[] = [];
      for await (const handle of (await folder('networks')).values()) {
        const entry = handle.kind === 'directory' ? await read(handle) : null;
        if (entry) entries.push(entry);
      }
      return entries.sort((a, b) => a.keptAt - b.keptAt);
    },

    async files(id) {
      const directory = await folderAt(await folder('networks'), nameOf(id));
      const entry = await read(directory);
      try {
        if (!entry) throw new Error('no entry');
        return await Promise.all(
          entry.files.map(async (name) => (await directory.getFileHandle(nameOf(name))).getFile()),
        ).then((files) => files.map((file, i) => new File([file], entry.files[i] ?? file.name)));
      } catch (cause) {
        throw new LabError(
          'weights-missing',
          phrase('The browser has cleared what it kept of “{id}”.', { id }),
          phrase('Download or drop the network again.'),
          { cause },
        );
      }
    },

    async keep(given, files) {
      const networks = await folder('networks');
      await removeEntry(networks, nameOf(given.id));
      const directory = await folderAt(networks, nameOf(given.id));
      const entry: KeptEntry = {
        ...given,
        schema: 1,
        bytes: files.reduce((sum, { content }) => sum + sizeOf(content), 0),
        files: files.map(({ name }) => name),
      };
      try {
        for (const { name, content } of files) await writeFile(directory, nameOf(name), content);
        // Written last: a folder without it is half a network, and none.
        await writeFile(directory, ENTRY, new Blob([JSON.stringify(entry)]));
        return entry;
      } catch (thrown) {
        await removeEntry(networks, nameOf(given.id));
        throw isFull(thrown) ? storageFull(given.title, entry.bytes) : thrown;
      }
    },

    async amend(entry) {
      const directory = await folderAt(await folder('networks'), nameOf(entry.id));
      if (await read(directory)) await writeFile(directory, ENTRY, new Blob([JSON.stringify(entry)]));
    },

    async remove(id) {
      await removeEntry(await folder('networks'), nameOf(id));
    },

    async partial(id) {
      return openPartialFile(await folder('downloads'), nameOf(id), (bytes) => storageFull(id, bytes));
    },

    async fingerprint(id) {
      try {
        const handle = await (await folder('fingerprints')).getFileHandle(nameOf(id));
        const value = await (await handle.getFile()).text();
        return /^[0-9a-f]{64}$/.test(value) ? value : null;
      } catch {
        return null;
      }
    },

    async remember(id, sha256) {
      const fingerprints = await folder('fingerprints');
      if (sha256 === null) await removeEntry(fingerprints, nameOf(id));
      else await writeFile(fingerprints, nameOf(id), new Blob([sha256]));
    },
  };
}

/** What is said where the browser's storage has no room for a network. */
export function storageFull(title: string, bytes: number): LabError {
  return new LabError(
    'storage-full',
    phrase('This browser has no room to keep {title} ({bytes} MB).', {
      title,
      bytes: (bytes / 1e6).toFixed(0),
    }),
    phrase('Delete a network you do not use, or free disk space, then try again.'),
  );
}

/** A file name for anything: ids may hold slashes and dots. */
function nameOf(id: string): string {
  return `n-${encodeURIComponent(id)}`;
}

function sizeOf(content: Blob | Uint8Array): number {
  return content instanceof Uint8Array ? content.length : content.size;
}
