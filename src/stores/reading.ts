import type { Reading } from '../canvas/attribution-picture';
import type { Settings } from './settings-schema';

/** The settings a map is read with: it is drawn anew only when one of these changes. */
export function readingOf({ signed, colourMap, clip, overlay }: Settings): Reading {
  return { signed, colourMap, clip, overlay };
}
