import type * as H5wasm from 'h5wasm';
import { lateCode } from '../../../core/records/late-code';
import { LabError } from '../../../core/records/lab-error';
import { damagedModel, unsupportedModel } from '../../graph/failures';
import { phrase } from '../../../words/say';

/** As large as the rest of the page's code, and for few: fetched only when such a file is opened. */
const library = lateCode(
  phrase('The reader of HDF5 files'),
  async () => {
    const code = await import('h5wasm');
    const library = await code.ready;
    // It would print what is wrong with a file, and go on.
    library.activate_throwing_error_handler();
    return { code, files: library.FS as unknown as FileSystem };
  },
  'asked',
);

/** What of Emscripten's file system is used here. */
interface FileSystem {
  readonly filesystems: { readonly WORKERFS: object };
  mkdir(path: string): void;
  rmdir(path: string): void;
  mount(type: object, options: object, path: string): void;
  unmount(path: string): void;
  writeFile(path: string, bytes: Uint8Array): void;
  unlink(path: string): void;
}

/** An array of numbers in an HDF5 file. */
export interface Hdf5Dataset {
  /** Where it lies, without a slash before it. */
  readonly path: string;
  readonly shape: readonly number[];
  /** As NumPy names them: `float32`, `int64`. */
  readonly type: string;
  /** Bytes that its numbers take. */
  readonly bytes: number;
  /** Its numbers, as they are; of another type than `float32` or `float64` only where that is no matter. */
  values(): Float32Array | Float64Array;
}

/** An HDF5 file, open. */
export interface Hdf5File {
  readonly datasets: readonly Hdf5Dataset[];
  /** The text in an attribute of a group; undefined where there is none. */
  text(path: string, attribute: string): string | undefined;
}

const MOST_PARTS = 100_000;
const MOST_TEXT = 2 ** 26;
const MOST_BYTES = 2 ** 31 - 1;
/** Weights pack to a half or more; what unpacks to a hundred times its file, and is large, is there to fill memory. */
const MOST_RATIO = 100;
const SMALL = 2 ** 26;
const FOLDER = '/given';

/**
 * What `read` makes of an HDF5 file, which is closed after. In a worker the file stays where it is and its parts are read
 * when they are asked for. Throws LabError `unsupported-model` where it is damaged, or out of all proportion.
 */
export async function readHdf5<T>(file: Blob, read: (hdf5: Hdf5File) => T): Promise<T> {
  const { code, files } = await library();
  const stays = 'FileReaderSync' in globalThis;
  const given = stays ? file : new Uint8Array(await file.arrayBuffer());
  // From here on without a pause: two files are never open at once.
  const { path, leave } = placed(files, given);
  try {
    const opened = new code.File(path, 'r');
    try {
      return read(hdf5File(code, opened, file.size));
    } finally {
      opened.close();
    }
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw damagedModel(phrase('The HDF5 file is damaged, or was cut short.'), error);
  } finally {
    leave();
  }
}

/** Puts a file where the library finds it; `leave` takes it away. */
function placed(files: FileSystem, given: Blob | Uint8Array): { path: string; leave: () => void } {
  const path = `${FOLDER}/network.h5`;
  files.mkdir(FOLDER);
  if (given instanceof Uint8Array) {
    files.writeFile(path, given);
    return {
      path,
      leave() {
        files.unlink(path);
        files.rmdir(FOLDER);
      },
    };
  }
  files.mount(files.filesystems.WORKERFS, { blobs: [{ name: 'network.h5', data: given }] }, FOLDER);
  return {
    path,
    leave() {
      files.unmount(FOLDER);
      files.rmdir(FOLDER);
    },
  };
}

function hdf5File(code: typeof H5wasm, opened: H5wasm.File, size: number): Hdf5File {
  const paths = opened.paths();
  if (paths.length > MOST_PARTS)
    throw unsupportedModel(phrase('Expected a Keras model, got far more parts.'));
  const datasets: Hdf5Dataset[] = [];
  let total = 0;
  for (const path of paths) {
    const entity = opened.get(path);
    if (!(entity instanceof code.Dataset)) continue;
    const { metadata } = entity;
    const bytes = metadata.size * metadata.total_size;
    total += bytes;
    if (!(total <= MOST_BYTES) || (total > SMALL && total > MOST_RATIO * size))
      throw unsupportedModel(phrase('The HDF5 file would unpack to far more than a network.'));
    datasets.push({
      path,
      shape: metadata.shape ?? [],
      type: typeOf(metadata),
      bytes,
      values: () => valuesOf(entity),
    });
  }
  return {
    datasets,
    text(path, attribute) {
      const entity = opened.get(path);
      const found = entity instanceof code.Group ? entity.attrs[attribute] : undefined;
      if (!found || found.metadata.size * found.metadata.total_size > MOST_TEXT) return undefined;
      const { value } = found;
      return typeof value === 'string' ? value : undefined;
    },
  };
}

const KINDS: Readonly<Record<number, string>> = { 0: 'int', 1: 'float' };

/** The library's numbers of HDF5's classes of types: 0 for integers, 1 for real numbers. */
function typeOf({ type, size, signed, littleEndian }: H5wasm.Metadata): string {
  const kind = KINDS[type];
  if (kind === undefined) return 'something other than numbers';
  return `${kind === 'int' && !signed ? 'u' : ''}${kind}${size * 8}${littleEndian || size === 1 ? '' : ' (big-endian)'}`;
}

function valuesOf(dataset: H5wasm.Dataset): Float32Array | Float64Array {
  const { value } = dataset;
  if (value instanceof Float32Array || value instanceof Float64Array) return value;
  return typeof value === 'number' ? Float32Array.of(value) : new Float32Array();
}
