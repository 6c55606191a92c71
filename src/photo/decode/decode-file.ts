import type { Decoding } from '../../core/records/decoding';
import { blendsAvifColours } from './avif-colours';
import { hasHalvedColours } from './avif-file';
import { decodePart } from './decode-part';
import { isTransparent, layOnWhite } from './lay-on-white';
import { drawingContext } from './pixel-strips';
import { preparePicture } from './prepare-picture';
import type { AlphaSource } from './prepared-picture';
import { turnUpright } from './turn-upright';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

/** A picture read from its file: opaque and upright. */
export interface DecodedFile {
  readonly bitmap: ImageBitmap;
  /** The name of a colour profile that is not sRGB, empty where it has none; null without one. */
  readonly profile: string | null;
  /** Whether parts of it are transparent in the file. */
  readonly transparent: boolean;
  readonly notes: readonly Phrase[];
}

const CUT = phrase('The file is cut short: the picture is shown as far as it goes, the rest is missing.');
const STAYS = phrase(
  'Transparent parts are laid on white: from this kind of file they cannot be dropped as Pillow drops them.',
);
const REPEATED = phrase(
  'AVIF with colours at half its size: this browser repeats them where Pillow blends them, so pixels at coloured edges differ.',
);
const DAMAGED = phrase('The file is damaged: the picture is shown as far as this browser can read it.');
const MIME_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  bmp: 'image/bmp',
};
/** What stands where a picture is missing: the middle of all colours, as JPEG decoders fill it. */
const MISSING = '#808080';

/**
 * Decodes a picture's file to the pixels that Pillow's `convert("RGB")` gives after `exif_transpose`, with what the person
 * chose for its colour profile and its transparent parts. `format` is named as `readImageHeader` does.
 * Throws whatever the browser throws where it cannot decode it.
 */
export async function decodeFile(
  bytes: Uint8Array<ArrayBuffer>,
  format: string,
  { colourProfile, transparency }: Decoding,
): Promise<DecodedFile> {
  const { file, alpha, orientation, profile, cut, notes } = await preparePicture(bytes, format);
  const blob = new Blob([...file], { type: MIME_TYPES[format] ?? '' });
  const opaque = await decodeOpaque(blob, {
    colorSpaceConversion: colourProfile === 'apply' ? 'default' : 'none',
  });
  const { bitmap, transparent } = await withTransparency(opaque.bitmap, alpha, transparency);
  const stays = transparent && alpha?.stays === true;
  return {
    bitmap: turnUpright(cut || opaque.partial ? redrawn(bitmap, MISSING) : bitmap, orientation),
    profile,
    transparent: transparent && !stays,
    notes: [
      ...notes,
      ...(stays ? [STAYS] : []),
      ...(format === 'avif' && hasHalvedColours(bytes) && !(await blendsAvifColours()) ? [REPEATED] : []),
      ...(cut ? [CUT] : opaque.partial ? [DAMAGED] : []),
    ],
  };
}

async function decodeOpaque(
  blob: Blob,
  options: ImageBitmapOptions,
): Promise<{ bitmap: ImageBitmap; partial: boolean }> {
  try {
    return { bitmap: await createImageBitmap(blob, options), partial: false };
  } catch (thrown) {
    const bitmap = await decodePart(blob, options);
    if (bitmap) return { bitmap, partial: true };
    throw thrown;
  }
}

/** A bitmap on an opaque ground of a colour, black for null; closes the one given. */
function redrawn(bitmap: ImageBitmap, ground: string | null): ImageBitmap {
  const { width, height } = bitmap;
  const context = drawingContext(width, height, { alpha: ground !== null });
  if (ground !== null) {
    context.fillStyle = ground;
    context.fillRect(0, 0, width, height);
  }
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.canvas.transferToImageBitmap();
}

async function withTransparency(
  bitmap: ImageBitmap,
  source: AlphaSource | null,
  transparency: Decoding['transparency'],
): Promise<{ bitmap: ImageBitmap; transparent: boolean }> {
  if (!source) return { bitmap, transparent: false };
  const alpha = await createImageBitmap(new Blob([...source.file]), {
    premultiplyAlpha: 'none',
    colorSpaceConversion: 'none',
  });
  try {
    const transparent = await isTransparent(alpha, source.channel);
    // A lossless WebP said to be opaque keeps its alpha in Chromium until it is drawn on what has none.
    const opaque = source.stays ? bitmap : redrawn(bitmap, null);
    if (!transparent || (transparency === 'drop' && !source.stays)) return { bitmap: opaque, transparent };
    const laid = await layOnWhite(opaque, alpha, source.channel);
    opaque.close();
    return { bitmap: laid, transparent };
  } finally {
    alpha.close();
  }
}
