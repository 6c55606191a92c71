import type { Size } from '../../../core/pictures/size';
import type { Box } from '../../../core/localisation/box';
import { percent } from '../../../ui/numbers/numbers';

/** `(12, 40) – (310, 295) of 640 × 480: 33 % of the picture`. */
export function placeOf(box: Box, photo: Size): string {
  const share = (box.width * box.height) / (photo.width * photo.height);
  const corner = `(${box.x}, ${box.y}) – (${box.x + box.width}, ${box.y + box.height})`;
  return `${corner} of ${photo.width} × ${photo.height}: ${percent(share)} of the picture`;
}

/** An intersection over union for a person, and what it is usually called. */
export function overlapWords(iou: number): string {
  if (iou === 0) return 'they do not touch';
  if (iou < 0.5) return 'a miss by the usual measure, which asks for 0.5';
  return iou < 0.75 ? 'a hit by the usual measure, which asks for 0.5' : 'a close fit';
}

/** What the network says of a class that boxes were found for. */
export interface Seen {
  readonly name: string;
  readonly probability: number;
  /** The strongest other class; null where each label stands for itself. */
  readonly rival: { readonly name: string; readonly probability: number } | null;
}

/** Below this, a class is not taken for seen at all. */
const UNSEEN = 0.001;

/** Whether a box is announced as what was found, and what is to be said first where the network reads something else. */
export function seenWords(seen: Seen | null): { readonly heading: string; readonly caution: string | null } {
  if (!seen || seen.probability >= (seen.rival?.probability ?? 0.5))
    return { heading: 'Found at', caution: null };
  const { name, probability, rival } = seen;
  const own = `“${name}” has ${percent(probability)}.`;
  const reads = rival ? `Read as ${rival.name} (${percent(rival.probability)}); ${own}` : own;
  return probability < UNSEEN
    ? {
        heading: 'Its map is strongest at',
        caution: `${reads} The network does not see “${name}” here: a map always has a strongest place.`,
      }
    : { heading: 'Found at', caution: reads };
}
