import { LANGUAGES, type Language } from '../../words/language';

const KEY = 'lucarne.language';
const stored = (): Storage => localStorage;

/**
 * The language to speak: the link's, else the one that was chosen on a visit before, else the first of the browser's that the page
 * knows, else English.
 */
export function wantedLanguage(
  linked: Language | '',
  browser: readonly string[] = navigator.languages,
  storage: () => Storage = stored,
): Language {
  const wishes = [linked, chosenBefore(storage), ...browser.map((tag) => tag.toLowerCase().split('-')[0])];
  for (const wish of wishes) {
    const known = LANGUAGES.find((each) => each === wish);
    if (known) return known;
  }
  return 'en';
}

/** Keeps what a person has chosen for the visits to come. Storage that is full, blocked or absent keeps nothing. */
export function rememberLanguage(chosen: Language, storage: () => Storage = stored): void {
  try {
    storage().setItem(KEY, chosen);
  } catch {
    // Chosen again next time.
  }
}

function chosenBefore(storage: () => Storage): string | null {
  try {
    return storage().getItem(KEY);
  } catch {
    return null;
  }
}
