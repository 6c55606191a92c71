import type { PixelImage } from '../core/pictures/pixel-image';
import { colourEntry, readingColours, type MapReading } from './attribution-picture';

/**
 * The colour bar of a reading, `width` by 1: from 0 (signed: minus full scale) at the left to full scale at the right. The
 * values rise evenly along it; it is the colours that gamma moves.
 */
export function legendPicture(
  reading: Pick<MapReading, 'signed' | 'colourMap' | 'gamma'>,
  width = 256,
): PixelImage {
  const table = readingColours(reading);
  const data = new Uint8ClampedArray(width * 4).fill(255);
  for (let x = 0; x < width; x += 1) {
    const along = x / (width - 1);
    const entry = colourEntry(reading.signed ? 2 * along - 1 : along, reading) * 3;
    data.set(table.subarray(entry, entry + 3), 4 * x);
  }
  return { width, height: 1, data };
}
