import { LabError } from '../core/lab-error';
import type { Fit } from '../core/recipe';
import { checkImageSize, HEADER_BYTES, readImageHeader, undecodable, type ImageHeader } from './image-header';
import type { FitImage, ImageSource } from './lab-client';
import type { PixelImage } from './protocol';

/** A picture on the main thread, upright, at its own size. Whoever asked closes the bitmap. */
export interface DecodedImage {
  readonly bitmap: ImageBitmap;
  readonly width: number;
  readonly height: number;
  /** Something the person should know. */
  readonly note?: string;
}

const DECODING: ImageBitmapOptions = {
  imageOrientation: 'from-image',
  colorSpaceConversion: 'default',
  // Premultiplied pixels flattened onto white are exact to the byte only where alpha is whole; straight ones are everywhere.
  premultiplyAlpha: 'none',
};
const ANIMATED = 'Animated picture: only its first frame is used.';

/**
 * Decodes anything a person can hand over: a URL, a file, or pixels. EXIF orientation is honoured, colours become sRGB.
 * Throws LabError `download-failed`, `unsupported-image`, `image-too-large` or `image-too-small`.
 */
export async function decodeImage(source: ImageSource): Promise<DecodedImage> {
  if (typeof source === 'string') return decodeBlob(await fetchImage(source), lastPart(source));
  if (source instanceof Blob) return decodeBlob(source, source instanceof File ? source.name : '');
  checkImageSize(source.width, source.height);
  const bitmap = await createImageBitmap(source, DECODING);
  return { bitmap, width: bitmap.width, height: bitmap.height };
}

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

async function decodeBlob(blob: Blob, name: string): Promise<DecodedImage> {
  const header = readImageHeader(new Uint8Array(await blob.slice(0, HEADER_BYTES).arrayBuffer()));
  if (!header) throw undecodable(null, name);
  if (header.width !== null && header.height !== null) checkImageSize(header.width, header.height);
  const bitmap = await decode(blob, header, name);
  try {
    checkImageSize(bitmap.width, bitmap.height);
  } catch (thrown) {
    bitmap.close();
    throw thrown;
  }
  return {
    bitmap,
    width: bitmap.width,
    height: bitmap.height,
    ...(header.animated ? { note: ANIMATED } : {}),
  };
}

async function decode(blob: Blob, header: ImageHeader, name: string): Promise<ImageBitmap> {
  try {
    if (header.type === 'svg') return await drawSvg(blob);
    // Browsers that do not know these options refuse them; their defaults are the same save for half-transparent pixels.
    return await createImageBitmap(blob, DECODING).catch(() => createImageBitmap(blob));
  } catch {
    throw undecodable(header, name);
  }
}

/** An SVG drawing in pixels: browsers rasterise those only through an image element. */
async function drawSvg(blob: Blob): Promise<ImageBitmap> {
  const url = URL.createObjectURL(new Blob([blob], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return await createImageBitmap(image);
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function fetchImage(url: string): Promise<Blob> {
  const address = parseUrl(url);
  const { href } = address;
  const host = address.host || 'that address';
  const response = await fetch(href, { mode: 'cors', credentials: 'omit' }).catch((cause: unknown) => {
    throw new LabError(
      'download-failed',
      `The picture could not be read from ${host}: the address does not answer, or that site does not let other pages read its pictures (CORS).`,
      'Save the picture to your computer and drop the file here.',
      { cause },
    );
  });
  if (!response.ok) {
    throw new LabError(
      'download-failed',
      `The picture could not be read: ${host} answered ${response.status}.`,
      'Check the address, or save the picture and drop the file here.',
    );
  }
  return response.blob();
}

function parseUrl(url: string): URL {
  try {
    return new URL(url, document.baseURI);
  } catch (cause) {
    throw new LabError('download-failed', `"${url}" is not an address.`, 'Copy the address of a picture.', {
      cause,
    });
  }
}

function lastPart(url: string): string {
  if (!/^https?:/.test(url)) return '';
  return url.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
}
