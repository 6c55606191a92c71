/** How far apart two pictures of 8-bit RGBA pixels are; alpha does not count. */
export interface ByteDistance {
  /** Largest change of any colour value, in grey levels (0..255). */
  readonly linf: number;
  /** Root mean square change over all colour values, in grey levels. */
  readonly rms: number;
  /** Share of pixels of which any colour value differs, 0..1. */
  readonly changedPixels: number;
}

/** Distance between two RGBA pictures of the same size. */
export function byteDistance(before: Uint8ClampedArray, after: Uint8ClampedArray): ByteDistance {
  const pixels = before.length / 4;
  let linf = 0;
  let squares = 0;
  let changed = 0;
  for (let i = 0; i < pixels; i++) {
    let differs = 0;
    for (let c = 0; c < 3; c++) {
      const change = Math.abs((after[4 * i + c] as number) - (before[4 * i + c] as number));
      linf = Math.max(linf, change);
      squares += change * change;
      differs |= change;
    }
    if (differs !== 0) changed++;
  }
  return { linf, rms: Math.sqrt(squares / (3 * pixels)), changedPixels: changed / pixels };
}
