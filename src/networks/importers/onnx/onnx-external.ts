import { FORMAT_BYTES, formatOf } from '../../../core/records/file-format';
import { LabError } from '../../../core/records/lab-error';
import { unsupportedModel } from '../../graph/failures';
import { foreignNetwork } from '../../files/foreign-network';
import { farBytes, NEAR_BYTES } from '../far-bytes';
import type { OnnxTensor } from './onnx-schema';
import { phrase } from '../../../words/say';

/** Finds the file that a model calls `location`, a path beside it; undefined where there is none. */
export type FindExternal = (location: string) => Promise<Blob | undefined>;

/** Finds files by their names alone. */
export function externalAmong(files: readonly File[]): FindExternal {
  const byName = new Map(files.map((file) => [file.name, file]));
  return (location) => Promise.resolve(byName.get(nameIn(location)));
}

/**
 * Gives tensors that lie outside the `.onnx` file, as PyTorch writes them into an `.onnx.data` file, their numbers from the
 * files it names; large ones stay there until they are needed. Format: `TensorProto.external_data` of
 * https://github.com/onnx/onnx/blob/main/docs/ExternalData.md
 * Throws LabError `weights-missing` where a file is not found, `unsupported-model` where it is too short or something else.
 */
export async function attachExternal(tensors: readonly OnnxTensor[], find: FindExternal): Promise<void> {
  const files = new Map<string, Blob>();
  const missing = new Map<string, OnnxTensor>();
  for (const tensor of tensors) {
    const location = tensor.external?.get('location') ?? '';
    if (!tensor.external || files.has(location) || missing.has(location)) continue;
    const file = location === '' ? undefined : await find(location);
    if (file) files.set(location, await checkedFile(file, location));
    else missing.set(location, tensor);
  }
  const [first] = missing.values();
  if (first) throw separateFile(first, [...missing.keys()]);
  for (const tensor of tensors) {
    const { external } = tensor;
    const file = files.get(external?.get('location') ?? '');
    if (!external || !file) continue;
    const start = Number(external.get('offset') ?? 0);
    const end = external.has('length') ? start + Number(external.get('length')) : file.size;
    const sane = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end;
    if (!sane || end > file.size) {
      throw unsupportedModel(
        phrase('Weight “{name}” should lie at bytes {start} to {end} of “{external}”, which has {size}.', {
          name: tensor.name,
          start,
          end,
          external: fileName(external),
          size: file.size,
        }),
        {},
        phrase(
          'Use the files of one and the same export, and download them again where one is shorter than its original.',
        ),
      );
    }
    const bytes = farBytes(file, start, end);
    if (bytes.length <= NEAR_BYTES) await bytes.load();
    tensor.bytes = [bytes.length <= NEAR_BYTES ? bytes.bytes() : bytes];
    tensor.external = undefined;
  }
}

/** A file of weights, where it is not a web page or a pointer in its place. */
async function checkedFile(file: Blob, location: string): Promise<Blob> {
  const format = formatOf(new Uint8Array(await file.slice(0, FORMAT_BYTES).arrayBuffer()), '');
  if (format.kind === 'page' || format.kind === 'pointer') throw foreignNetwork(format, nameIn(location));
  return file;
}

/** The error of a weight whose file was not given. */
export function separateFile({ name, external }: OnnxTensor, locations: readonly string[] = []): LabError {
  const file = external && fileName(external);
  const more = locations.length - 1;
  if (!file) {
    return new LabError(
      'weights-missing',
      phrase('Weight “{name}” lies in a separate file, which is missing.', { name }),
      phrase('Open the .onnx file together with the file that holds its weights.'),
    );
  }
  const files =
    more > 0 ? phrase('“{file}” (and {more} more)', { file, more }) : phrase('“{name}”', { name: file });
  return new LabError(
    'weights-missing',
    phrase('Weight “{name}” lies in a separate file, {files}, which is missing.', { name, files }),
    phrase('Open the .onnx file together with {files}.', { files }),
  );
}

function fileName(external: ReadonlyMap<string, string>): string {
  return nameIn(external.get('location') ?? '');
}

/** Without folders: a page never looks outside the files it was given. */
function nameIn(location: string): string {
  return location.split(/[\\/]/).at(-1)?.slice(0, 200) ?? '';
}
