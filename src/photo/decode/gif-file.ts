import { asItIs, type PreparedPicture } from './prepared-picture';

const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const IMAGE = 0x2c;

const tableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

/** A GIF made ready: its first picture opaque. */
export function prepareGif(bytes: Uint8Array<ArrayBuffer>): PreparedPicture {
  let at = 13 + tableBytes(bytes[10] ?? 0);
  let flags = -1;
  while (at < bytes.length && bytes[at] === EXTENSION) {
    if (bytes[at + 1] === GRAPHIC_CONTROL) flags = at + 3;
    at = blocksEnd(bytes, at + 2);
  }
  if (bytes[at] !== IMAGE) return asItIs(bytes);
  const cut = blocksEnd(bytes, at + 11 + tableBytes(bytes[at + 9] ?? 0)) > bytes.length;
  const transparent = flags >= 0 && ((bytes[flags] ?? 0) & 1) === 1;
  // Around a picture smaller than its screen there is nothing.
  const alone = [0, 1, 2, 3].every((k) => bytes[at + 1 + k] === 0 && bytes[at + 5 + k] === bytes[6 + k]);
  if (!alone && !cut) return { ...asItIs(bytes), alpha: { file: [bytes], channel: 'alpha', stays: true } };
  if (!transparent) return { ...asItIs(bytes), cut };
  const copy = bytes.slice();
  copy[flags] = (copy[flags] ?? 0) & ~1;
  return { ...asItIs(copy), alpha: cut ? null : { file: [bytes], channel: 'alpha' }, cut };
}

/** Where the data blocks from `from` on end. */
function blocksEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
  return at + 1;
}
