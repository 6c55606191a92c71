import type { PixelImage } from '../../../core/pictures/pixel-image';
import { attributionPicture, type MapReading } from '../../../canvas/attribution-picture';
import type { Frame } from '../../../core/records/frame';
import type { Fit } from '../../../core/records/recipe';
import type { CellResult } from './compare-store';
import { keptInput } from './open-row';
import { unpackMap, type PackedMap } from './packed-map';

/** How many bytes of unpacked floats stay at hand, for a slider that repaints the maps on screen. */
const AT_HAND = 6e6;
const atHand = new Map<PackedMap, Frame>();

/** A cell's map as the frame that pictures are drawn from. */
export async function frameOfCell(row: string, { map, recipe }: CellResult): Promise<Frame> {
  const found = atHand.get(map);
  if (found) {
    atHand.delete(map);
    atHand.set(map, found);
    return found;
  }
  const frame = await unpackMap(map, await keptInput(row, [map.height, map.width], recipe.fit));
  atHand.set(map, frame);
  let bytes = 0;
  for (const [packed] of [...atHand].reverse()) {
    bytes += packed.bytes.size + 4 * packed.width * packed.height;
    if (bytes > AT_HAND) atHand.delete(packed);
  }
  return frame;
}

/** A cell's map in colours under a reading; `scale` is the value at full scale, by default the map's own. */
export async function pictureOfCell(
  row: string,
  result: CellResult,
  reading: MapReading,
  scale?: number,
): Promise<PixelImage | null> {
  const frame = await frameOfCell(row, result);
  return attributionPicture(frame, reading, scale);
}

/** A row's photo as a network of that `[height, width]` sees it; null where it has not been opened. */
export function originalOfRow(
  row: string,
  size: readonly [number, number],
  fit: Fit,
): Promise<PixelImage | null> {
  return keptInput(row, size, fit);
}
