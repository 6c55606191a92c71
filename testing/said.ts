import type { Phrase } from '../src/words/message';
import { sayPhrase } from '../src/words/say';

/** Data with every phrase in it said, at any depth, as a page would. */
export function said(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(said);
  if (typeof data !== 'object' || data === null || ArrayBuffer.isView(data)) return data;
  if (isPhrase(data)) return sayPhrase(data);
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, said(value)]));
}

function isPhrase(data: object): data is Phrase {
  return (
    'text' in data &&
    typeof data.text === 'string' &&
    Object.keys(data).every((key) => /^(text|values)$/.test(key))
  );
}
