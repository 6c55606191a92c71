import type { PixelImage } from '../core/pictures/pixel-image';
import { difference } from '../core/pictures/difference';
import type { Frame } from '../core/records/frame';

/** What the amplified difference shows, and how much of it had to be clipped. */
export interface DifferencePicture extends PixelImage {
  /** Share of pixels where the amplified change left the visible range, 0 to 1. */
  readonly clippedShare: number;
}

/** The rose of "wrong", for pixels whose amplified change left the visible range. */
const MARK = [226, 98, 119] as const;

/** `0.5 + k * (x' - x)` of a frame against the run's input, with clipped pixels marked where `mark` is set. */
export function differencePicture(
  frame: Frame,
  input: PixelImage,
  amplify: number,
  mark: boolean,
): DifferencePicture | null {
  if (!frame.pixels || frame.pixels.length !== input.data.length) return null;
  const { pixels, clipped, clippedShare } = difference(input.data, frame.pixels, amplify);
  if (mark) {
    clipped.forEach((flag, index) => {
      if (flag) pixels.set(MARK, index * 4);
    });
  }
  return { width: frame.width, height: frame.height, data: pixels, clippedShare };
}
