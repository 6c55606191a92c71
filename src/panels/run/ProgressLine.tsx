import type { Words } from '../../words/message';
import { sayWords } from '../../words/say';
import { Sentence } from '../../ui/text/Sentence';

const BETWEEN = ' · ';

interface Props {
  readonly text: Words;
  /** Names that the text may speak of. */
  readonly names?: readonly (string | null | undefined)[];
}

/** Where a run stands, `Step 3 of 20 · 4 s left`: a narrow bar leaves out whole parts, the last ones first, and cuts none. */
export function ProgressLine({ text, names = [] }: Props) {
  const parts = sayWords(text).split(BETWEEN);
  return parts.map((part, place) => (
    <span key={place}>
      <Sentence text={part} names={names} />
      {place < parts.length - 1 && <span className="progress-between">{BETWEEN}</span>}
    </span>
  ));
}
