import type { Size } from '../../../core/pictures/size';
import type { Box } from '../../../core/localisation/box';
import { percent } from '../../../ui/numbers/numbers';
import { say } from '../../../words/say';
import { fixed } from '../../../words/number';

/** `(12, 40) – (310, 295) of 640 × 480: 33 % of the picture`. */
export function placeOf(box: Box, photo: Size): string {
  const share = (box.width * box.height) / (photo.width * photo.height);
  const corner = `(${box.x}, ${box.y}) – (${box.x + box.width}, ${box.y + box.height})`;
  return say('{corner} of {width} × {height}: {share} of the picture', {
    corner,
    width: photo.width,
    height: photo.height,
    share: percent(share),
  });
}

/** An intersection over union with the person's box, and what it is usually called. */
export function overlapWords(iou: number): string {
  const value = { iou: fixed(iou, 2) };
  if (iou === 0) return say('IoU {iou} with your box: they do not touch.', value);
  if (iou < 0.5)
    return say('IoU {iou} with your box: a miss by the usual measure, which asks for 0.5.', value);
  return iou < 0.75
    ? say('IoU {iou} with your box: a hit by the usual measure, which asks for 0.5.', value)
    : say('IoU {iou} with your box: a close fit.', value);
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

interface SeenWords {
  /** Announces a box by its place. */
  readonly heading: (place: string) => string;
  readonly caution: string | null;
}

/** Whether a box is announced as what was found, and what is to be said first where the network reads something else. */
export function seenWords(seen: Seen | null): SeenWords {
  const found = (place: string): string => say('Found at {place}.', { place });
  if (!seen || seen.probability >= (seen.rival?.probability ?? 0.5)) return { heading: found, caution: null };
  const { name, probability, rival } = seen;
  const own = { name, probability: percent(probability) };
  const reads = rival
    ? say('Read as {rival} ({rivalProbability}); “{name}” has {probability}.', {
        ...own,
        rival: rival.name,
        rivalProbability: percent(rival.probability),
      })
    : say('“{name}” has {probability}.', own);
  if (probability >= UNSEEN) return { heading: found, caution: reads };
  const unseen = say('The network does not see “{name}” here: a map always has a strongest place.', { name });
  return {
    heading: (place) => say('Its map is strongest at {place}.', { place }),
    caution: `${reads} ${unseen}`,
  };
}
