import { unsupportedModel } from '../graph/failures';
import { phrase } from '../../words/say';

/** Nothing a page can hold is larger. */
const LARGEST_FILE = 2 ** 31 - 1;

/** The bytes, where a page can hold as many. Throws LabError `unsupported-model`. */
export function checkedTotal(bytes: number): number {
  if (bytes <= LARGEST_FILE) return bytes;
  throw unsupportedModel(
    phrase('Expected at most 2 GB of weights, got {bytes} GB.', { bytes: (bytes / 1e9).toFixed(1) }),
  );
}
