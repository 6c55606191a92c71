/** Colours of a picture in grey levels 0..255, `height * width * 3` row-major; not rounded while they are searched. */
export type Colours = Float32Array<ArrayBuffer>;

/** The nearest picture of bytes, written into `out`; in `grey`, for a network that sees no colours, the mean of each pixel's three. */
export function roundInto(out: Colours, colours: Colours, grey = false): void {
  for (let i = 0; i < out.length; i++)
    out[i] = Math.min(255, Math.max(0, grey ? (colours[i] as number) : rounded(colours[i] as number)));
  if (!grey) return;
  for (let i = 0; i < out.length; i += 3) {
    const [red, green, blue] = out.subarray(i, i + 3) as unknown as [number, number, number];
    out.fill(rounded((red + green + blue) / 3), i, i + 3);
  }
}

function rounded(level: number): number {
  return Math.floor(level + 0.5);
}
