import { expect, it } from 'vitest';
import { droppedFiles } from '../../../../src/panels/open-files/dropped-files';

type Tree = readonly (string | { readonly folder: string; readonly holds: Tree })[];

/** What a browser's reader hands out in one go. */
const BATCH = 2;

function entriesOf(tree: Tree, path = ''): FileSystemEntry[] {
  return tree.map((node) => {
    if (typeof node === 'string') {
      const file = (take: (file: File) => void): void => take(new File(['x'], node));
      return { isDirectory: false, fullPath: `${path}/${node}`, file };
    }
    const fullPath = `${path}/${node.folder}`;
    const createReader = () => {
      const left = entriesOf(node.holds, fullPath);
      return { readEntries: (take: (some: FileSystemEntry[]) => void) => take(left.splice(0, BATCH)) };
    };
    return { isDirectory: true, fullPath, createReader };
  }) as unknown as FileSystemEntry[];
}

/** A drop of these, which like a real one is empty as soon as it has been handed on. */
async function drop(tree: Tree, entries: (FileSystemEntry | null)[] = entriesOf(tree)): Promise<File[]> {
  let over = false;
  const items = tree.map((node, i) => ({
    kind: 'file',
    webkitGetAsEntry: () => (over ? null : (entries[i] ?? null)),
    getAsFile: () => (over || typeof node !== 'string' ? null : new File(['x'], node)),
  }));
  const words = { kind: 'string', webkitGetAsEntry: () => null, getAsFile: () => null };
  const taking = droppedFiles({ items: [...items, words] } as unknown as DataTransfer);
  over = true;
  return taking;
}

const paths = (files: readonly File[]) =>
  files.map((file) => ('path' in file ? String(file.path) : file.name));

it('files that were dropped come by themselves, and words are no file', async () => {
  expect(paths(await drop(['rose.jpg', 'tulip.png']))).toEqual(['rose.jpg', 'tulip.png']);
});

it('all files of a folder come with their paths, however deep and however many, without what file managers leave', async () => {
  const many = ['1.jpg', '2.jpg', '3.jpg', '.DS_Store', '4.jpg'];
  const files = await drop([
    'alone.jpg',
    { folder: 'flowers', holds: [...many, { folder: 'red', holds: ['Thumbs.db', 'rose.jpg'] }] },
    { folder: 'empty', holds: [] },
  ]);
  const inFolder = ['1.jpg', '2.jpg', '3.jpg', '4.jpg', 'red/rose.jpg'].map((path) => `/flowers/${path}`);
  expect(paths(files)).toEqual(['alone.jpg', ...inFolder]);
});

it('a picture dragged from another window is a file without an entry', async () => {
  expect(paths(await drop(['quail.png'], [null]))).toEqual(['quail.png']);
});

it('a drop without anything brings no file', async () => {
  expect(await droppedFiles(null)).toEqual([]);
});
