import type { PixelImage } from '../../core/pictures/pixel-image';
import { isRead } from '../../core/statistics/answers';
import type { Fit } from '../../core/records/recipe';
import { neverAborted } from '../../core/records/abort';
import type { AttackAim } from '../../methods/adversarial/attack-rows';
import { fitBitmap } from '../../photo/picture-fit';
import { lab } from '../lab';
import { decodePhoto } from '../photo/decode-photo';

/** A fooled picture that was put into a file. */
export interface FooledPicture {
  readonly image: PixelImage;
  /** The network that was fooled, and how photos are fitted to it. */
  readonly network: string;
  readonly fit: Fit;
  readonly target: number;
  readonly targetName: string;
  readonly aim: AttackAim;
}

/** What the network says of a saved file once it is opened again. */
export interface SavedReading {
  readonly fools: boolean;
  /** The likeliest class of all; what is read, save among labels. */
  readonly best: { readonly name: string; readonly probability: number };
  /** Of the class that was aimed at, or away from. */
  readonly probability: number;
  /** Whether every byte came back as it was on the stage. */
  readonly exact: boolean;
}

/** Opens a file as if it were dropped on the page, and fits it to `[height, width]`. */
export type OpenDropped = (
  file: Blob,
  size: readonly [number, number],
  fit: Fit,
) => Promise<Pick<PixelImage, 'data'>>;

const openDropped: OpenDropped = async (file, size, fit) => {
  const { bitmap } = await decodePhoto(file);
  try {
    return await fitBitmap(bitmap, size, fit);
  } finally {
    bitmap.close();
  }
};

/**
 * Opens a saved file as if it were dropped on the page, fits it as a photo, and has the network that was fooled read it again.
 * Throws as `decodePhoto` and `LabClient.classify` do.
 */
export async function readSaved(
  file: Blob,
  { image, network, fit, target, aim }: FooledPicture,
  open: OpenDropped = openDropped,
): Promise<SavedReading> {
  const { width, height } = image;
  const { data } = await open(file, [height, width], fit);
  const seen = { width, height, data };
  const { logits, probabilities, kind, top } = await lab().classify(network, seen, neverAborted());
  return {
    fools: isRead(logits, target, kind) === (aim === 'towards'),
    best: { name: top[0]?.name ?? '', probability: top[0]?.probability ?? 0 },
    probability: probabilities[target] ?? 0,
    exact: data.length === image.data.length && data.every((value, place) => value === image.data[place]),
  };
}
