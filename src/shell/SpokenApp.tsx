import { useSyncExternalStore } from 'react';
import { language, onLanguage } from '../words/language';
import { App } from './App';

/** The page in the language of now: said anew, whole, where that changes. What is computed, made or set stands in the stores. */
export function SpokenApp() {
  return <App key={useSyncExternalStore(onLanguage, language)} />;
}
