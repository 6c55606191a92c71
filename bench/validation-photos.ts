import { existsSync, readFileSync } from 'node:fs';
import { fixturePath, readFixtureJson } from '../testing/fixtures';

/** A photo as a file, its kind, and the index of its class, where the network has it. */
export interface Photo {
  readonly file: Buffer;
  readonly type: string;
  readonly label: number | null;
}

const archive = fixturePath('datasets/sixteen/val.tar');

/** Whether the photos of the sixteen classes are among the fixtures. */
export const hasValidationPhotos = existsSync(archive);

const BLOCK = 512;

/** The 2,000 validation photos, 160 x 160 pixels, of the bundled networks' sixteen classes, in the order of their names. */
export function validationPhotos(): Photo[] {
  const classes = readFixtureJson('datasets/sixteen/classes.json') as { index: number; wnid: string }[];
  const labels = new Map(classes.map(({ wnid, index }) => [wnid, index]));
  return filesInTar(readFileSync(archive))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

    .map(({ name, content }) => ({
      file: content,
      type: 'image/webp',
      label: labels.get(name.split('/')[1] ?? '') ?? null,
    }));
}

/** Ordinary files of a tar archive. */
function filesInTar(tar: Buffer): { readonly name: string; readonly content: Buffer }[] {
  const files: { name: string; content: Buffer }[] = [];
  const text = (from: number, length: number): string =>
    tar.toString('latin1', from, from + length).replace(/\0.*$/s, '');
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8);
    const ordinary = ['', '0'].includes(text(at + 156, 1));
    const start = at + BLOCK;
    if (ordinary) files.push({ name: text(at, 100), content: tar.subarray(start, start + size) });
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
