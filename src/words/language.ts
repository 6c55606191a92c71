import { setupI18n } from '@lingui/core';
import { loadClassTable } from './classes/class-tables';
import { compileMessage } from './compile-message';

/** The languages of the page; every sentence is born in all of them. The first is the code's own. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const OWN_NAMES: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' };

type Catalogue = Readonly<Record<string, string>>;
/** English is in the code; of the others each is a file of its own, fetched when it is first spoken. */
const CATALOGUES: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: () => Promise.resolve({}),
  fr: async () => (await import('./french')).FRENCH,
};

/** What says sentences. Threads other than the page's speak English. */
export const SPEAKER = setupI18n({ locale: 'en', messages: { en: {} } });
SPEAKER.setMessagesCompiler(compileMessage);

let wanted: Language = 'en';
const listeners = new Set<(spoken: Language) => void>();

/** The language that is spoken now. */
export function language(): Language {
  return LANGUAGES.find((known) => known === SPEAKER.locale) ?? 'en';
}

/** Speaks another language from now on, once its catalogue is there. Rejects where it cannot be fetched: all stays as it was. */
export async function speak(next: Language): Promise<void> {
  wanted = next;
  if (next === language()) return;
  const [messages] = await Promise.all([CATALOGUES[next](), loadClassTable(next)]);
  // Somebody may have asked for another one meanwhile.
  if (wanted !== next) return;
  SPEAKER.loadAndActivate({ locale: next, messages: { ...messages } });
  for (const listener of listeners) listener(next);
}

/** Tells of every change of language, until the function that it gives is called. */
export function onLanguage(listener: (spoken: Language) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
