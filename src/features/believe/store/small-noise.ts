import { noisyBytes } from '../../../core/pictures/byte-pictures';
import { correlationOfRanks, midranks } from '../../../core/statistics/rank-correlation';
import { createRandom } from '../../../core/random/seeded-random';
import { type CheckTools, type DrawnMap, drawSubject } from './check-tools';
import type { Subject } from './subject';

/** Noisy copies of the photo. */
export const COPIES = 5;

/** One noisy copy, against the photo as it is. */
export interface NoisyCopy {
  readonly map: DrawnMap;
  /** Null where one of the maps is the same everywhere. */
  readonly spearman: number | null;
}

export interface NoiseResult {
  /** Standard deviation, in grey levels of 255. */
  readonly deviation: number;
  readonly clean: DrawnMap;
  readonly copies: readonly NoisyCopy[];
}

/** Draws the map of the photo and of copies with a little normal noise. Every finished copy is told at once. */
export async function addSmallNoise(
  subject: Subject,
  deviation: number,
  tools: CheckTools,
  onResult: (result: NoiseResult) => void,
): Promise<NoiseResult> {
  const random = createRandom(subject.seed);
  const { image } = subject;
  tools.progress(0, COPIES + 1);
  const clean = await drawSubject(subject, tools);
  const ranks = midranks(clean.sizes);
  let result: NoiseResult = { deviation, clean, copies: [] };
  for (let copy = 0; copy < COPIES; copy++) {
    tools.progress(copy + 1, COPIES + 1);
    const data = noisyBytes(image.data, deviation, random);
    const map = await drawSubject({ ...subject, image: { ...image, data } }, tools);
    const spearman = correlationOfRanks(ranks, midranks(map.sizes));
    result = { ...result, copies: [...result.copies, { map, spearman }] };
    onResult(result);
  }
  tools.progress(COPIES + 1, COPIES + 1);
  return result;
}
