import { createAdler32, createCRC32 } from 'hash-wasm';
import { PNG_SIGNATURE, type PngChunk, type PngForm } from './png-form';
import type { FileParts } from '../decode/prepared-picture';

/** A deflate block that is only stored holds this many bytes at most. */
const BLOCK = 0xffff;

/**
 * The parts of a PNG whose filtered rows are given in pieces: not compressed, for a browser to read at once. `chunks` stand
 * between its header and its rows as they are.
 */
export async function writePng(
  { width, height, depth, colour, interlaced }: PngForm,
  chunks: readonly Pick<PngChunk, 'name' | 'data'>[],
  rows: readonly Uint8Array<ArrayBuffer>[],
): Promise<FileParts> {
  const crc = await createCRC32();
  const adler = await createAdler32();
  const framed = (name: string, ...body: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer>[] => {
    const letters = Uint8Array.from(name, (letter) => letter.charCodeAt(0));
    crc.init();
    for (const part of [letters, ...body]) crc.update(part);
    const length = body.reduce((sum, part) => sum + part.length, 0);
    return [word(length), letters, ...body, crc.digest('binary').slice()];
  };
  const header = Uint8Array.of(...word(width), ...word(height), depth, colour, 0, 0, interlaced ? 1 : 0);
  const parts = [PNG_SIGNATURE, ...framed('IHDR', header)];
  for (const { name, data } of chunks) parts.push(...framed(name, data));
  // Deflate with a window of 32 kB, no dictionary.
  parts.push(...framed('IDAT', Uint8Array.of(0x78, 0x01)));
  adler.init();
  for (const piece of rows) {
    for (let at = 0; at < piece.length; at += BLOCK) {
      const block = piece.subarray(at, at + BLOCK);
      adler.update(block);
      const [low, high] = [block.length & 255, block.length >> 8];
      parts.push(...framed('IDAT', Uint8Array.of(0, low, high, ~low & 255, ~high & 255), block));
    }
  }
  parts.push(...framed('IDAT', Uint8Array.of(1, 0, 0, 255, 255), adler.digest('binary').slice()));
  return [...parts, ...framed('IEND')];
}

function word(value: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}
