/** A file being downloaded: it grows at its end, and what is there outlives a cut connection. */
export interface PartialFile {
  size(): number;
  append(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Throws away what is there. */
  clear(): Promise<void>;
  /** What the server called this version of the file (its ETag or date), as given to `mark`; null where it said nothing. */
  tag(): string | null;
  mark(tag: string | null): Promise<void>;
  /** The file as far as it has come; it may still grow. */
  read(): Promise<Blob>;
  /** Throws the file itself away; nothing may follow. */
  remove(): Promise<void>;
  /** Lets go of the file; what is there stays where it can. */
  close(): Promise<void>;
}

/** A partial file in memory, for where nothing can be stored. */
export function memoryPartialFile(): PartialFile {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let tag: string | null = null;
  const clear = (): Promise<void> => {
    parts = [];
    size = 0;
    tag = null;
    return Promise.resolve();
  };
  return {
    size: () => size,
    append(bytes) {
      parts.push(bytes.slice());
      size += bytes.length;
      return Promise.resolve();
    },
    clear,
    tag: () => tag,
    mark(next) {
      tag = next;
      return Promise.resolve();
    },
    read: () => Promise.resolve(new Blob(parts)),
    remove: clear,
    close: () => Promise.resolve(),
  };
}
