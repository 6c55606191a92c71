import { useSyncExternalStore } from 'react';
import { type Language, language, onLanguage } from '../../words/language';

/**
 * The language of the page. The page as a whole is rendered anew where it changes, keeping what is open, typed or scrolled to; a
 * component that is memoised, and words that are, ask for it themselves.
 */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, language);
}
