/** A folder of the origin private file system, made where it is not there yet. */
export function folderAt(
  parent: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemDirectoryHandle> {
  return parent.getDirectoryHandle(name, { create: true });
}

/** Removes a file or folder with all it holds; one that is not there is no error. */
export async function removeEntry(parent: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await parent.removeEntry(name, { recursive: true });
  } catch (thrown) {
    if (!(thrown instanceof DOMException && thrown.name === 'NotFoundError')) throw thrown;
  }
}

/** Writes a whole file, in the way this thread has: workers write in place, pages (and Safari's not before 26) by a stream. */
export async function writeFile(
  directory: FileSystemDirectoryHandle,
  name: string,
  content: Blob | Uint8Array<ArrayBuffer>,
): Promise<void> {
  const handle = await directory.getFileHandle(name, { create: true });
  if (!canWriteInPlace(handle)) {
    const stream = await handle.createWritable();
    await stream.write(content);
    await stream.close();
    return;
  }
  const access = await handle.createSyncAccessHandle();
  try {
    const bytes = content instanceof Uint8Array ? content : new Uint8Array(await content.arrayBuffer());
    access.truncate(0);
    access.write(bytes, { at: 0 });
    access.flush();
  } finally {
    access.close();
  }
}

/** A file open for writing in place, as workers have it. https://fs.spec.whatwg.org/#api-filesystemsyncaccesshandle */
export interface InPlaceFile {
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}
export type InPlaceHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<InPlaceFile> };

/** Whether this thread may write files in place. */
export function canWriteInPlace(handle: FileSystemFileHandle): handle is InPlaceHandle {
  return 'createSyncAccessHandle' in handle;
}

/** Whether something thrown means that the storage is full. */
export function isFull(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'QuotaExceededError';
}
