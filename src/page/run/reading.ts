import type { Reading } from '../../canvas/attribution-picture';
import type { Settings } from '../settings/settings-schema';

/** The settings a map is read with: it is drawn anew only when one of these changes. */
export function readingOf(settings: Settings): Reading {
  const { signed, channels, colourMap, clip, gamma, keptScale, overlay, mask } = settings;
  return { signed, channels, colourMap, clip, gamma, keptScale, overlay, mask };
}
