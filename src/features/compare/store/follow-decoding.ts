import { settingsStore } from '../../../page/settings/settings-store';
import { forgetInputs } from './compare-store';

/** Has every row's photo made anew once files are decoded in another way. Returns the function that stops it. */
export function followDecoding(): () => void {
  return settingsStore.subscribe((now, before) => {
    if (now.colourProfile !== before.colourProfile || now.transparency !== before.transparency)
      forgetInputs();
  });
}
