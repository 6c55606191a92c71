/** Colours of a picture in grey levels 0..255, `height * width * 3` row-major; not rounded while they are searched. */
export type Colours = Float32Array<ArrayBuffer>;

/** The nearest picture of bytes, written into `out`. */
export function roundInto(out: Colours, colours: Colours): void {
  for (let i = 0; i < out.length; i++)
    out[i] = Math.min(255, Math.max(0, Math.floor((colours[i] as number) + 0.5)));
}
