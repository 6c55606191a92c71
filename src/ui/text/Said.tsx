import { cloneElement, type ReactElement } from 'react';
import type { Message, Phrase, ValuesOf } from '../../words/message';
import { sayPhrase } from '../../words/say';

interface Props<M extends Message> {
  readonly text: M;
  /** What the message's own `<0>…</0>`, `<1/>` stand for, in that order. */
  readonly parts: readonly ReactElement[];
  readonly values?: ValuesOf<M>[0];
}

/** A message with elements in it: emphasis, a link, a key. */
export function Said<M extends Message>({ text, parts, values }: Props<M>) {
  const said: Phrase = values ? { text, values } : { text };
  // Of each element its number and what it holds come behind the text before it.
  const pieces = sayPhrase(said).split(/<(\d+)(?:\/>|>(.*?)<\/\1>)/su);
  return pieces.map((piece, at) => {
    if (at % 3 === 0) return piece;
    const part = at % 3 === 1 ? parts[Number(piece)] : undefined;
    const words = pieces[at + 1];
    return (
      part && (words === undefined ? cloneElement(part, { key: at }) : cloneElement(part, { key: at }, words))
    );
  });
}
