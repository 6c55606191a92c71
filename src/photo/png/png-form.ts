import { wordAt } from '../decode/byte-text';

/** A piece of a PNG; the last one of a file cut short may be incomplete. */
export interface PngChunk {
  readonly name: string;
  /** Where its length stands. */
  readonly start: number;
  /** Its own bytes. */
  readonly data: Uint8Array<ArrayBuffer>;
  /** The first byte behind its checksum. */
  readonly end: number;
}

/** What a PNG's header says. */
export interface PngForm {
  readonly width: number;
  readonly height: number;
  /** Bits a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha. */
  readonly colour: number;
  readonly interlaced: boolean;
}

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Length and name before a chunk's own bytes, checksum behind them. */
const AROUND = 12;
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Samples a pixel. */
export function pngChannels({ colour }: Pick<PngForm, 'colour'>): number {
  return CHANNELS[colour] ?? 1;
}

/** The chunks of a PNG up to its end, however it is cut; none reaches past the bytes. */
export function pngChunks(bytes: Uint8Array<ArrayBuffer>): PngChunk[] {
  const chunks: PngChunk[] = [];
  let at = PNG_SIGNATURE.length;
  while (at + 8 <= bytes.length) {
    const end = at + AROUND + wordAt(bytes, at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push({ name, start: at, data: bytes.subarray(at + 8, Math.min(end - 4, bytes.length)), end });
    if (name === 'IEND') break;
    at = end;
  }
  return chunks;
}

/** The form in the first chunk; null where it is none. */
export function pngForm([header]: readonly PngChunk[]): PngForm | null {
  if (header?.name !== 'IHDR' || header.data.length < 13) return null;
  const { data } = header;
  const [depth = 0, colour = 0, , , interlace = 0] = data.subarray(8, 13);
  if (CHANNELS[colour] === undefined || ![1, 2, 4, 8, 16].includes(depth)) return null;
  return { width: wordAt(data, 0), height: wordAt(data, 4), depth, colour, interlaced: interlace === 1 };
}
