/** What is cared for more than this share of pixels are is opaque. */
const OPAQUE_FROM = 0.8;

/**
 * How opaque each pixel is, 0..255, of the summed sizes of its slopes: none where there were none, and full from the 80th
 * percentile on, as Horama shows MACO's pictures.
 */
export function opacityOf(felt: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const sorted = felt.toSorted();
  const full = sorted[Math.floor(OPAQUE_FROM * (sorted.length - 1))] ?? 0;
  return Uint8ClampedArray.from(felt, (value) => (full > 0 ? (255 * value) / full : 255));
}
