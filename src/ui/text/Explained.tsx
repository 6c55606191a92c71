import { Popover, Text, UnstyledButton } from '@mantine/core';
import { sayPhrase } from '../../words/say';
import { Sentence } from './Sentence';
import { type Term, TERMS } from './terms';

interface Props {
  /** What is shown, in the language of the page. */
  readonly text: string;
  /** Class and file names that it may speak of. */
  readonly names?: readonly (string | null | undefined)[];
}

/** A text of which the words of the field are explained at a touch, each where it stands first. */
export function Explained({ text, names = [] }: Props) {
  return piecesOf(text).map((piece, place) =>
    typeof piece === 'string' ? (
      <Sentence key={place} text={piece} names={names} />
    ) : (
      <TermButton key={place} {...piece} />
    ),
  );
}

interface WrittenTerm {
  readonly term: Term;
  /** As the text has it, capital or not. */
  readonly written: string;
}

/** The text, cut at the first place of each term. */
function piecesOf(text: string): (string | WrittenTerm)[] {
  const places = TERMS.flatMap((term) => {
    const word = sayPhrase(term.word).replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
    const found = new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'iu').exec(text);
    return found ? [{ term, written: found[0], at: found.index }] : [];
  }).toSorted((a, b) => a.at - b.at);
  let done = 0;
  const pieces = places.flatMap(({ term, written, at }) => {
    const before = text.slice(done, at);
    done = at + written.length;
    return before === '' ? [{ term, written }] : [before, { term, written }];
  });
  return done < text.length || pieces.length === 0 ? [...pieces, text.slice(done)] : pieces;
}

function TermButton({ term, written }: WrittenTerm) {
  return (
    <Popover width={280} position="top" withArrow shadow="md" returnFocus>
      <Popover.Target>
        <UnstyledButton className="term term-inline">{written}</UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">
          <Sentence text={term.what} />
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
