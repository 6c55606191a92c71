import { type AnswerKind, readRows } from '../../core/statistics/answers';
import type { TopRow } from '../../engine/protocol/protocol';
import { percent } from '../../ui/numbers/numbers';
import { say } from '../../words/say';
import { shownClass } from '../../words/shown-class';

type Row = Pick<TopRow, 'name' | 'probability'>;

/** `golf ball (75 %)`, the class as the language names it */
export function rowWords({ name, probability }: Row): string {
  return `${shownClass(name)} (${percent(probability)})`;
}

/** What is read, as a sentence that begins so; null where nothing was classified. */
export function readSentence(top: readonly Row[], kind: AnswerKind, opening = say('Read as')): string | null {
  const [likeliest] = top;
  if (!likeliest) return null;
  const [first, ...others] = readRows(top, kind).map(rowWords);
  if (first === undefined)
    return say('No label reaches 50 %; the likeliest is {likeliest}.', { likeliest: rowWords(likeliest) });
  const last = others.pop();
  const list = [first, ...others].join(', ');
  return `${opening} ${last === undefined ? list : say('{list} and {last}', { list, last })}.`;
}
