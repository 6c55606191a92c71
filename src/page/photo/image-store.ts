import { greyPixels } from '../../core/pictures/grey-pixels';
import type { PixelImage } from '../../core/pictures/pixel-image';
import { createStore } from 'zustand/vanilla';
import { LabError } from '../../core/records/lab-error';
import { createLatest } from '../../core/records/latest';
import { plainName } from '../../core/records/plain-name';
import type { Fit } from '../../core/records/recipe';
import type { DecodedImage } from '../../photo/image-intake';
import { fitBitmap } from '../../photo/picture-fit';
import type { ImageSource } from '../../engine/page/lab-client';
import { decodePhoto } from './decode-photo';
import { phrase, say } from '../../words/say';

/** The photo on the page: decoded once, fitted again for each network and fit. */
export interface Photo
  extends
    Pick<DecodedImage, 'bitmap' | 'width' | 'height'>,
    Partial<Pick<DecodedImage, 'profile' | 'transparent' | 'notes'>> {
  readonly name: string;
  /** The file or address it came from, to open it again. */
  readonly source?: Blob | string;
}

interface ImageState {
  readonly photo: Photo | null;
  /** The photo at the network's size: the exact bytes the network sees. */
  readonly fitted: PixelImage | null;
  /** How `fitted` was made: while another fit is being made, not yet the one that is chosen. */
  readonly fittedAs: Fit | null;
  /** Whether `fitted` is in grey, as a network of one channel sees it. */
  readonly fittedGrey: boolean;
  readonly opening: boolean;
}

export const imageStore = createStore<ImageState>(() => ({
  photo: null,
  fitted: null,
  fittedAs: null,
  fittedGrey: false,
  opening: false,
}));

const openings = createLatest();
const fittings = createLatest();

/**
 * Opens a picture and makes it the page's photo. The present one stays where opening fails, or where a newer
 * call has overtaken this one. `scale` is how often each of its pixels is repeated, where that is known better than its file
 * says.
 * @throws LabError `unsupported-image`, `image-too-large`, `image-too-small` or `download-failed`.
 */
export async function openImage(source: ImageSource, name: string, scale?: number): Promise<Photo | null> {
  const signal = openings.begin();
  imageStore.setState({ opening: true });
  try {
    const decoded = await decodePhoto(source, scale);
    if (signal.aborted) {
      decoded.bitmap.close();
      return null;
    }
    const again = typeof source === 'string' || source instanceof Blob ? { source } : {};
    const photo: Photo = { ...decoded, name: plainName(name, say('Picture')), ...again };
    imageStore.getState().photo?.bitmap.close();
    imageStore.setState({ photo, fitted: null, fittedAs: null });
    return photo;
  } finally {
    if (!signal.aborted) imageStore.setState({ opening: false });
  }
}

/** Decodes the photo's file again, for settings that have changed. One that came without a file stays as it is. */
export async function reopenPhoto(): Promise<void> {
  const { photo } = imageStore.getState();
  if (photo?.source === undefined) return;
  await openImage(photo.source, photo.name);
}

/** What of a network says how it takes its pictures. */
interface PictureInput {
  /** `[height, width]`. */
  readonly size: readonly [number, number];
  readonly grey?: boolean;
}

/** Fits the photo to a network's size, in grey where it sees no colours. */
export async function fitPhoto({ size, grey = false }: PictureInput, fit: Fit): Promise<void> {
  const { photo } = imageStore.getState();
  if (!photo) return;
  const signal = fittings.begin();
  const inColour = await fitBitmap(photo.bitmap, size, fit);
  const fitted = grey ? greyPixels(inColour) : inColour;
  if (!signal.aborted && imageStore.getState().photo === photo) {
    imageStore.setState({ fitted, fittedAs: fit, fittedGrey: grey });
  }
}

/** Resolves once the page's first photo, where one is being opened, is there or has failed; at once where there is one. */
export function firstPhoto(): Promise<void> {
  const isComing = (): boolean => !imageStore.getState().photo && imageStore.getState().opening;
  if (!isComing()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = imageStore.subscribe(() => {
      if (isComing()) return;
      stop();
      resolve();
    });
  });
}

/** The fitted photo, or a sentence that says to choose one. */
export function requireFitted(): PixelImage {
  const { fitted } = imageStore.getState();
  if (fitted) return fitted;
  throw new LabError(
    'unsupported-image',
    phrase('There is no picture yet.'),
    phrase('Drop a photo on the page, or choose a sample.'),
  );
}
