import { createFitClient, type FitBitmap } from './fit-client';
import { decodeImage } from './image-intake';
import type { FitImage } from '../engine/page/lab-client';

/**
 * A bitmap fitted to a network's `[height, width]`, in a worker. A bitmap that is already of this size is taken pixel for
 * pixel. The bitmap stays the caller's.
 */
export const fitBitmap: FitBitmap = createFitClient();

/** Decodes a picture and fits it to a network's `[height, width]`. Throws as `decodeImage` does. */
export const fitImage: FitImage = async (source, size, fit) => {
  const { bitmap } = await decodeImage(source);
  try {
    return await fitBitmap(bitmap, size, fit);
  } finally {
    bitmap.close();
  }
};
