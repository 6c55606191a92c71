import type { PixelImage } from '../../../../core/pictures/pixel-image';
import { isRead } from '../../../../core/statistics/answers';
import type { Classification } from '../../../../engine/protocol/protocol';
import { lab } from '../../../../page/lab';
import type { Fooled } from './fooled';

/** What a network reads in a picture, as far as fooling is about it. */
export interface Reading {
  readonly best: { readonly index: number; readonly name: string; readonly probability: number };
  /** Of the class that was aimed at, or away from. */
  readonly target: number;
  /** Of the class that the network reads in the photo as it is. */
  readonly own: number;
  readonly fools: boolean;
  /** Whether the class that the network reads in the photo is read. */
  readonly isOwn: boolean;
}

/** Photo and fooled picture after the same transform. */
export interface ReadPair {
  readonly photo: Reading;
  readonly fooled: Reading;
}

/** What the network that was fooled reads in a picture; `own` is the class that it reads in the photo, null for the photo itself. */
export async function readPicture(
  { network, target, aim }: Fooled,
  image: PixelImage,
  own: number | null,
  signal: AbortSignal,
): Promise<Reading> {
  const answer = await lab().classify(network, image, signal);
  const best = bestOf(answer);
  const ofPhoto = own ?? best.index;
  return {
    best,
    target: answer.probabilities[target] ?? 0,
    own: answer.probabilities[ofPhoto] ?? 0,
    fools: isRead(answer.logits, target, answer.kind) === (aim === 'towards'),
    isOwn: isRead(answer.logits, ofPhoto, answer.kind),
  };
}

function bestOf({ top }: Classification): Reading['best'] {
  const [row] = top;
  return { index: row?.index ?? 0, name: row?.name ?? '', probability: row?.probability ?? 0 };
}
