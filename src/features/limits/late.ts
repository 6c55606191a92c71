// What is fetched when the view is first shown.
import { linkLimits } from './store/limits-store';
import { linkLine } from './store/line-store';
import { linkLowContrast } from './store/low-contrast-store';

export { LimitsView as View } from './view/LimitsView';

/** Keeps both demonstrations' controls in the address. Returns the function that stops it. */
export function followPage(): () => void {
  const stops = [linkLimits(), linkLowContrast(), linkLine()];
  return () => {
    for (const stop of stops) stop();
  };
}
