import { compileMessage } from './compile-message';
import { fillMessage } from './fill-message';
import { inLanguage, language } from './language';
import { writePlace } from './number';
import { shownClass } from './shown-class';
import type { Message, Phrase, Value, ValuesOf, Words } from './message';
import type { OwnSentence } from './own-sentence';

/** A message in the language of the page. */
export function say<M extends Message>(text: M, ...[values]: ValuesOf<M>): string {
  return spoken(text, values);
}

/** A sentence that is said later, perhaps on another thread. */
export function phrase<M extends Message>(text: M, ...[values]: ValuesOf<M>): Phrase {
  return values ? { text, values } : { text };
}

/** A phrase in the language of the page. */
export function sayPhrase({ text, values }: Phrase): string {
  return spoken(text, values);
}

/** A phrase in the language of the page; what is no phrase as it is. */
export function sayWords(words: Words): string {
  return typeof words === 'string' ? words : sayPhrase(words);
}

/** A data file's sentence in the language of the page. */
export function sayOwn(sentence: OwnSentence): string {
  return typeof sentence === 'string' ? sentence : sentence[language()];
}

function spoken(text: Message, values: Readonly<Record<string, Value>> = {}): string {
  const said = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'object' ? sayPhrase(value) : typeof value === 'string' ? inPlace(value) : value,
  ]);
  return fillMessage(
    compileMessage(inLanguage(text)),
    Object.fromEntries(said) as Record<string, string | number>,
  );
}

/** Text in a sentence's place: a class by the name that is shown, a number as the language writes it, another as it is. */
function inPlace(text: string): string {
  const shown = shownClass(text);
  return shown === text ? writePlace(text) : shown;
}
