import { loadClassTable } from './classes/class-tables';
import { messageKey, type PackedCatalogue, unpackCatalogue } from './packed-catalogue';

/** The languages of the page; every sentence is born in all of them. The first is the code's own. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const OWN_NAMES: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' };

/** English is in the code; of the others each is a file of its own, fetched when it is first spoken. */
const CATALOGUES: Readonly<Record<Language, () => Promise<PackedCatalogue | null>>> = {
  en: () => Promise.resolve(null),
  fr: async () => (await import('./french/catalogue')).CATALOGUE,
};

/** The language that is spoken now, and its catalogue. Threads other than the page's speak English. */
let now: Language = 'en';
let catalogue: ReadonlyMap<string, string> | null = null;
/** The one that was asked for last. */
let wanted: Language = 'en';
const listeners = new Set<(spoken: Language) => void>();

/** The language that is spoken now. */
export function language(): Language {
  return now;
}

/** A message in the language that is spoken now, its places with it; in English where its catalogue lacks it. */
export function inLanguage(text: string): string {
  return catalogue?.get(messageKey(text)) ?? text;
}

/** Speaks another language from now on, once its catalogue is there. Rejects where it cannot be fetched: all stays as it was. */
export async function speak(next: Language): Promise<void> {
  wanted = next;
  if (next === now) return;
  const [messages] = await Promise.all([CATALOGUES[next](), loadClassTable(next)]);
  // Somebody may have asked for another one meanwhile.
  if (wanted !== next) return;
  now = next;
  catalogue = messages && unpackCatalogue(messages);
  for (const listener of listeners) listener(next);
}

/** Tells of every change of language, until the function that it gives is called. */
export function onLanguage(listener: (spoken: Language) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
