/**
 * A language's messages, each under a few letters that stand for its English: the English is in the code already, and would be
 * nearly half of what is sent.
 */
export interface PackedCatalogue {
  /** `KEY` letters a message. */
  readonly keys: string;
  readonly messages: readonly string[];
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const KEY = 5;

/** What stands for a message: FNV-1a of its letters, http://www.isthe.com/chongo/tech/comp/fnv/, folded to 30 bits. */
export function messageKey(english: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < english.length; i++) hash = Math.imul(hash ^ english.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 30;
  let key = '';
  for (let i = 0; i < KEY; i++) key += LETTERS.charAt((hash >>> (6 * i)) & 63);
  return key;
}

/** A catalogue by its English, packed. Throws where two messages have one key. */
export function packCatalogue(byEnglish: Readonly<Record<string, string>>): PackedCatalogue {
  const keys = Object.keys(byEnglish).map(messageKey);
  if (new Set(keys).size < keys.length) throw new Error('Two messages have one key: make it longer.');
  return { keys: keys.join(''), messages: Object.values(byEnglish) };
}

/** The messages of a packed catalogue, by their keys. */
export function unpackCatalogue({ keys, messages }: PackedCatalogue): ReadonlyMap<string, string> {
  return new Map(messages.map((message, i) => [keys.slice(KEY * i, KEY * (i + 1)), message]));
}
