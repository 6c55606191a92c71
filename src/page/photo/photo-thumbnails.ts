import { decodePhoto } from './decode-photo';
import { imageStore } from './image-store';

/** Pixels of a thumbnail's side: twice what it takes on a page of usual density. */
const SIDE = 112;
/** Bytes of a file that is not shrunk by its decoder. */
const SMALL_FILE = 16_384;

const files = new WeakMap<Blob, Promise<Blob>>();
const addresses = new Map<string, Promise<Blob>>();
let turn: Promise<unknown> = Promise.resolve();

/**
 * A photo's small square picture, a file of some kilobytes: made once, one photo after the other, and small from the
 * decoder on, so that of many photos none is held whole. Rejects as `decodePhoto` does where it cannot be opened.
 */
export function thumbnailOf(source: Blob | string): Promise<Blob> {
  const known = typeof source === 'string' ? addresses.get(source) : files.get(source);
  if (known) return known;
  const made = turn.then(() => makeThumbnail(source));
  turn = made.catch(() => undefined);
  if (typeof source === 'string') addresses.set(source, made);
  else files.set(source, made);
  return made;
}

async function makeThumbnail(source: Blob | string): Promise<Blob> {
  const { photo } = imageStore.getState();
  if (photo?.source === source) return shrunk(photo.bitmap);
  const bitmap = (await smallBitmap(source)) ?? (await decodePhoto(source)).bitmap;
  try {
    return await shrunk(bitmap);
  } finally {
    bitmap.close();
  }
}

/** A file's picture small from the browser's decoder on; null where it knows no such file, or there is only an address. */
async function smallBitmap(source: Blob | string): Promise<ImageBitmap | null> {
  if (typeof source === 'string') return null;
  // Twice the side: a picture that is higher than wide is no narrower than the square.
  const shrink = { resizeHeight: 2 * SIDE, resizeQuality: 'medium' } as const;
  // A small file may be a small picture, which is not to be smoothed; a large picture in it is soon shrunk.
  const asked = source.size < SMALL_FILE ? createImageBitmap(source) : createImageBitmap(source, shrink);
  return asked.catch(() => null);
}

/** The middle square of a picture, small; of a smaller one its pixels, as squares. */
function shrunk(bitmap: ImageBitmap): Promise<Blob> {
  const { width, height } = bitmap;
  const side = Math.min(width, height);
  const repeats = Math.floor(SIDE / side);
  const shown = repeats > 1 ? repeats * side : SIDE;
  const canvas = new OffscreenCanvas(shown, shown);
  const context = canvas.getContext('2d');
  if (context) {
    context.imageSmoothingEnabled = repeats <= 1;
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, (width - side) / 2, (height - side) / 2, side, side, 0, 0, shown, shown);
  }
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
}
