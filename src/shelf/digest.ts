import { xxhash128 } from 'hash-wasm';
import type { PixelImage } from '../core/pictures/pixel-image';

const known = new WeakMap<PixelImage, Promise<string>>();

/** Says whether two pictures are the same to the last byte, as far as 128 bits can: not against whoever would deceive. */
export function pictureDigest(picture: PixelImage): Promise<string> {
  const before = known.get(picture);
  if (before) return before;
  const { width, data } = picture;
  const digest = xxhash128(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)).then(
    (hash) => `${String(width)}-${hash}`,
  );
  known.set(picture, digest);
  return digest;
}

/** The same of plain data without arrays of numbers. */
export function dataDigest(data: unknown): Promise<string> {
  return xxhash128(JSON.stringify(data));
}
