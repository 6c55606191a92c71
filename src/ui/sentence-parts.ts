/** A piece of a sentence; a name is what no translation may touch. */
export interface SentencePart {
  readonly text: string;
  readonly isName: boolean;
}

/** A sentence cut at the names in it, each wherever it stands as a whole word; of overlapping names the longest. */
export function sentenceParts(sentence: string, names: readonly string[]): readonly SentencePart[] {
  const wanted = names.filter((name) => name !== '').toSorted((a, b) => b.length - a.length);
  if (wanted.length === 0) return sentence === '' ? [] : [{ text: sentence, isName: false }];
  const either = wanted.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  const pieces = sentence.split(new RegExp(`(?<![\\p{L}\\p{N}])(${either})(?![\\p{L}\\p{N}])`, 'u'));
  // What is split at stands at the odd places.
  return pieces.flatMap((text, place) => (text === '' ? [] : [{ text, isName: place % 2 === 1 }]));
}
