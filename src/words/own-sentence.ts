import * as v from 'valibot';
import type { Language } from './language';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(500));

/** A sentence of a data file: in every language of the page, or in one alone, which is shown as it is. */
export const OwnSentenceSchema = v.union([
  text,
  v.object({ en: text, fr: text } satisfies Record<Language, typeof text>),
]);
export type OwnSentence = v.InferOutput<typeof OwnSentenceSchema>;
