import type { NumberParam } from '../../methods/catalog/params';

/** A row of the reading controls: a slider that acts at once. */
export function readingSlider(
  row: Omit<NumberParam, 'kind' | 'live' | 'scale'> & { readonly scale?: 'log' },
): NumberParam {
  return { scale: 'linear', ...row, kind: 'number', live: true };
}
