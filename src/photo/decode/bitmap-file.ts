import { littleWordAt } from './byte-text';
import { asItIs, type PreparedPicture } from './prepared-picture';

/** Where a BMP says how long it is, where its rows begin and how long its own header is. */
const LENGTH = 2;
const ROWS = 10;
const HEADER = 14;
/** The mask of the alpha channel, in headers that have one. */
const ALPHA_MASK = HEADER + 52;
const HEADER_WITH_ALPHA = 56;

/** A BMP made ready: without the mask that makes a browser take its fourth byte for transparency; filled up where it is cut. */
export function prepareBitmap(bytes: Uint8Array<ArrayBuffer>): PreparedPicture {
  const length = littleWordAt(bytes, LENGTH);
  const rows = littleWordAt(bytes, ROWS);
  const cut = length > bytes.length && rows < bytes.length;
  const rest = cut && length < 2 ** 29 ? [new Uint8Array(length - bytes.length)] : [];
  const masked = littleWordAt(bytes, HEADER) >= HEADER_WITH_ALPHA && littleWordAt(bytes, ALPHA_MASK) !== 0;
  if (!masked) return { ...asItIs(bytes), file: [bytes, ...rest], cut };
  const copy = bytes.slice();
  copy.fill(0, ALPHA_MASK, ALPHA_MASK + 4);
  return { ...asItIs(bytes), file: [copy, ...rest], alpha: { file: [bytes], channel: 'alpha' }, cut };
}
