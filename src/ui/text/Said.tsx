import { Trans } from '@lingui/react';
import type { ReactElement } from 'react';
import type { Message, ValuesOf } from '../../words/message';

interface Props<M extends Message> {
  readonly text: M;
  /** What the message's own `<0>…</0>`, `<1/>` stand for, in that order. */
  readonly parts: readonly ReactElement[];
  readonly values?: ValuesOf<M>[0];
}

/** A message with elements in it: emphasis, a link, a key. */
export function Said<M extends Message>({ text, parts, values }: Props<M>) {
  const components = Object.fromEntries(parts.map((part, place) => [String(place), part]));
  return <Trans id={text} components={components} {...(values === undefined ? {} : { values })} />;
}
