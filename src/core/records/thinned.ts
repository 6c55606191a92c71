/** How things that stand at steps are thinned. */
export interface Thinning<T> {
  readonly stepOf: (item: T) => number;
  readonly bytesOf: (item: T) => number;
  /** Bytes that there are for all of them. */
  readonly room: number;
  /** Those that stay until all the others are gone. */
  readonly isFirm?: (item: T) => boolean;
}

/**
 * As many of these, in the order of their steps, as there is room for. The one that is missed least goes first: whose neighbours are
 * nearest to each other, in parts of their steps. The last stays whatever its size.
 */
export function thinned<T>(
  items: readonly T[],
  { stepOf, bytesOf, room, isFirm = () => false }: Thinning<T>,
): readonly T[] {
  let kept = items;
  let bytes = kept.reduce((sum, item) => sum + bytesOf(item), 0);
  while (bytes > room && kept.length > 1) {
    const stepAt = (i: number, otherwise: number): number => {
      const item = kept[i];
      return item === undefined ? otherwise : stepOf(item);
    };
    const [least] = kept
      .slice(0, -1)
      .map((item, i) => {
        const [before, after] = [stepAt(i - 1, 0), stepAt(i + 1, Infinity)];
        return { item, isFirm: isFirm(item), gap: (after - before) / after };
      })
      .sort((a, b) => Number(a.isFirm) - Number(b.isFirm) || a.gap - b.gap);
    if (!least) break;
    kept = kept.filter((item) => item !== least.item);
    bytes -= bytesOf(least.item);
  }
  return kept;
}
