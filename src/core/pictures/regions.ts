import type { Size } from './size';

/** Pixel indices of a region. Regions may overlap. */
export type Region = Int32Array;

/** Each segment's pixels and those within `radius` of them, so that neighbouring regions overlap. */
export function dilatedRegions(segments: Int32Array, { height, width }: Size, radius: number): Region[] {
  const disc: (readonly [down: number, right: number])[] = [];
  for (let down = -radius; down <= radius; down++) {
    for (let right = -radius; right <= radius; right++) {
      if (down * down + right * right <= radius * radius) disc.push([down, right]);
    }
  }
  const regions: number[][] = [];
  const seen: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      for (const [down, right] of disc) {
        if (y + down < 0 || y + down >= height || x + right < 0 || x + right >= width) continue;
        const segment = segments[pixel + down * width + right] as number;
        if (seen[segment] === pixel) continue;
        seen[segment] = pixel;
        (regions[segment] ??= []).push(pixel);
      }
    }
  }
  return regions.map((pixels) => Int32Array.from(pixels));
}

/** A set of regions ready to be ranked by ever new attributions. */
export interface RegionRanking {
  /**
   * A map in which every pixel holds the mean attribution of the part that its region added: the region with the highest
   * mean over what is not covered yet comes first, again and again, until none would add `minPixels`; what is left shares
   * its own mean. The map's sum is that of `values`.
   */
  readonly rank: (values: ArrayLike<number>) => Float32Array<ArrayBuffer>;
}

/** The greedy step of XRAI (Kapishnikov et al. 2019), https://arxiv.org/abs/1906.02825 */
export function createRegionRanking(
  regions: readonly Region[],
  pixels: number,
  minPixels: number,
): RegionRanking {
  const owners = ownersOf(regions, pixels);
  return {
    rank(values) {
      const sums = regions.map((region) => region.reduce((sum, pixel) => sum + (values[pixel] as number), 0));
      const areas = regions.map((region) => region.length);
      const covered = new Uint8Array(pixels);
      const map = new Float32Array(pixels);
      const cover = (region: Region): void => {
        const added = region.filter((pixel) => covered[pixel] === 0);
        const mean = added.reduce((sum, pixel) => sum + (values[pixel] as number), 0) / added.length;
        for (const pixel of added) {
          covered[pixel] = 1;
          map[pixel] = mean;
          for (let i = owners.start[pixel] as number; i < (owners.start[pixel + 1] as number); i++) {
            const owner = owners.region[i] as number;
            sums[owner] = (sums[owner] as number) - (values[pixel] as number);
            areas[owner] = (areas[owner] as number) - 1;
          }
        }
      };
      for (;;) {
        const best = densest(sums, areas, minPixels);
        if (best === null) break;
        cover(regions[best] as Region);
      }
      const rest = Int32Array.from({ length: pixels }, (_, i) => i).filter((pixel) => covered[pixel] === 0);
      if (rest.length > 0) cover(rest);
      return map;
    },
  };
}

/** The region whose uncovered part has the highest mean, of those with at least `minPixels` uncovered; else null. */
function densest(sums: readonly number[], areas: readonly number[], minPixels: number): number | null {
  let best: number | null = null;
  for (let i = 0; i < sums.length; i++) {
    if ((areas[i] as number) < Math.max(1, minPixels)) continue;
    if (
      best === null ||
      (sums[i] as number) / (areas[i] as number) > (sums[best] as number) / (areas[best] as number)
    )
      best = i;
  }
  return best;
}

/** For each pixel, the regions that hold it: `region[start[pixel]]` up to `region[start[pixel + 1]]`. */
function ownersOf(regions: readonly Region[], pixels: number): { start: Int32Array; region: Int32Array } {
  const start = new Int32Array(pixels + 1);
  for (const region of regions)
    for (const pixel of region) start[pixel + 1] = (start[pixel + 1] as number) + 1;
  for (let i = 0; i < pixels; i++) start[i + 1] = (start[i + 1] as number) + (start[i] as number);
  const next = start.slice();
  const region = new Int32Array(start[pixels] as number);
  regions.forEach((members, number) => {
    for (const pixel of members) {
      const place = next[pixel] as number;
      region[place] = number;
      next[pixel] = place + 1;
    }
  });
  return { start, region };
}
