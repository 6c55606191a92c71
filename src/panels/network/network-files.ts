import { FORMAT_BYTES, formatOf } from '../../core/records/file-format';

/** Files that a network, or the names of its classes, may come in. */
export const NETWORK_FILES =
  '.onnx,.onnx_data,.data,.json,.bin,.zip,.txt,.csv,.tsv,.names,.yaml,.yml,.pth,.pt,.h5,.hdf5,.keras,.pb,.safetensors';

const PART_OF_MODEL = /\.(bin|data|onnx_data|json)$|shard\d+of\d+/i;

/**
 * Whether a file is a network or a part of one, by its content first: of a format the lab reads, or of another one, which the
 * engine then names.
 */
export async function isOfNetwork(file: File): Promise<boolean> {
  const { kind } = formatOf(new Uint8Array(await file.slice(0, FORMAT_BYTES).arrayBuffer()), file.name);
  if (kind === 'picture') return false;
  return (
    kind === 'network' ||
    kind === 'hdf5' ||
    kind === 'foreign' ||
    kind === 'archive' ||
    PART_OF_MODEL.test(file.name) ||
    /\.onnx$/i.test(file.name)
  );
}

/** Whether any of the files is a network or a part of one. */
export async function areOfNetwork(files: readonly File[]): Promise<boolean> {
  return (await Promise.all(files.map(isOfNetwork))).includes(true);
}

/** The folder that dropped or chosen files lie in; undefined where they came by themselves. */
export function folderOf(files: readonly File[]): string | undefined {
  for (const file of files) {
    // The path of a file that was dropped in its folder: see dropped-files.
    const { path = '' } = file as { readonly path?: string };
    const folder = (file.webkitRelativePath || path)
      .split('/')
      .filter((part) => part && part !== '.')
      .at(-2);
    if (folder) return folder;
  }
  return undefined;
}
