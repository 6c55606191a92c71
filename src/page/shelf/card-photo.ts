import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Fit } from '../../core/records/recipe';
import type { NetworkInfo } from '../../engine/protocol/protocol';
import { plainPng } from '../../export/picture-png';
import type { ShelvedPhoto } from '../../shelf/shelved';
import { say } from '../../words/say';
import { fitPhoto, imageStore, openImage } from '../photo/image-store';

/** Makes a card's photo the page's, unless it is that already; gives it as the network sees it now, null where there is none. */
export async function bringPhotoBack(
  { name, fitted, source }: ShelvedPhoto,
  info: NetworkInfo,
  fit: Fit,
): Promise<PixelImage | null> {
  const now = (): PixelImage | null => imageStore.getState().fitted;
  const isThere = (): boolean => {
    const there = now();
    return there !== null && isSamePicture(there, fitted);
  };
  if (isThere()) return now();
  if (source !== undefined && isSameSource(source)) {
    await fitPhoto(info, fit);
    if (isThere()) return now();
  }
  const title = name || say('Restored picture');
  const opened = source !== undefined && (await openImage(source, title).catch(() => null));
  // A file that is gone, or an address out of reach: what the network saw is there all the same.
  if (!opened) await openImage(await plainPng(fitted, title), title, 1);
  await fitPhoto(info, fit);
  return now();
}

function isSameSource(source: Blob | string): boolean {
  const there = imageStore.getState().photo?.source;
  if (there === undefined || typeof there === 'string' || typeof source === 'string') return there === source;
  return there.size === source.size && there.type === source.type;
}

export function isSamePicture(one: PixelImage, other: PixelImage): boolean {
  return (
    one.width === other.width &&
    one.data.length === other.data.length &&
    one.data.every((value, i) => value === other.data[i])
  );
}
