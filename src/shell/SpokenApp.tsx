import { useLingui } from '@lingui/react';
import { App } from './App';

/** The page in the language of now: said anew, whole, where that changes. What is computed, made or set stands in the stores. */
export function SpokenApp() {
  const { i18n } = useLingui();
  return <App key={i18n.locale} />;
}
