import { LabError } from '../../core/lab-error';

/** Rows of a picture: RGBA bytes, not premultiplied. */
export interface PixelStrip {
  readonly y: number;
  readonly rows: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Memory of a strip, in pixels. */
const STRIP_PIXELS = 1 << 18;

/** A bitmap's pixels a few rows at a time, so that a large one is never held twice. */
export function* pixelStrips(bitmap: ImageBitmap): Generator<PixelStrip> {
  const { width, height } = bitmap;
  const rows = Math.min(height, Math.max(1, Math.floor(STRIP_PIXELS / width)));
  const context = drawingContext(width, rows, { willReadFrequently: true });
  for (let y = 0; y < height; y += rows) {
    const present = Math.min(rows, height - y);
    context.clearRect(0, 0, width, rows);
    context.drawImage(bitmap, 0, -y);
    yield { y, rows: present, data: context.getImageData(0, 0, width, present).data };
  }
}

/** A canvas to draw on, in sRGB. Throws LabError `unsupported-image` where the browser gives none of that size. */
export function drawingContext(
  width: number,
  height: number,
  settings: CanvasRenderingContext2DSettings,
): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { colorSpace: 'srgb', ...settings });
  if (context) return context;
  throw new LabError(
    'unsupported-image',
    `This browser gives no canvas of ${width} × ${height} pixels to draw the picture on.`,
    'Close other tabs, or save a smaller copy of the picture and open that.',
  );
}
