import type { FooledPicture, SavedReading } from '../../page/run/read-saved';
import { percent } from '../../ui/numbers/numbers';

/** What a saved file does once it is opened again: a title and a sentence. */
export interface SavedWords {
  readonly title: string;
  readonly more: string;
}

/** What is said of a fooled picture's file that has been opened and read again. */
export function savedWords(
  { fools, best, probability, exact }: SavedReading,
  { targetName, aim }: Pick<FooledPicture, 'targetName' | 'aim'>,
): SavedWords {
  const bytes = exact
    ? 'Opened again as a dropped photo is, it has the very bytes that were shown.'
    : 'Opened again as a dropped photo is, its bytes are not those that were shown.';
  const read = `${best.name} (${percent(best.probability)})`;
  const own = best.name === targetName ? '' : `; ${targetName} has ${percent(probability)}`;
  if (fools) return { title: `Saved; the file still fools: read as ${read}${own}.`, more: bytes };
  const next =
    aim === 'towards'
      ? 'Run on with “Stop when: the saved picture fools” for a file that does.'
      : 'Run on until the saved picture fools for a file that does.';
  return { title: `Saved; the file does not fool: read as ${read}${own}.`, more: `${bytes} ${next}` };
}
