/** How far apart two pictures of 8-bit RGBA pixels are; alpha does not count. */
export interface ByteDistance {
  /** Pixels of which any colour value differs. */
  readonly l0: number;
  /** Length of the change over all colour values, in grey levels. */
  readonly l2: number;
  /** Largest change of any colour value, in grey levels (0..255). */
  readonly linf: number;
  /** Root mean square change over all colour values, in grey levels. */
  readonly rms: number;
  /** `l0` as a share of the pixels, 0..1. */
  readonly changedPixels: number;
  /** Peak signal-to-noise ratio, in decibels; absent for equal pictures, where it has no bound. */
  readonly psnr?: number;
}

/** Distance between two RGBA pictures of the same size. */
export function byteDistance(before: Uint8ClampedArray, after: Uint8ClampedArray): ByteDistance {
  const pixels = before.length / 4;
  let linf = 0;
  let squares = 0;
  let changed = 0;
  for (let i = 0; i < 4 * pixels; i += 4) {
    const red = Math.abs((after[i] as number) - (before[i] as number));
    const green = Math.abs((after[i + 1] as number) - (before[i + 1] as number));
    const blue = Math.abs((after[i + 2] as number) - (before[i + 2] as number));
    if ((red | green | blue) === 0) continue;
    changed++;
    squares += red * red + green * green + blue * blue;
    linf = Math.max(linf, red, green, blue);
  }
  const rms = Math.sqrt(squares / (3 * pixels));
  return {
    l0: changed,
    l2: Math.sqrt(squares),
    linf,
    rms,
    changedPixels: changed / pixels,
    ...(rms > 0 && { psnr: 20 * Math.log10(255 / rms) }),
  };
}
