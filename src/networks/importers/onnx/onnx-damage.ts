import { FORMAT_BYTES, formatOf } from '../../../core/records/file-format';
import { LabError } from '../../../core/records/lab-error';
import { damagedModel, unsupportedModel } from '../../graph/failures';
import { EndsEarly } from './onnx-schema';

/** The error of bytes that could not be read as an ONNX file: `head` are the first, `size` counts them all. */
export function notOnnx(error: unknown, head: Uint8Array, size: number): LabError {
  if (error instanceof LabError) return error;
  const format = formatOf(head.subarray(0, FORMAT_BYTES), '');
  if (format.kind !== 'network') {
    const got =
      format.kind === 'other' && size > 0
        ? `${size.toLocaleString('en')} bytes of something else`
        : format.is;
    return unsupportedModel(`Expected an ONNX file, got ${got}.`, { cause: error });
  }
  if (!(error instanceof EndsEarly)) return damagedOnnx(error);
  if (error.missing > LARGEST_GAP) return damagedOnnx(error);
  const bytes = size.toLocaleString('en');
  const missing = error.missing.toLocaleString('en');
  return damagedModel(
    `Expected a whole ONNX file, got ${bytes} bytes: it ends ${error.missing === 1 ? 'a byte' : `at least ${missing} bytes`} early, or is damaged.`,
    error,
  );
}

/** More than this is missing from no file: then the number itself is damaged. */
const LARGEST_GAP = 2 ** 31;
const DAMAGED = 'The ONNX file is damaged: its parts do not fit together.';

/** The error of an ONNX file whose parts do not make a network. */
export function damagedOnnx(error: unknown): LabError {
  return error instanceof LabError ? error : damagedModel(DAMAGED, error);
}
