/** An amplified difference as a picture, and where the amplification left the visible range. */
export interface Difference {
  /** RGBA bytes of `0.5 + k * (after - before)`, clipped; mid-grey is no change. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** 1 for each pixel that had to be clipped in any colour, else 0. */
  readonly clipped: Uint8Array<ArrayBuffer>;
  /** Share of clipped pixels, 0..1. */
  readonly clippedShare: number;
}

const MID_GREY = 127.5;

/** Difference of two RGBA pictures of the same size, amplified `k` times around mid-grey, with the clipped pixels marked. */
export function difference(before: Uint8ClampedArray, after: Uint8ClampedArray, k: number): Difference {
  const count = before.length / 4;
  const pixels = new Uint8ClampedArray(count * 4);
  const clipped = new Uint8Array(count);
  let clippedCount = 0;
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) {
      const value = MID_GREY + k * ((after[4 * i + c] as number) - (before[4 * i + c] as number));
      pixels[4 * i + c] = Math.floor(value + 0.5);
      if (value < 0 || value > 255) clipped[i] = 1;
    }
    pixels[4 * i + 3] = 255;
    clippedCount += clipped[i] as number;
  }
  return { pixels, clipped, clippedShare: count === 0 ? 0 : clippedCount / count };
}
