import type { Words } from '../../words/message';
import { sentenceParts } from './sentence-parts';
import { sayWords } from '../../words/say';
import { shownClass } from '../../words/shown-class';

interface Props {
  readonly text: Words;
  /** Class names, and other names, that the sentence may speak of. */
  readonly names?: readonly (string | null | undefined)[];
}

/** `48 %`, `< 0.1 %`, `16 px`: no line ends within it. */
const WITH_ITS_UNIT = /^(?:[<>≈≤≥±]\s)?\S+\s\S{1,4}$/u;

/** A sentence whose numbers and names stay as they are where a browser translates the page: they are the network's own. */
export function Sentence({ text, names = [] }: Props) {
  const known = names.flatMap((name) => (name ? [...new Set([shownClass(name), name])] : []));
  const parts = sentenceParts(sayWords(text), known).map(({ text: part, isKept }, place) => (
    <span
      key={place}
      {...(isKept && { translate: 'no' as const })}
      {...(isKept && WITH_ITS_UNIT.test(part) && { className: 'unbroken' })}
    >
      {part}
    </span>
  ));
  // One element, also where its parent lays out each of its children by itself.
  return parts.length === 1 ? parts[0] : <span>{parts}</span>;
}
