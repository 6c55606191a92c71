import {
  canWriteInPlace,
  type InPlaceFile,
  type InPlaceHandle,
  isFull,
  removeEntry,
  writeFile,
} from './opfs';
import type { PartialFile } from './partial-file';

/** How a thread appends to a file of the origin private file system. */
interface Appender {
  append(bytes: Uint8Array<ArrayBuffer>, at: number): Promise<void>;
  clear(): Promise<void>;
  /** Everything appended is in the file afterwards. */
  settle(): Promise<void>;
}

/**
 * A partial file that outlives the page: `<name>` with the bytes, `<name>.tag` with what the server called them.
 * `full` makes the error of a storage without room for so many bytes.
 */
export async function openPartialFile(
  directory: FileSystemDirectoryHandle,
  name: string,
  full: (bytes: number) => Error,
): Promise<PartialFile> {
  const handle = await directory.getFileHandle(name, { create: true });
  const appender = canWriteInPlace(handle) ? inPlace(handle) : byStream(handle);
  let size = (await handle.getFile()).size;
  let tag = await textOf(directory, `${name}.tag`);
  const guarded = async (write: () => Promise<void>, bytes: number): Promise<void> => {
    try {
      await write();
    } catch (thrown) {
      throw isFull(thrown) ? full(bytes) : thrown;
    }
  };

  return {
    size: () => size,
    async append(bytes) {
      await guarded(() => appender.append(bytes, size), size + bytes.length);
      size += bytes.length;
    },
    async clear() {
      await appender.clear();
      size = 0;
      tag = null;
      await removeEntry(directory, `${name}.tag`);
    },
    tag: () => tag,
    async mark(next) {
      tag = next;
      if (next === null) await removeEntry(directory, `${name}.tag`);
      else await writeFile(directory, `${name}.tag`, new Blob([next]));
    },
    async read() {
      await appender.settle();
      return handle.getFile();
    },
    async remove() {
      await appender.settle();
      await removeEntry(directory, name);
      await removeEntry(directory, `${name}.tag`);
    },
    close: () => appender.settle(),
  };
}

/** In a worker: the file is open only while bytes come, since an open one can be neither read nor removed. */
function inPlace(handle: InPlaceHandle): Appender {
  let access: InPlaceFile | null = null;
  const open = async () => (access ??= await handle.createSyncAccessHandle());
  return {
    async append(bytes, at) {
      const file = await open();
      const written = file.write(bytes, { at });
      if (written < bytes.length) throw new DOMException('The disk is full.', 'QuotaExceededError');
    },
    async clear() {
      (await open()).truncate(0);
    },
    settle() {
      access?.flush();
      access?.close();
      access = null;
      return Promise.resolve();
    },
  };
}

/** On a page: a stream appends to a copy that takes the file's place when it is closed. */
function byStream(handle: FileSystemFileHandle): Appender {
  let stream: FileSystemWritableFileStream | null = null;
  const open = async () => (stream ??= await handle.createWritable({ keepExistingData: true }));
  return {
    async append(bytes, at) {
      await (await open()).write({ type: 'write', position: at, data: bytes });
    },
    async clear() {
      await (await open()).truncate(0);
    },
    async settle() {
      await stream?.close();
      stream = null;
    },
  };
}

async function textOf(directory: FileSystemDirectoryHandle, name: string): Promise<string | null> {
  try {
    return await (await (await directory.getFileHandle(name)).getFile()).text();
  } catch {
    return null;
  }
}
