import { lateCode } from '../../core/records/late-code';
import { hasText } from '../decode/byte-text';
import { orientationFrom } from '../decode/exif-orientation';
import { pngProfile } from './png-colours';
import { PNG_SIGNATURE, pngChunks, pngForm, type PngChunk } from './png-form';
import { asItIs, type FileParts, type PreparedPicture } from '../decode/prepared-picture';
import { phrase } from '../../words/say';

const GREY_16 = phrase(
  '16-bit grey: the upper 8 bits are used. Pillow’s convert("RGB") would make every level above 255 of 65535 white.',
);
const XMP = 'XML:com.adobe.xmp\0';

const rewriter = lateCode(phrase('The reader of PNGs with transparency'), () => import('./png-rewrite'));

/**
 * A PNG made ready: alpha and 16 bits are taken out before a browser can round them, palettes and colours lose their
 * transparent entries, and what is missing at the end of a file cut short is black.
 */
export async function preparePng(bytes: Uint8Array<ArrayBuffer>): Promise<PreparedPicture> {
  const chunks = pngChunks(bytes);
  const form = pngForm(chunks);
  if (!form) return asItIs(bytes);
  const dataOf = (name: string): Uint8Array | null =>
    chunks.find((chunk) => chunk.name === name)?.data ?? null;
  const withAlpha = form.colour === 4 || form.colour === 6;
  const cut = chunks.at(-1)?.name !== 'IEND';
  const keyed = dataOf('tRNS') ? without(bytes, chunks, ['eXIf']) : null;
  const ready: PreparedPicture = {
    file: without(bytes, chunks, ['eXIf', 'tRNS']),
    orientation: orientationFrom(dataOf('eXIf'), xmpIn(chunks)),
    profile: pngProfile(chunks),
    alpha: keyed && !cut ? { file: keyed, channel: 'alpha' } : null,
    cut,
    notes: form.depth === 16 && form.colour === 0 ? [GREY_16] : [],
  };
  // The rows of an interlaced picture are spread over it: browsers show what there is of one better.
  const rewrites = cut ? !form.interlaced : withAlpha || form.depth === 16;
  if (!rewrites) return ready;
  const { rewritePng } = await rewriter();
  const { colour, alpha, missing } = await rewritePng(chunks, form);
  return {
    ...ready,
    file: colour,
    ...(alpha ? { alpha: { file: alpha, channel: 'grey' } } : {}),
    cut: missing,
  };
}

function without(
  bytes: Uint8Array<ArrayBuffer>,
  chunks: readonly PngChunk[],
  names: readonly string[],
): FileParts {
  const kept = chunks.filter(({ name }) => !names.includes(name));
  if (kept.length === chunks.length) return [bytes];
  return [PNG_SIGNATURE, ...kept.map(({ start, end }) => bytes.subarray(start, end))];
}

function xmpIn(chunks: readonly PngChunk[]): Uint8Array | null {
  return chunks.find(({ name, data }) => name === 'iTXt' && hasText(data, 0, XMP))?.data ?? null;
}
