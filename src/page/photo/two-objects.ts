import type { Disc } from '../../core/pictures/object-valley';
import { openImage, type Photo } from './image-store';
import { networkStore } from '../network/network-store';
import { setTarget } from '../settings/settings-store';

/** A drawing of our own with two golf balls a little out of focus, whose places are known. */
export const TWO_OBJECTS = {
  name: 'Two golf balls (drawing)',
  url: 'scenes/two-golf-balls.png',
  className: 'golf ball',
  /** From left to right, as shares of the square picture. */
  discs: [
    { x: 165 / 640, y: 330 / 640, radius: 115 / 640 },
    { x: 475 / 640, y: 330 / 640, radius: 115 / 640 },
  ] as readonly [Disc, Disc],
} as const;

/**
 * Makes the drawing the page's photo, and its class the one explained where the network has it: a map of any other class
 * would say nothing of these two objects.
 * @throws LabError `download-failed` where it does not come.
 */
export async function openTwoObjects(): Promise<void> {
  const photo = await openImage(TWO_OBJECTS.url, TWO_OBJECTS.name);
  if (photo) explainTwoObjects();
}

/** Index of the class that the drawing shows, in the network in use; null where it has none of that name. */
export function twoObjectsClass(): number | null {
  const classes = networkStore.getState().info?.classes ?? [];
  return classes.find(({ name }) => name.toLowerCase() === TWO_OBJECTS.className)?.index ?? null;
}

/** Explains the drawing's own class; where the network has none, the class it reads. */
export function explainTwoObjects(): void {
  setTarget('saliency', twoObjectsClass());
}

/** Whether a photo is the drawing, by where it came from. */
export function isTwoObjects(photo: Photo | null): boolean {
  return photo?.source === TWO_OBJECTS.url;
}
