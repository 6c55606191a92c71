import type { UnzipFileInfo, unzipSync as UnzipSync } from 'fflate';
import { lateCode } from '../../core/records/late-code';
import {
  CORE_ML,
  EXPORTED_PROGRAM,
  NUMPY,
  SAVED_MODEL,
  TORCH,
  type FileFormat,
} from '../../core/records/file-format';
import { unsupportedModel } from '../graph/failures';
import { foreignNetwork } from './foreign-network';
import {
  checkpointOf,
  exportedProgramError,
  type TorchCheckpoint,
  torchCheckpointError,
} from './torch-checkpoint';
import { phrase } from '../../words/say';

const inflater = lateCode(phrase('The reader of ZIP archives'), async () => {
  const { unzipSync } = await import('fflate');
  return unzipSync;
});

/** What systems leave in folders and archives by themselves. */
const LITTER = /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.git(attributes|ignore)$)/i;

/** Whether a file is none that a person put where it is. */
export function isLitter(path: string): boolean {
  return LITTER.test(path);
}

/** What is in an archive, with its path there. */
interface Unzipped {
  readonly file: File;
  readonly path: string;
}

/** An archive is held in memory whole. */
const LARGEST_ARCHIVE = 2 ** 30;
const MOST_UNPACKED = 2 ** 31 - 1;
/** Weights pack to a half or more; what packs to less than a hundredth, and is large, is there to fill memory. */
const MOST_RATIO = 100;
const SMALL_UNPACKED = 2 ** 26;
const MOST_ENTRIES = 10_000;

/** Formats that are ZIP archives inside, told by what lies in them. */
const INSIDE: readonly (readonly [RegExp, FileFormat])[] = [
  [/(^|\/)(archive_format|serialized_exported_program\.json)$/, EXPORTED_PROGRAM],
  [/(^|\/)data\.pkl$/, TORCH],
  [/(^|\/)saved_model\.pb$/, SAVED_MODEL],
  [/com\.apple\.CoreML/, CORE_ML],
];

/**
 * The files in a ZIP archive. Throws LabError `unsupported-model` where it is damaged or out of proportion, or where it is a
 * network of another format.
 */
export async function unzipped(archive: File): Promise<readonly Unzipped[]> {
  const name = `“${archive.name}”`;
  if (archive.size > LARGEST_ARCHIVE) throw tooLarge(name);
  const unzipSync = await inflater();
  const bytes = new Uint8Array(await archive.arrayBuffer());
  const paths: string[] = [];
  let unpacked = 0;
  try {
    unzipSync(bytes, {
      filter(entry) {
        if (entry.name.endsWith('/') || isLitter(entry.name)) return false;
        paths.push(entry.name);
        unpacked += entry.originalSize;
        return false;
      },
    });
  } catch (cause) {
    throw damaged(name, cause);
  }
  const isNumpy = paths.length > 0 && paths.every((path) => path.endsWith('.npy'));
  const found = INSIDE.find(([pattern]) => paths.some((path) => pattern.test(path)))?.[1];
  const format = isNumpy ? NUMPY : found;
  if (format === EXPORTED_PROGRAM) throw exportedProgramError(archive.name);
  if (!paths.some((path) => MODEL_INSIDE.test(path))) {
    if (format === TORCH) throw torchCheckpointError(archive.name, checkpointIn(unzipSync, bytes, paths));
    if (format) throw foreignNetwork(format, archive.name);
  }
  const bomb = unpacked > SMALL_UNPACKED && unpacked > MOST_RATIO * bytes.length;
  if (unpacked > MOST_UNPACKED || paths.length > MOST_ENTRIES || bomb) throw tooLarge(name);
  const wanted = new Set(paths);
  try {
    const contents = unzipSync(bytes, { filter: (entry) => wanted.has(entry.name) });
    return Object.entries(contents).map(([path, content]) => ({
      path,
      file: new File([content], path.split('/').at(-1) ?? path),
    }));
  } catch (cause) {
    throw damaged(name, cause);
  }
}

const MODEL_INSIDE = /\.(onnx|h5|hdf5|keras)$|(^|\/)model[^/]*\.json$/i;

const PICKLE = /(^|\/)data\.pkl$/;
const LARGEST_PICKLE = 2 ** 25;

/** What the pickle in a PyTorch archive names. */
function checkpointIn(
  unzipSync: typeof UnzipSync,
  bytes: Uint8Array,
  paths: readonly string[],
): TorchCheckpoint {
  const isPickle = ({ name, originalSize }: UnzipFileInfo): boolean =>
    PICKLE.test(name) && originalSize <= LARGEST_PICKLE;
  const [pickle] = Object.values(unzipSync(bytes, { filter: isPickle }));
  return checkpointOf(
    pickle ?? new Uint8Array(),
    paths.some((path) => /(^|\/)code\/__torch__/.test(path)),
  );
}

function damaged(name: string, cause: unknown): Error {
  return unsupportedModel(
    phrase('The archive {name} is damaged or packed in a way the lab cannot undo.', { name }),
    { cause },
    phrase('Download it again, or unpack it and drop the files that were in it.'),
  );
}

function tooLarge(name: string): Error {
  return unsupportedModel(
    phrase('The archive {name} would unpack to far more than a network.', { name }),
    {},
    phrase('Unpack it, and drop only the network’s files.'),
  );
}
