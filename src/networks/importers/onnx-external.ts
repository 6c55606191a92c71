import { LabError } from '../../core/lab-error';
import { unsupportedModel } from '../failures';
import { farBytes, NEAR_BYTES } from './far-bytes';
import type { OnnxTensor } from './onnx-schema';

/**
 * Gives tensors that lie outside the `.onnx` file, as PyTorch writes them into an `.onnx.data` file, their numbers from the
 * files beside it; large ones stay there until they are needed. Format: `TensorProto.external_data` of
 * https://github.com/onnx/onnx/blob/main/docs/ExternalData.md
 * Throws LabError `weights-missing` where a file is not among them, `unsupported-model` where it is too short.
 */
export async function attachExternal(tensors: readonly OnnxTensor[], beside: readonly File[]): Promise<void> {
  const files = new Map(beside.map((file) => [file.name, file]));
  for (const tensor of tensors) {
    const { external } = tensor;
    if (!external) continue;
    const file = files.get(fileName(external));
    if (!file) throw separateFile(tensor);
    const start = Number(external.get('offset') ?? 0);
    const end = external.has('length') ? start + Number(external.get('length')) : file.size;
    const sane = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end;
    if (!sane || end > file.size) {
      throw unsupportedModel(
        `Weight "${tensor.name}" should lie at bytes ${start} to ${end} of "${file.name}", which has ${file.size}.`,
      );
    }
    const bytes = farBytes(file, start, end);
    if (bytes.length <= NEAR_BYTES) await bytes.load();
    tensor.bytes = [bytes.length <= NEAR_BYTES ? bytes.bytes() : bytes];
    tensor.external = undefined;
  }
}

/** The error of a weight whose file was not given. */
export function separateFile({ name, external }: OnnxTensor): LabError {
  const file = external && fileName(external);
  return new LabError(
    'weights-missing',
    `Weight "${name}" lies in a separate file${file ? `, "${file}"` : ''}, which is missing.`,
    `Open the .onnx file together with ${file ? `"${file}"` : 'the file that holds its weights'}.`,
  );
}

/** Without folders: a page never looks outside the files it was given. */
function fileName(external: ReadonlyMap<string, string>): string {
  return external.get('location')?.split(/[\\/]/).at(-1)?.slice(0, 200) ?? '';
}
