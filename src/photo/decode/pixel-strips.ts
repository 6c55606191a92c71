import { LabError } from '../../core/records/lab-error';
import { openPixelFrame } from './pixel-frame';
import { phrase } from '../../words/say';

/** Rows of a picture, or of a part of it: RGBA bytes, not premultiplied. */
export interface PixelStrip {
  /** Counted from the part's top. */
  readonly y: number;
  readonly rows: number;
  /** Good until the next strip is asked for. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** What of a picture is read, in its pixels, and the colour that lies under it where it is transparent. */
export interface StripOptions {
  readonly part?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly ground?: string;
}

/** Memory of a strip, in pixels. */
const STRIP_PIXELS = 1 << 18;

/**
 * A bitmap's pixels a few rows at a time, so that a large one is never held twice. What reads them is let go of with the last
 * one, or where the loop is left.
 */
export async function* pixelStrips(
  bitmap: ImageBitmap,
  { part = { x: 0, y: 0, width: bitmap.width, height: bitmap.height }, ground }: StripOptions = {},
): AsyncGenerator<PixelStrip, void> {
  const { x, width, height } = part;
  const atOnce = Math.min(height, Math.max(1, Math.floor(STRIP_PIXELS / width)));
  const buffer = takeBuffer(atOnce * width * 4);
  let frame = openPixelFrame(bitmap);
  let context: OffscreenCanvasRenderingContext2D | null = null;
  try {
    for (let y = 0; y < height; y += atOnce) {
      const rows = Math.min(atOnce, height - y);
      const place = { x, y: part.y + y, width, height: rows };
      const data = buffer.subarray(0, rows * width * 4);
      if (await frame?.read(place, data)) {
        yield { y, rows, data };
        continue;
      }
      frame?.close();
      frame = null;
      context ??= drawingContext(width, atOnce, { willReadFrequently: true });
      yield { y, rows, data: drawnPixels(context, bitmap, place, ground) };
    }
  } finally {
    frame?.close();
    spare = buffer;
  }
}

function drawnPixels(
  context: OffscreenCanvasRenderingContext2D,
  bitmap: ImageBitmap,
  {
    x,
    y,
    width,
    height,
  }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  ground: string | undefined,
): Uint8ClampedArray<ArrayBuffer> {
  context.imageSmoothingEnabled = false;
  context.clearRect(0, 0, width, height);
  if (ground !== undefined) {
    context.fillStyle = ground;
    context.fillRect(0, 0, width, height);
  }
  context.drawImage(bitmap, x, y, width, height, 0, 0, width, height);
  return context.getImageData(0, 0, width, height, { colorSpace: 'srgb' }).data;
}

/** The last strip's memory, used again: as garbage, the strips of one large photo would take as much as the photo. */
let spare: Uint8ClampedArray<ArrayBuffer> | null = null;

function takeBuffer(bytes: number): Uint8ClampedArray<ArrayBuffer> {
  const kept = spare;
  spare = null;
  return kept && kept.length >= bytes ? kept : new Uint8ClampedArray(Math.max(bytes, STRIP_PIXELS * 4));
}

/** A canvas to draw on, in sRGB. Throws LabError `unsupported-image` where the browser gives none of that size. */
export function drawingContext(
  width: number,
  height: number,
  settings: { readonly alpha?: boolean; readonly willReadFrequently?: boolean },
): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { colorSpace: 'srgb', ...settings });
  if (context) return context;
  throw new LabError(
    'unsupported-image',
    phrase('This browser gives no canvas of {width} × {height} pixels to draw the picture on.', {
      width,
      height,
    }),
    phrase('Close other tabs, or save a smaller copy of the picture and open that.'),
  );
}
