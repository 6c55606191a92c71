import type { PixelImage } from '../../../core/pictures/pixel-image';
import { adjustedBytes, type Adjustment } from '../../../core/pictures/adjust-picture';
import { isRead } from '../../../core/statistics/answers';
import type { Frame } from '../../../core/records/frame';
import { objectShares, type ObjectShares } from '../../../core/pictures/object-valley';
import { rankCorrelation } from '../../../core/statistics/rank-correlation';
import type { TopRow } from '../../../engine/protocol/protocol';
import { drawMap, frameOfRun } from '../../../page/run/draw-map';
import type { Question } from './question';
import { TWO_OBJECTS } from '../../../page/photo/two-objects';

/** One picture, its map, and what the network reads in it. */
export interface AdjustedMap {
  readonly image: PixelImage;
  readonly frame: Frame;
  /** Whether the class explained is read. */
  readonly isRead: boolean;
  /** The class read, best of all; null among labels, of which none stands against another. */
  readonly best: TopRow | null;
  /** Of the class explained. */
  readonly probability: number;
  readonly logit: number;
  /** Spearman's rank correlation with the untouched photo's map; null where either map is constant. */
  readonly likeness: number | null;
  /** Where the map's strength lies, where the photo is the drawing of two objects. */
  readonly objects: ObjectShares | null;
}

/** The photo weakened: the array the network is to see. */
export function adjusted(image: PixelImage, adjustment: Adjustment): PixelImage {
  const { width, height, data } = image;
  return { width, height, data: adjustedBytes(data, width, height, adjustment) };
}

/**
 * Draws the map of one picture under a question. `reference` is the untouched photo's; null where this is it.
 * @throws DOMException `AbortError` where aborted; LabError where the method fails.
 */
export async function drawAdjustedMap(
  { twoObjects, ...request }: Question,
  image: PixelImage,
  reference: AdjustedMap | null,
  signal: AbortSignal,
): Promise<AdjustedMap> {
  const { target } = request;
  const result = await drawMap({ ...request, image }, { signal });
  const frame = frameOfRun(result);
  const map = frame.attribution;
  return {
    image,
    frame,
    isRead: isRead(result.logits, target, result.kind),
    best: result.kind === 'sigmoid' ? null : (result.top[0] ?? null),
    probability: result.probabilities[target] ?? 0,
    logit: result.logits[target] ?? 0,
    likeness: map ? rankCorrelation(sizes(map), sizes(reference?.frame.attribution ?? map)) : null,
    objects: map && twoObjects ? objectShares(map, frame.width, TWO_OBJECTS.discs) : null,
  };
}

const sizes = (map: Float32Array): Float32Array => map.map(Math.abs);
