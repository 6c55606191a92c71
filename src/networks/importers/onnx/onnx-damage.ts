import { FORMAT_BYTES, formatOf } from '../../../core/records/file-format';
import { LabError } from '../../../core/records/lab-error';
import { damagedModel, unsupportedModel } from '../../graph/failures';
import { EndsEarly } from './onnx-schema';
import { phrase } from '../../../words/say';

/** The error of bytes that could not be read as an ONNX file: `head` are the first, `size` counts them all. */
export function notOnnx(error: unknown, head: Uint8Array, size: number): LabError {
  if (error instanceof LabError) return error;
  const format = formatOf(head.subarray(0, FORMAT_BYTES), '');
  if (format.kind !== 'network') {
    const got =
      format.kind === 'other' && size > 0
        ? phrase('{size, number} bytes of something else', { size })
        : format.is;
    return unsupportedModel(phrase('Expected an ONNX file, got {got}.', { got }), { cause: error });
  }
  if (!(error instanceof EndsEarly)) return damagedOnnx(error);
  if (error.missing > LARGEST_GAP) return damagedOnnx(error);
  return damagedModel(
    phrase(
      'Expected a whole ONNX file, got {size, number} bytes: it ends {missing, plural, one {a byte} other {at least # bytes}} early, or is damaged.',
      { size, missing: error.missing },
    ),
    error,
  );
}

/** More than this is missing from no file: then the number itself is damaged. */
const LARGEST_GAP = 2 ** 31;
const DAMAGED = phrase('The ONNX file is damaged: its parts do not fit together.');

/** The error of an ONNX file whose parts do not make a network. */
export function damagedOnnx(error: unknown): LabError {
  return error instanceof LabError ? error : damagedModel(DAMAGED, error);
}
