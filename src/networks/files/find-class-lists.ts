import { parseClassNames } from '../../core/records/class-list';
import { decodeText } from '../../core/records/text-encoding';
import { type ClassList, NAMED_AFTER_CLASSES } from './class-lists';
import type { GivenFile } from './given-file';

const LARGEST_LIST = 4e6;
const OF_TEXT = /\.(txt|csv|tsv|json|names|labels|ya?ml)$/i;
const NO_LIST = /^(read ?me|licen[cs]e|notice|changelog|authors|requirements|model)\b/i;

/** Every file beside the network that may be a list of its classes, the likeliest first. */
export async function classListsIn(beside: readonly GivenFile[]): Promise<readonly ClassList[]> {
  const texts = beside.filter(
    ({ file, format }) =>
      (format.kind === 'text' || format.kind === 'json') &&
      file.size <= LARGEST_LIST &&
      OF_TEXT.test(file.name) &&
      !NO_LIST.test(file.name),
  );
  const lists: ClassList[] = [];
  for (const { file } of texts) {
    const parsed = parseClassNames(decodeText(new Uint8Array(await file.arrayBuffer())));
    if ('names' in parsed) lists.push({ from: file.name, names: parsed.names });
  }
  const rank = ({ from }: ClassList): number => (NAMED_AFTER_CLASSES.test(from) ? 0 : 1);
  return lists.toSorted((a, b) => rank(a) - rank(b));
}
