import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { PixelImage } from '../../core/pictures/pixel-image';

/** A GIF that is written frame by frame, and goes round and round. */
export interface GifWriter {
  /** Adds a frame that stays for so many milliseconds, counted in hundredths of a second as GIFs do. */
  add(picture: PixelImage, milliseconds: number): void;
  end(): Uint8Array<ArrayBuffer>;
}

const COLOURS = 256;

/** Each frame has a palette of its own: pictures on their way change colours. */
export function createGif(): GifWriter {
  const stream = GIFEncoder();
  return {
    add({ width, height, data }, milliseconds) {
      const palette = quantize(data, COLOURS);
      const delay = 10 * Math.round(milliseconds / 10);
      stream.writeFrame(applyPalette(data, palette), width, height, { palette, delay, repeat: 0 });
    },
    end() {
      stream.finish();
      return stream.bytes();
    },
  };
}
