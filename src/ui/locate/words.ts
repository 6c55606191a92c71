import type { Box } from '../../core/localisation/box';
import { percent } from '../numbers';

interface Size {
  readonly width: number;
  readonly height: number;
}

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
