import { hasText, littleWordAt } from './byte-text';
import { orientationFrom } from './exif-orientation';
import { foreignProfile, profileName } from './icc-profile';
import { asItIs, type FileParts, type PreparedPicture } from './prepared-picture';

interface Chunk {
  readonly name: string;
  readonly start: number;
  /** Where its own bytes begin. */
  readonly body: number;
  readonly length: number;
  /** The first byte of the next one, padding counted. */
  readonly end: number;
}

const FIRST_CHUNK = 12;
const ALPHA_FLAG = 0x10;
const EXIF_FLAG = 0x08;
/** In a lossless picture's header: behind a signature byte and two sizes of 14 bits. */
const LOSSLESS_ALPHA_BYTE = 4;
const LOSSLESS_ALPHA_BIT = 0x10;

/**
 * A WebP made ready: no browser turns it by its EXIF block, and Pillow does; its transparency is a chunk (lossy) or a hint
 * (lossless) that is taken out. Those of an animation stay where they are.
 */
export function prepareWebp(bytes: Uint8Array<ArrayBuffer>): PreparedPicture {
  const chunks = chunksOf(bytes);
  const bodyOf = (name: string): Uint8Array | null => {
    const chunk = chunks.find((entry) => entry.name === name);
    return chunk ? bytes.subarray(chunk.body, chunk.body + chunk.length) : null;
  };
  const extended = chunks[0]?.name === 'VP8X';
  const lossless = chunks.find(({ name }) => name === 'VP8L');
  const hint = lossless ? (bytes[lossless.body + LOSSLESS_ALPHA_BYTE] ?? 0) & LOSSLESS_ALPHA_BIT : 0;
  const animated = chunks.some(({ name }) => name === 'ANMF');
  const transparent = hint !== 0 || (extended && ((bytes[20] ?? 0) & ALPHA_FLAG) !== 0);
  const icc = bodyOf('ICCP');
  return {
    ...asItIs(bytes),
    orientation: orientationFrom(bodyOf('EXIF'), bodyOf('XMP ')),
    profile: icc ? foreignProfile(profileName(icc)) : null,
    cut: littleWordAt(bytes, 4) + 8 > bytes.length,
    ...(transparent && !animated ? { file: opaque(bytes, chunks, lossless) } : {}),
    alpha: transparent ? { file: [bytes], channel: 'alpha', stays: animated } : null,
  };
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const chunks: Chunk[] = [];
  let at = FIRST_CHUNK;
  while (at + 8 <= bytes.length) {
    const length = littleWordAt(bytes, at + 4);
    const end = at + 8 + length + (length % 2);
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    chunks.push({ name, start: at, body: at + 8, length, end });
    at = end;
  }
  return chunks;
}

/** The file without its alpha plane, or without the hint that there is one. */
function opaque(
  bytes: Uint8Array<ArrayBuffer>,
  chunks: readonly Chunk[],
  lossless: Chunk | undefined,
): FileParts {
  const copy = bytes.slice();
  if (hasText(copy, FIRST_CHUNK, 'VP8X')) copy[20] = (copy[20] ?? 0) & ~(ALPHA_FLAG | EXIF_FLAG);
  if (lossless) {
    const at = lossless.body + LOSSLESS_ALPHA_BYTE;
    copy[at] = (copy[at] ?? 0) & ~LOSSLESS_ALPHA_BIT;
  }
  const dropped = chunks.filter(({ name }) => name === 'ALPH' || name === 'EXIF');
  const removed = dropped.reduce((sum, { start, end }) => sum + end - start, 0);
  new DataView(copy.buffer).setUint32(4, littleWordAt(copy, 4) - removed, true);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let from = 0;
  for (const { start, end } of dropped) {
    parts.push(copy.subarray(from, start));
    from = end;
  }
  return [...parts, copy.subarray(Math.min(from, copy.length))];
}
