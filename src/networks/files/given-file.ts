import { LabError } from '../../core/records/lab-error';
import { FORMAT_BYTES, type FileFormat, formatOf } from '../../core/records/file-format';
import { isLitter, unzipped } from './unzip';

/** A file that a person gave, alone or inside a folder or an archive. */
export interface GivenFile {
  readonly file: File;
  /** Its name, behind the folders it lies in where those are known. */
  readonly path: string;
  readonly format: FileFormat;
  /** Why it could not be unpacked, where it is an archive. */
  readonly refused?: LabError;
}

/**
 * What was given, archives unpacked, and one archive in an archive, too. A ZIP archive that is damaged, too large, or a network of
 * another format stays as it is, with its error: a network may lie beside it.
 */
export async function givenFiles(files: readonly File[]): Promise<readonly GivenFile[]> {
  const given = files
    .filter((file) => !isLitter(file.name))
    .map(async (file) => {
      const one = await toGiven(file, file.webkitRelativePath || file.name);
      if (one.format.kind !== 'archive') return [one];
      const inside = await contents(one);
      if (inside.some(({ refused }) => refused)) return inside;
      // Keras's own file is an archive, too.
      const archives = inside.filter(({ format }) => format.kind === 'archive');
      const unpacked = inside.map(async (each) =>
        isKeras(each) || (archives.length === 1 && archives.includes(each)) ? contents(each) : [each],
      );
      return (await Promise.all(unpacked)).flat();
    });
  return (await Promise.all(given)).flat();
}

/** The files in an archive; those of Keras's lie in a folder of its name. Itself, with its error, where it cannot be unpacked. */
async function contents(archive: GivenFile): Promise<readonly GivenFile[]> {
  const folder = isKeras(archive) ? `${archive.path}/` : '';
  try {
    const inside = await unzipped(archive.file);
    return await Promise.all(inside.map(({ file, path }) => toGiven(file, `${folder}${path}`)));
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return [{ ...archive, refused: error }];
  }
}

function isKeras({ file, format }: GivenFile): boolean {
  return format.kind === 'archive' && /\.keras( \(\d+\))?$/i.test(file.name);
}

async function toGiven(file: File, path: string): Promise<GivenFile> {
  const head = new Uint8Array(await file.slice(0, FORMAT_BYTES).arrayBuffer());
  return { file, path, format: formatOf(head, file.name) };
}
