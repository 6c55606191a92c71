import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Frame } from '../../core/records/frame';

/** The other pictures of a frame, where several are made side by side. */
export function companionsOf(frame: Frame | null): readonly PixelImage[] {
  if (!frame?.companions) return [];
  const { width, height, companions } = frame;
  const size = 4 * width * height;
  return Array.from({ length: companions.length / size }, (_, i) => ({
    width,
    height,
    data: companions.subarray(i * size, (i + 1) * size),
  }));
}
