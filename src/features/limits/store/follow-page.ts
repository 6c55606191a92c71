import { linkLimits } from './limits-store';
import { linkLine } from './line-store';
import { linkLowContrast } from './low-contrast-store';

/** Keeps both demonstrations' controls in the address. Returns the function that stops it. */
export function followPage(): () => void {
  const stops = [linkLimits(), linkLowContrast(), linkLine()];
  return () => {
    for (const stop of stops) stop();
  };
}
