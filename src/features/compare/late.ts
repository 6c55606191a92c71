// What is fetched when the view is first shown.
import { settingsStore } from '../../page/settings/settings-store';
import { forgetInputs } from './store/compare-store';

export { CompareView as View } from './view/CompareView';

/** Has every row's photo made anew once files are decoded in another way. Returns the function that stops it. */
export function followPage(): () => void {
  return settingsStore.subscribe((now, before) => {
    if (now.colourProfile !== before.colourProfile || now.transparency !== before.transparency)
      forgetInputs();
  });
}
