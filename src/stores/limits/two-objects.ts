import type { Disc } from '../../core/object-valley';
import { openImage, type Photo } from '../image-store';

/** A drawing of our own with two golf balls a little out of focus, whose places are known. */
export const TWO_OBJECTS = {
  name: 'Two golf balls (drawing)',
  url: 'scenes/two-golf-balls.svg',
  className: 'golf ball',
  /** From left to right, as shares of the square picture. */
  discs: [
    { x: 165 / 640, y: 330 / 640, radius: 115 / 640 },
    { x: 475 / 640, y: 330 / 640, radius: 115 / 640 },
  ] as readonly [Disc, Disc],
} as const;

/**
 * Makes the drawing the page's photo.
 * @throws LabError `download-failed` where it does not come.
 */
export async function openTwoObjects(): Promise<void> {
  await openImage(TWO_OBJECTS.url, TWO_OBJECTS.name);
}

/** Whether a photo is the drawing, by where it came from. */
export function isTwoObjects(photo: Photo | null): boolean {
  return photo?.source === TWO_OBJECTS.url;
}
