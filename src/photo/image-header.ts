import { lateCode } from '../core/records/late-code';
import { LabError } from '../core/records/lab-error';
import { hasText, indexOfText } from './decode/byte-text';
import { phrase } from '../words/say';

/** What a picture's first bytes say. */
export interface ImageHeader {
  /** `jpg`, `png`, `gif`, `webp`, `bmp`, `avif`, `heic`, ... */
  readonly type: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly animated: boolean;
}

/** Bytes to hand to `readImageHeader`: a JPEG's size stands behind its EXIF preview and colour profile. */
export const HEADER_BYTES = 512 * 1024;

const MAX_PIXELS = 64e6;
const MAX_SIDE = 16384;
const MIN_SIDE = 8;

const PICTURES = new Set([
  'jpg',
  'png',
  'gif',
  'webp',
  'bmp',
  'ico',
  'cur',
  'avif',
  'heif',
  'heic',
  'tiff',
  'svg',
  'jxl',
  'jxl-stream',
  'jp2',
  'j2c',
  'psd',
]);

const sizes = lateCode(phrase('The reader of pictures other than PNG'), async () => {
  const { imageSize } = await import('image-size');
  return imageSize;
});

/**
 * Reads a file's first bytes; null where they are not a picture's. Whatever the bytes, throws only LabError `download-failed`,
 * where its own code cannot be fetched.
 */
export async function readImageHeader(bytes: Uint8Array): Promise<ImageHeader | null> {
  const signature = signatureOf(bytes);
  // The samples are PNGs.
  const png = signature === 'png' ? pngSize(bytes) : null;
  if (png) return { type: 'png', ...png, animated: isAnimated('png', bytes) };
  const imageSize = await sizes();
  try {
    const { type, width, height } = imageSize(bytes);
    if (type === undefined || !PICTURES.has(type) || (type === 'svg' && isWebPage(bytes))) return null;
    const known = width > 0 && height > 0;
    return {
      type,
      width: known ? width : null,
      height: known ? height : null,
      animated: isAnimated(type, bytes),
    };
  } catch {
    // A picture by its signature whose size is not where it should be: decoding will tell.
    if (signature === null) return null;
    return { type: signature, width: null, height: null, animated: isAnimated(signature, bytes) };
  }
}

/**
 * Checks a picture's size in pixels before it takes memory.
 * Throws `image-too-large` above 64 megapixels or 16384 a side, `image-too-small` below 8 a side.
 */
export function checkImageSize(width: number, height: number): void {
  if (width * height > MAX_PIXELS || width > MAX_SIDE || height > MAX_SIDE) {
    const megapixels = ((width * height) / 1e6).toFixed(0);
    throw new LabError(
      'image-too-large',
      phrase(
        'The picture has {width} × {height} pixels ({megapixels} megapixels); at most 64 megapixels and {most} a side can be opened.',
        { width, height, megapixels, most: MAX_SIDE },
      ),
      phrase('Save a smaller copy: the network looks at a few hundred pixels a side anyway.'),
    );
  }
  if (width < MIN_SIDE || height < MIN_SIDE) {
    throw new LabError(
      'image-too-small',
      phrase('The picture has only {width} × {height} pixels; at least {least} × {least} are needed.', {
        width,
        height,
        least: MIN_SIDE,
      }),
      phrase('Choose a larger picture.'),
    );
  }
}

