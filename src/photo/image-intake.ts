import { lateCode } from '../core/records/late-code';
import { AS_PILLOW, type Decoding } from '../core/records/decoding';
import { LabError } from '../core/records/lab-error';
import { checkImageSize, HEADER_BYTES, readImageHeader, undecodable, type ImageHeader } from './image-header';
import type { ImageSource } from '../engine/page/lab-client';
import { decodeFile, type DecodedFile } from './decode/decode-file';
import { pixelRepeats, undoRepeats } from './decode/enlarged-pixels';
import { phrase } from '../words/say';
import type { Phrase } from '../words/message';

/** A picture on the main thread: opaque, upright, at its own size. Whoever asked closes the bitmap. */
export interface DecodedImage {
  readonly bitmap: ImageBitmap;
  readonly width: number;
  readonly height: number;
  /** The name of a colour profile in its file that is not sRGB, empty where it has none; null without one. */
  readonly profile: string | null;
  /** Whether parts of it are transparent in its file. */
  readonly transparent: boolean;
  /** What the person should know. */
  readonly notes: readonly Phrase[];
}

/** How a file becomes pixels, and what is known of it. */
export interface DecodeOptions extends Decoding {
  /** How often each pixel of a saved picture is repeated, where its file says so. */
  readonly scale?: number;
}

const drawings = lateCode(phrase('The reader of drawings'), () => import('./svg/draw-svg'));

const ANIMATED = phrase('Animated picture: only its first frame is used.');

/**
 * Decodes anything a person can hand over: a URL, a file, or pixels, to the bytes that Pillow gives after `exif_transpose` and
 * `convert("RGB")`, or with what `options` ask for instead. A PNG whose every pixel is repeated 2 to 4 times each way, as
 * saved pictures are enlarged, is taken at its own size.
 * Throws LabError `download-failed`, `unsupported-image`, `image-too-large` or `image-too-small`.
 */
export async function decodeImage(
  source: ImageSource,
  options: DecodeOptions = AS_PILLOW,
): Promise<DecodedImage> {
  if (typeof source === 'string') return decodeBlob(await fetchImage(source), lastPart(source), options);
  if (source instanceof Blob) return decodeBlob(source, source instanceof File ? source.name : '', options);
  checkImageSize(source.width, source.height);
  const bitmap = await createImageBitmap(source, { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
  return described({ bitmap, profile: null, transparent: false, notes: [] });
}

async function decodeBlob(blob: Blob, name: string, options: DecodeOptions): Promise<DecodedImage> {
  const header = await readImageHeader(new Uint8Array(await blob.slice(0, HEADER_BYTES).arrayBuffer()));
  if (!header) throw undecodable(null, name);
  // A drawing has no pixels of its own to be too many of.
  if (header.type !== 'svg' && header.width !== null && header.height !== null)
    checkImageSize(header.width, header.height);
  const decoded = await decode(blob, header, name, options);
  const image = described(decoded);
  try {
    checkImageSize(image.width, image.height);
  } catch (thrown) {
    image.bitmap.close();
    throw thrown;
  }
  return header.animated ? { ...image, notes: [ANIMATED, ...image.notes] } : image;
}

async function decode(
  blob: Blob,
  header: ImageHeader,
  name: string,
  options: DecodeOptions,
): Promise<DecodedFile> {
  try {
    if (header.type === 'svg') {
      const { drawSvg } = await drawings();
      return { ...(await drawSvg(blob, name)), profile: null, transparent: false };
    }
    const decoded = await decodeFile(new Uint8Array(await blob.arrayBuffer()), header.type, options);
    return header.type === 'png' ? await atItsOwnSize(decoded, options.scale ?? null) : decoded;
  } catch (thrown) {
    throw thrown instanceof LabError ? thrown : undecodable(header, name);
  }
}

/** A PNG enlarged without smoothing, as this page saves them, with each pixel once. */
async function atItsOwnSize(decoded: DecodedFile, said: number | null): Promise<DecodedFile> {
  const repeats = await pixelRepeats(decoded.bitmap, said);
  if (repeats === 1) return decoded;
  const note = phrase(
    'Every pixel of this picture is repeated {repeats} × {repeats} times, as saved pictures are enlarged: it is taken at its own size, exactly.',
    { repeats },
  );
  return { ...decoded, bitmap: undoRepeats(decoded.bitmap, repeats), notes: [...decoded.notes, note] };
}

function described(decoded: DecodedFile): DecodedImage {
  return { ...decoded, width: decoded.bitmap.width, height: decoded.bitmap.height };
}

async function fetchImage(url: string): Promise<Blob> {
  const address = parseUrl(url);
  const { href } = address;
  const host = address.host || phrase('that address');
  const response = await fetch(href, { mode: 'cors', credentials: 'omit' }).catch((cause: unknown) => {
    throw new LabError(
      'download-failed',
      phrase(
        'The picture could not be read from {host}: the address does not answer, or that site does not let other pages read its pictures (CORS).',
        { host },
      ),
      phrase('Save the picture to your computer and drop the file here.'),
      { cause },
    );
  });
  if (!response.ok) {
    throw new LabError(
      'download-failed',
      phrase('The picture could not be read: {host} answered {status}.', { host, status: response.status }),
      phrase('Check the address, or save the picture and drop the file here.'),
    );
  }
  return response.blob();
}

function parseUrl(url: string): URL {
  try {
    return new URL(url, document.baseURI);
  } catch (cause) {
    throw new LabError(
      'download-failed',
      phrase('“{url}” is not an address.', { url }),
      phrase('Copy the address of a picture.'),
      {
        cause,
      },
    );
  }
}

function lastPart(url: string): string {
  if (!/^https?:/.test(url)) return '';
  return url.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
}
