import { FORMAT_BYTES, type FileFormat, formatOf } from '../../core/records/file-format';
import { isLitter, unzipped } from './unzip';

/** A file that a person gave, alone or inside a folder or an archive. */
export interface GivenFile {
  readonly file: File;
  /** Its name, behind the folders it lies in where those are known. */
  readonly path: string;
  readonly format: FileFormat;
}

/**
 * What was given, archives unpacked. Throws LabError `unsupported-model` for a ZIP archive that is damaged, too large, or holds
 * a network of another format.
 */
export async function givenFiles(files: readonly File[]): Promise<readonly GivenFile[]> {
  const given = files
    .filter((file) => !isLitter(file.name))
    .map(async (file) => {
      const one = await toGiven(file, file.webkitRelativePath || file.name);
      if (one.format.kind !== 'archive') return [one];
      const inside = await contents(one);
      // Keras's own file is an archive, too.
      const unpacked = inside.map((each) => (isKeras(each) ? contents(each) : Promise.resolve([each])));
      return (await Promise.all(unpacked)).flat();
    });
  return (await Promise.all(given)).flat();
}

/** The files in an archive; those of Keras's lie in a folder of its name. */
async function contents(archive: GivenFile): Promise<readonly GivenFile[]> {
  const folder = isKeras(archive) ? `${archive.path}/` : '';
  return Promise.all(
    (await unzipped(archive.file)).map(({ file, path }) => toGiven(file, `${folder}${path}`)),
  );
}

function isKeras({ file, format }: GivenFile): boolean {
  return format.kind === 'archive' && /\.keras( \(\d+\))?$/i.test(file.name);
}

async function toGiven(file: File, path: string): Promise<GivenFile> {
  const head = new Uint8Array(await file.slice(0, FORMAT_BYTES).arrayBuffer());
  return { file, path, format: formatOf(head, file.name) };
}
