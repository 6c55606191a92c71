import { LabError } from '../core/lab-error';
import { checkImageSize, HEADER_BYTES, readImageHeader, undecodable, type ImageHeader } from './image-header';
import type { ImageSource } from './lab-client';

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
  colorSpaceConversion: 'none',
  // Premultiplied pixels flattened onto white are exact to the byte only where alpha is whole; straight ones are everywhere.
  premultiplyAlpha: 'none',
};
const ANIMATED = 'Animated picture: only its first frame is used.';

/**
 * Decodes anything a person can hand over: a URL, a file, or pixels. EXIF orientation is honoured; a colour profile is not applied, as in PyTorch.
 * Throws LabError `download-failed`, `unsupported-image`, `image-too-large` or `image-too-small`.
 */
export async function decodeImage(source: ImageSource): Promise<DecodedImage> {
  if (typeof source === 'string') return decodeBlob(await fetchImage(source), lastPart(source));
  if (source instanceof Blob) return decodeBlob(source, source instanceof File ? source.name : '');
  checkImageSize(source.width, source.height);
  const bitmap = await createImageBitmap(source, DECODING);
  return { bitmap, width: bitmap.width, height: bitmap.height };
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
