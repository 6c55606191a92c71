import type { PixelImage } from '../pixel-image';

/** A picture with so many bits a colour, 1 to 8: each value moved to the nearest of `2 ** bits` levels from 0 to 255. */
export function withBits({ width, height, data }: PixelImage, bits: number): PixelImage {
  const most = 2 ** bits - 1;
  const rounded = data.map((value, i) =>
    i % 4 === 3 ? value : Math.round((255 * Math.round((value / 255) * most)) / most),
  );
  return { width, height, data: rounded };
}

/**
 * A picture of which each colour value is the median of the `side` by `side` values around it, `side` odd; the edge is
 * repeated beyond the border.
 */
export function medianFiltered({ width, height, data }: PixelImage, side: number): PixelImage {
  const reach = (side - 1) / 2;
  const filtered = new Uint8ClampedArray(data);
  const around = new Uint8Array(side * side);
  const within = (place: number, length: number): number => Math.min(length - 1, Math.max(0, place));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        let seen = 0;
        for (let dy = -reach; dy <= reach; dy++) {
          const row = within(y + dy, height) * width;
          for (let dx = -reach; dx <= reach; dx++)
            around[seen++] = data[4 * (row + within(x + dx, width)) + c] as number;
        }
        around.sort();
        filtered[4 * (y * width + x) + c] = around[(seen - 1) / 2] as number;
      }
    }
  }
  return { width, height, data: filtered };
}
