import type { MapReading } from '../../canvas/attribution-picture';
import type { Settings } from '../settings/settings-schema';

/** The settings a map is read with: it is drawn anew only when one of these changes. */
export function mapReadingOf(settings: Settings): MapReading {
  const { signed, channels, colourMap, clip, gamma, keptScale, overlay, mask } = settings;
  return { signed, channels, colourMap, clip, gamma, keptScale, overlay, mask };
}
