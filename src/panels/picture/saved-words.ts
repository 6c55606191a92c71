import type { FooledPicture, SavedReading } from '../../page/run/read-saved';
import { percent } from '../../ui/numbers/numbers';
import { say } from '../../words/say';
import { shownClass } from '../../words/shown-class';

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
    ? say('Opened again as a dropped photo is, it has the very bytes that were shown.')
    : say('Opened again as a dropped photo is, its bytes are not those that were shown.');
  const read = `${shownClass(best.name)} (${percent(best.probability)})`;
  const own = best.name === targetName ? null : { targetName, probability: percent(probability), read };
  if (fools) {
    const title = own
      ? say('Saved; the file still fools: read as {read}; {targetName} has {probability}.', own)
      : say('Saved; the file still fools: read as {read}.', { read });
    return { title, more: bytes };
  }
  const title = own
    ? say('Saved; the file does not fool: read as {read}; {targetName} has {probability}.', own)
    : say('Saved; the file does not fool: read as {read}.', { read });
  const next =
    aim === 'towards'
      ? say('Run on with “Stop when: the saved picture fools” for a file that does.')
      : say('Run on until the saved picture fools for a file that does.');
  return { title, more: `${bytes} ${next}` };
}