/** The sentence for a file that a browser could not open, by what its header says. `name` may be empty. */
export function undecodable(header: ImageHeader | null, name: string): LabError {
  const file = name ? phrase('“{name}”', { name }) : phrase('This file');
  if (!header) {
    return new LabError(
      'unsupported-image',
      phrase('{file} is not a picture: its content is that of no image format, whatever its name says.', {
        file,
      }),
      phrase('Choose a JPEG, PNG, WebP, GIF, BMP or AVIF picture.'),
    );
  }
  if (header.type === 'heic' || header.type === 'heif') {
    return new LabError(
      'unsupported-image',
      phrase('{file} is a HEIC photo, as iPhones take them, and this browser cannot open those.', { file }),
      phrase(
        'Export it as JPEG (on an iPhone: share it by mail, or set Camera, Formats to Most Compatible) and drop that.',
      ),
    );
  }
  if (['tiff', 'jxl', 'jxl-stream', 'jp2', 'j2c', 'psd'].includes(header.type)) {
    return new LabError(
      'unsupported-image',
      phrase('{file} is a picture of the format {type}, which this browser cannot open.', {
        file,
        type: header.type.replace('-stream', '').toUpperCase(),
      }),
      phrase('Save it as PNG or JPEG and drop that.'),
    );
  }
  return new LabError(
    'unsupported-image',
    phrase(
      '{file} begins as a picture of the format {type}, but it is damaged or incomplete, and nothing of it can be shown.',
      { file, type: header.type.toUpperCase() },
    ),
    phrase('Open it in another program and save it again, or choose another picture.'),
  );
}

const SIGNATURES: readonly (readonly [type: string, offset: number, bytes: string])[] = [
  ['jpg', 0, '\xff\xd8\xff'],
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['gif', 0, 'GIF8'],
  ['webp', 8, 'WEBP'],
  ['bmp', 0, 'BM'],
  ['heic', 4, 'ftyphei'],
  ['heic', 4, 'ftyphev'],
  ['heif', 4, 'ftypmif1'],
  ['heif', 4, 'ftypmsf1'],
  ['avif', 4, 'ftypavi'],
];

function signatureOf(bytes: Uint8Array): string | null {
  const found = SIGNATURES.find(([, offset, text]) => hasText(bytes, offset, text))?.[0];
  return found ?? (isDrawing(bytes) ? 'svg' : null);
}

/** The size in a PNG's first chunk; null where another stands first, as Apple's own form of PNG has it, or the size is 0. */
function pngSize(bytes: Uint8Array): Pick<ImageHeader, 'width' | 'height'> | null {
  if (bytes.length < 24 || !hasText(bytes, 12, 'IHDR')) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width > 0 && height > 0 ? { width, height } : null;
}

/** Whether a file is a web page, which may hold drawings. */
function isWebPage(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 200));
  return /^\s*(?:<!doctype html|<html)/i.test(start);
}

/** Bytes within which a drawing's first element begins. */
const PROLOGUE = 8192;

/** Whether the first element is an SVG's, whatever it says of its size. */
function isDrawing(bytes: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, PROLOGUE));
  const bare = text
    .replace(/^\xef\xbb\xbf/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<\?[\s\S]*?\?>/g, '')
    .replace(/<!DOCTYPE[^>[]*(?:\[[\s\S]*?\]\s*)?>/, '');
  return /^\s*<svg[\s/>]/.test(bare);
}

function isAnimated(type: string, bytes: Uint8Array): boolean {
  switch (type) {
    case 'gif':
      return gifFrames(bytes) > 1;
    case 'png': {
      const pixels = indexOfText(bytes, 'IDAT');
      return indexOfText(bytes, 'acTL', pixels < 0 ? bytes.length : pixels) >= 0;
    }
    case 'webp':
      return hasText(bytes, 12, 'VP8X') && ((bytes[20] ?? 0) & 0x02) !== 0;
    case 'avif':
      return hasText(bytes, 8, 'avis');
    default:
      return false;
  }
}

const GIF_IMAGE = 0x2c;
const GIF_EXTENSION = 0x21;

/** Frames among the bytes given, no more counted than two; the looping extension counts as a second frame to come. */
function gifFrames(bytes: Uint8Array): number {
  const tableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  let at = 13 + tableBytes(bytes[10] ?? 0);
  let frames = 0;
  const skipBlocks = (): void => {
    while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
    at += 1;
  };
  while (at < bytes.length && frames < 2) {
    const kind = bytes[at];
    if (kind === GIF_EXTENSION) {
      if (hasText(bytes, at + 3, 'NETSCAPE2.0') || hasText(bytes, at + 3, 'ANIMEXTS1.0')) return 2;
      at += 2;
      skipBlocks();
    } else if (kind === GIF_IMAGE) {
      frames += 1;
      at += 11 + tableBytes(bytes[at + 9] ?? 0);
      skipBlocks();
    } else {
      break;
    }
  }
  return frames;
}
