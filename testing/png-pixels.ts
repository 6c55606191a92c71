import { deflateSync, inflateSync } from 'node:zlib';
import encodeChunks from 'png-chunks-encode';
import extractChunks from 'png-chunks-extract';

/** RGBA bytes of a picture, alpha 255. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

const RGB = 2;
const RGBA = 6;

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(left + up - corner - value)) as [
    number,
    number,
    number,
  ];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** Undoes the five filters of PNG in place; each row starts with its filter's number. */
function unfilter(rows: Uint8Array, height: number, stride: number, pixel: number): void {
  const at = (x: number, row: number): number => (x < 0 || row < 0 ? 0 : rows[row * (stride + 1) + 1 + x]!);
  for (let row = 0; row < height; row++) {
    const filter = rows[row * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const [left, up, corner] = [at(x - pixel, row), at(x, row - 1), at(x - pixel, row - 1)];
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter!]!;
      rows[row * (stride + 1) + 1 + x]! += predicted;
    }
  }
}

/** Exact pixels of an 8-bit RGB or RGBA PNG, not interlaced. Throws for any other kind. */
export function readPng(file: Uint8Array): Picture {
  const chunks = extractChunks(file);
  const header = Buffer.from(chunks.find(({ name }) => name === 'IHDR')!.data);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colour, interlaced] = [header[8], header[9], header[12]];
  if (depth !== 8 || (colour !== RGB && colour !== RGBA) || interlaced !== 0) {
    throw new Error(
      `Expected an 8-bit RGB or RGBA PNG, got depth ${String(depth)}, colour type ${String(colour)}.`,
    );
  }
  const channels = colour === RGB ? 3 : 4;
  const rows = inflateSync(
    Buffer.concat(chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data)),
  );
  unfilter(rows, height, width * channels, channels);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) {
    const start = Math.floor(i / width) * (width * channels + 1) + 1 + (i % width) * channels;
    data.set(rows.subarray(start, start + channels), i * 4);
  }
  return { width, height, data };
}

/** A PNG file (8-bit RGBA) of a picture. */
export function writePng({ width, height, data }: Picture): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, RGBA, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width * 4 + 1));
  for (let row = 0; row < height; row++) {
    rows.set(data.subarray(row * width * 4, (row + 1) * width * 4), row * (width * 4 + 1) + 1);
  }
  return encodeChunks([
    { name: 'IHDR', data: header },
    { name: 'IDAT', data: deflateSync(rows) },
    { name: 'IEND', data: new Uint8Array() },
  ]);
}
