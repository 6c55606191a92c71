import { hasText, littleWordAt } from './byte-text';
import { preparePng } from '../png/png-file';
import { asItIs, type PreparedPicture } from './prepared-picture';

const FIRST_ENTRY = 6;
const ENTRY = 16;
/** Size of the header that an icon shares with bitmaps, and of the one that stands before it in a bitmap's file. */
const SHARED_HEADER = 40;
const FILE_HEADER = 14;

interface Entry {
  readonly side: number;
  readonly bits: number;
  readonly start: number;
  readonly length: number;
}

/**
 * An icon made ready: its largest picture as a file of its own. Icons are PNGs, or bitmaps of twice their height whose lower
 * half masks the upper one; without the mask, as Pillow's `convert("RGB")` leaves it.
 */
export async function prepareIcon(bytes: Uint8Array<ArrayBuffer>): Promise<PreparedPicture> {
  const largest = entriesOf(bytes).sort((a, b) => b.side - a.side || b.bits - a.bits)[0];
  if (!largest) return asItIs(bytes);
  const picture = bytes.slice(largest.start, largest.start + largest.length);
  if (hasText(picture, 1, 'PNG')) return preparePng(picture);
  if (picture.length < SHARED_HEADER || littleWordAt(picture, 0) !== SHARED_HEADER) return asItIs(bytes);
  return {
    ...asItIs(bytes),
    file: [asBitmap(picture)],
    alpha: { file: [bytes], channel: 'alpha' },
  };
}

function entriesOf(bytes: Uint8Array): Entry[] {
  const count = (bytes[4] ?? 0) | ((bytes[5] ?? 0) << 8);
  return Array.from({ length: count }, (_, k) => {
    const at = FIRST_ENTRY + ENTRY * k;
    return {
      // 0 stands for 256.
      side: (bytes[at] || 256) * (bytes[at + 1] || 256),
      bits: (bytes[at + 6] ?? 0) | ((bytes[at + 7] ?? 0) << 8),
      length: littleWordAt(bytes, at + 8),
      start: littleWordAt(bytes, at + 12),
    };
  }).filter(({ start, length }) => length > 0 && start + length <= bytes.length);
}

function asBitmap(icon: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(icon.buffer, icon.byteOffset, icon.byteLength);
  const bits = view.getUint16(14, true);
  const colours = littleWordAt(icon, 32) || (bits <= 8 ? 2 ** bits : 0);
  const file = new Uint8Array(FILE_HEADER + icon.length);
  file.set(icon, FILE_HEADER);
  const out = new DataView(file.buffer);
  out.setUint16(0, 0x4d42, true);
  out.setUint32(2, file.length, true);
  out.setUint32(10, FILE_HEADER + SHARED_HEADER + 4 * colours, true);
  out.setInt32(FILE_HEADER + 8, Math.floor(view.getInt32(8, true) / 2), true);
  return file;
}
