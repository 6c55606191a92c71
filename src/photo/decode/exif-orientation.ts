import { hasText } from './byte-text';
import type { Orientation } from './prepared-picture';

const ORIENTATION_TAG = 0x0112;
const PREFIX = 'Exif\0\0';
/** Bytes of EXIF's whole-number types, by their number: BYTE, SHORT, LONG and the signed ones. */
const WIDTHS: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 6: 1, 8: 2, 9: 4 };

/**
 * The orientation entry of an EXIF block (with or without its "Exif" prefix), as Pillow reads it: whatever whole-number type
 * it has. Null where there is none.
 */
export function exifOrientation(block: Uint8Array): number | null {
  let start = 0;
  while (hasText(block, start, PREFIX)) start += PREFIX.length;
  const view = new DataView(block.buffer, block.byteOffset + start, block.byteLength - start);
  const little = hasText(block, start, 'II');
  if ((!little && !hasText(block, start, 'MM')) || view.byteLength < 8) return null;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return null;
  const entries = view.getUint16(directory, little);
  for (let k = 0; k < entries; k++) {
    const at = directory + 2 + 12 * k;
    if (at + 12 > view.byteLength) return null;
    if (view.getUint16(at, little) !== ORIENTATION_TAG) continue;
    const width = WIDTHS[view.getUint16(at + 2, little)];
    if (width === 1) return view.getUint8(at + 8);
    if (width === 2) return view.getUint16(at + 8, little);
    return width === 4 ? view.getUint32(at + 8, little) : null;
  }
  return null;
}

/** The orientation an XMP packet names, which Pillow follows where EXIF is silent; null where there is none. */
export function xmpOrientation(packet: Uint8Array): number | null {
  const found = /tiff:Orientation(?:="|>)([0-9])/.exec(new TextDecoder('latin1').decode(packet));
  return found?.[1] === undefined ? null : Number(found[1]);
}

/** The orientation of a file with these blocks; upright where none of them says anything that is one. */
export function orientationFrom(exif: Uint8Array | null, xmp: Uint8Array | null): Orientation {
  const value = (exif && exifOrientation(exif)) ?? (xmp && xmpOrientation(xmp)) ?? 1;
  return value >= 2 && value <= 8 ? (value as Orientation) : 1;
}
