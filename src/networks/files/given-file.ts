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
  const given = await Promise.all(
    files
      .filter((file) => !isLitter(file.name))
      .map((file) => toGiven(file, file.webkitRelativePath || file.name)),
  );
  const unpacked = given.map(async (one) =>
    one.format.kind === 'archive'
      ? Promise.all((await unzipped(one.file)).map(({ file, path }) => toGiven(file, path)))
      : [one],
  );
  return (await Promise.all(unpacked)).flat();
}

async function toGiven(file: File, path: string): Promise<GivenFile> {
  const head = new Uint8Array(await file.slice(0, FORMAT_BYTES).arrayBuffer());
  return { file, path, format: formatOf(head, file.name) };
}
