import { PNG } from 'pngjs';

/** RGBA bytes with straight alpha, row-major. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Left, top (inside) and right, bottom (outside) of the pixels that are at least half opaque. */
export function opaqueBox({ width, height, data }: Rgba): [number, number, number, number] {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let i = 0; i < width * height; i++) {
    if (data[4 * i + 3]! < 128) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
  }
  return [left, top, right, bottom];
}

/** A part of a picture at another size: each new pixel is the mean of the area it covers, colours weighed by their alpha. */
export function resampled(
  { width, data }: Rgba,
  [left, top, right, bottom]: readonly [number, number, number, number],
  size: { readonly width: number; readonly height: number },
): Rgba {
  const out = new Uint8Array(size.width * size.height * 4);
  const [sx, sy] = [(right - left) / size.width, (bottom - top) / size.height];
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const sum = [0, 0, 0, 0];
      const [x0, x1, y0, y1] = [left + x * sx, left + (x + 1) * sx, top + y * sy, top + (y + 1) * sy];
      for (let j = Math.floor(y0); j < Math.min(bottom, y1); j++) {
        for (let i = Math.floor(x0); i < Math.min(right, x1); i++) {
          const share = (Math.min(i + 1, x1) - Math.max(i, x0)) * (Math.min(j + 1, y1) - Math.max(j, y0));
          const at = 4 * (j * width + i);
          const alpha = share * data[at + 3]!;
          for (let c = 0; c < 3; c++) sum[c]! += alpha * data[at + c]!;
          sum[3]! += alpha;
        }
      }
      const at = 4 * (y * size.width + x);
      for (let c = 0; c < 3; c++) out[at + c] = sum[3]! > 0 ? Math.round(sum[c]! / sum[3]!) : 0;
      out[at + 3] = Math.round(sum[3]! / (sx * sy));
    }
  }
  return { ...size, data: out };
}

export function readRgba(file: Buffer): Rgba {
  const { width, height, data } = PNG.sync.read(file);
  return { width, height, data };
}

export function writeRgba({ width, height, data }: Rgba): Buffer {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data);
  return PNG.sync.write(png, { deflateLevel: 9 });
}
