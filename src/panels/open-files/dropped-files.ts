/** What file managers leave in folders. */
const LITTER = ['.DS_Store', 'Thumbs.db'];

/**
 * The files that a drop brings, and those in its folders with the `path` they have there: `/flowers/rose.jpg`. What is not a
 * file is left out. To be called while the event is handed on: after that `transfer` is empty.
 */
export async function droppedFiles(transfer: DataTransfer | null): Promise<File[]> {
  const given = [...(transfer?.items ?? [])]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = await Promise.all(
    given.map(async ({ entry, file }) => (isFolder(entry) ? filesOf(entry) : file ? [file] : [])),
  );
  return found.flat().filter(({ name }) => !LITTER.includes(name));
}

function isFolder(entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory === true;
}

async function filesOf(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader();
  const files: File[] = [];
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    // A reader hands out a hundred or so at a time, and none when it has come to the end.
    if (entries.length === 0) return files;
    const found = entries.map((entry) =>
      isFolder(entry) ? filesOf(entry) : fileOf(entry as FileSystemFileEntry),
    );
    files.push(...(await Promise.all(found)).flat());
  }
}

async function fileOf(entry: FileSystemFileEntry): Promise<File[]> {
  const file = await new Promise<File>((resolve, reject) => {
    entry.file(resolve, reject);
  });
  return [Object.assign(file, { path: entry.fullPath })];
}
