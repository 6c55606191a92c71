import type { NumberParam } from '../methods/catalog/params';
import type { ReadingRange } from '../page/settings/reading-ranges';

/** A row of what a picture is read with: a slider that acts at once. */
export function readingSlider(
  row: Omit<NumberParam, 'kind' | 'live' | 'scale'> & { readonly scale?: 'log' },
): NumberParam {
  return { scale: 'linear', ...row, kind: 'number', live: true };
}

/** A share's range as its slider shows it. */
export function inPercent({ default: start, min, max }: ReadingRange): ReadingRange {
  return { default: 100 * start, min: 100 * min, max: 100 * max };
}
