/** A piece of a sentence; what is `kept` is a name or a number, which no translation may touch. */
export interface SentencePart {
  readonly text: string;
  readonly isKept: boolean;
}

const UNITS = '%|px|pctl|s|ms|min|h|B|kB|MB|GB|o|ko|Mo|Go';
/** What holds a digit, from space to space, with its sign before and its unit behind: `< 0.1 %`, `5.22×10⁻³`, `VGG16`, `1,000`. */
const NUMBER = String.raw`(?:[<>≈≤≥±] )?[^\s()[\]“”"‘’…]*\p{N}[^\s()[\]“”"‘’…]*(?<![.,;:!?])(?:\s(?:${UNITS})(?![\p{L}\p{N}]))?`;

/**
 * A sentence cut at its numbers and at the names in it, each wherever it stands as a whole word; of overlapping names the
 * longest.
 */
export function sentenceParts(sentence: string, names: readonly string[] = []): readonly SentencePart[] {
  const wanted = names.filter((name) => name !== '').toSorted((a, b) => b.length - a.length);
  const either = wanted.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  const name = either === '' ? '' : String.raw`(?<![\p{L}\p{N}])(?:${either})(?![\p{L}\p{N}])|`;
  const pieces = sentence.split(new RegExp(`(${name}${NUMBER})`, 'u'));
  // What is split at stands at the odd places.
  return pieces.flatMap((text, place) => (text === '' ? [] : [{ text, isKept: place % 2 === 1 }]));
}
