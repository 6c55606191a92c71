import { openedPhotos } from './opened-photos';

/**
 * Begins with the person's own photos: calls `begin` at once where there are any, and each time the first comes. Returns the
 * function that stops it.
 */
export function whenThereArePhotos(begin: () => void): () => void {
  if (openedPhotos.getState().length > 0) begin();
  return openedPhotos.subscribe((photos, before) => {
    if (before.length === 0 && photos.length > 0) begin();
  });
}
