import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Exercise } from '../../methods/catalog/params';
import type { Fit } from '../../core/records/recipe';
import { fitBitmap } from '../../photo/picture-fit';
import { decodePhoto } from './decode-photo';
import { imageStore } from './image-store';
import { listedAs, openedPhotos } from './opened-photos';
import { SAMPLES } from './samples';

/** With fewer than so many of the person's own, the page's drawings are taken. */
const ENOUGH = 2;
/** More than any run takes. */
const MOST = 48;

/** A photo beside the page's own. */
interface OtherPhoto {
  readonly name: string;
  readonly source: Blob | string;
}

/** A photo as a run takes it. */
interface FittedPhoto {
  readonly name: string;
  readonly image: PixelImage;
}

/** The photos of this visit but the one shown, or where there are too few, the page's drawings but the one shown. */
export function otherPhotos(): readonly OtherPhoto[] {
  const own = ownPhotos();
  if (own.length >= ENOUGH) return own;
  const { photo } = imageStore.getState();
  return SAMPLES.flatMap(({ name, url }) => (url === photo?.source ? [] : [{ name, source: url }]));
}

/** The person's photos of this visit but the one shown. */
export function ownPhotos(): readonly OtherPhoto[] {
  const { photo } = imageStore.getState();
  const opened = openedPhotos.getState();
  const shown = listedAs(opened, photo?.source);
  return opened.filter((each) => each !== shown).slice(0, MOST);
}

/** The photos that an exercise's run takes beside the one shown, where it takes any. */
export function photosBeside(exercise: Exercise): readonly OtherPhoto[] {
  return exercise === 'fooling' ? otherPhotos() : ownPhotos();
}

/** What they are called; those that could not be opened when they were last fitted are none of them. */
export function namesBeside(exercise: Exercise): readonly string[] {
  return photosBeside(exercise).flatMap(({ name, source }) => (unopened.has(source) ? [] : [name]));
}

const unopened = new Set<Blob | string>();

/** Photos fitted to a network's `[height, width]`; one that cannot be opened any more is left out. */
export async function fitOtherPhotos(
  photos: readonly OtherPhoto[],
  size: readonly [number, number],
  fit: Fit,
): Promise<readonly FittedPhoto[]> {
  const fitted: FittedPhoto[] = [];
  for (const { name, source } of photos) {
    try {
      const { bitmap } = await decodePhoto(source);
      try {
        fitted.push({ name, image: await fitBitmap(bitmap, size, fit) });
        unopened.delete(source);
      } finally {
        bitmap.close();
      }
    } catch {
      unopened.add(source);
      // The strip of photos says of each whether it can be opened.
    }
  }
  return fitted;
}
