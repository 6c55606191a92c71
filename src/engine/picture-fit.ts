import { LabError } from '../core/lab-error';
import type { Fit } from '../core/recipe';
import { decodeImage } from './image-intake';
import type { FitImage } from './lab-client';
import type { PixelImage } from './protocol';

/** Decodes, flattens onto white and fits a picture to a network's `[height, width]`. Throws as `decodeImage` does. */
export const fitImage: FitImage = async (source, size, fit) => {
  const { bitmap } = await decodeImage(source);
  try {
    return await fitBitmap(bitmap, size, fit);
  } finally {
    bitmap.close();
  }
};

/**
 * A bitmap flattened onto white and fitted to `[height, width]`: `squash` distorts, `crop` keeps the centre. A bitmap that is
 * already of this size is taken pixel for pixel. The bitmap stays the caller's.
 */
export async function fitBitmap(
  bitmap: ImageBitmap,
  [height, width]: readonly [number, number],
  fit: Fit,
): Promise<PixelImage> {
  const canvas = createCanvas(width, height);
  // Both kinds of canvas give the same context; TypeScript cannot call a union of overloads.
  const context = (canvas as OffscreenCanvas).getContext('2d', {
    colorSpace: 'srgb',
    willReadFrequently: true,
  });
  if (!context) {
    throw new LabError(
      'unsupported-image',
      'This browser gives no canvas to fit the picture on.',
      'Close other tabs and try again.',
    );
  }
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  if (bitmap.width === width && bitmap.height === height) {
    context.drawImage(bitmap, 0, 0);
  } else {
    const { x, y, w, h } = sourceWindow(bitmap, width / height, fit);
    // A browser's own high-quality resize averages every source pixel; drawing straight onto a small canvas may not.
    const resized = await createImageBitmap(bitmap, x, y, w, h, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'high',
    });
    context.drawImage(resized, 0, 0);
    resized.close();
  }
  const { data } = context.getImageData(0, 0, width, height, { colorSpace: 'srgb' });
  return { width, height, data: data };
}

/** The part of a picture that is kept, in its own pixels: all of it, or the centred part of the wanted shape. */
export function sourceWindow(
  { width, height }: { readonly width: number; readonly height: number },
  aspect: number,
  fit: Fit,
): { x: number; y: number; w: number; h: number } {
  if (fit === 'squash') return { x: 0, y: 0, w: width, h: height };
  const w = Math.max(1, Math.min(width, Math.round(height * aspect)));
  const h = Math.max(1, Math.min(height, Math.round(width / aspect)));
  return { x: Math.floor((width - w) / 2), y: Math.floor((height - h) / 2), w, h };
}

function createCanvas(width: number, height: number): OffscreenCanvas | HTMLCanvasElement {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}
