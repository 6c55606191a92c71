import { hasText } from './byte-text';
import { orientationFrom } from './exif-orientation';
import { foreignProfile, profileName } from './icc-profile';
import type { PreparedPicture } from './prepared-picture';

interface Segment {
  readonly marker: number;
  /** Where its 0xff stands. */
  readonly start: number;
  /** The first byte behind it. */
  readonly end: number;
}

const EXIF = 'Exif\0\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const ICC = 'ICC_PROFILE\0';

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const APP1 = 0xe1;
const APP2 = 0xe2;
/** Marker, marker, length, length: where a segment's own bytes begin. */
const HEAD = 4;

/**
 * A JPEG made ready: its EXIF block, which alone makes browsers turn it, is left out, and where the file ends before its
 * picture, an end is put there, so that decoders give what there is.
 */
export function prepareJpeg(bytes: Uint8Array<ArrayBuffer>): PreparedPicture {
  const segments = segmentsOf(bytes);
  const bodies = (marker: number, name: string): Uint8Array[] =>
    segments
      .filter((segment) => segment.marker === marker && hasText(bytes, segment.start + HEAD, name))
      .map(({ start, end }) => bytes.subarray(start + HEAD + name.length, end));
  const [exif = null] = bodies(APP1, EXIF);
  const [xmp = null] = bodies(APP1, XMP);
  const cut = !isWhole(bytes, segments.at(-1)?.end ?? 2);
  return {
    file: cut
      ? [...withoutExif(bytes, segments), Uint8Array.of(0xff, END_OF_IMAGE)]
      : withoutExif(bytes, segments),
    orientation: orientationFrom(exif, xmp),
    alpha: null,
    profile: profileIn(bodies(APP2, ICC)),
    cut,
    notes: [],
  };
}

/** The segments before the first scan, and its own header as the last. */
function segmentsOf(bytes: Uint8Array): Segment[] {
  const segments: Segment[] = [];
  let at = 2;
  while (at + HEAD <= bytes.length) {
    // Any number of 0xff may stand before a marker; anything else is no JPEG any more.
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + lengthAt(bytes, at + 2);
    if (end > bytes.length) break;
    segments.push({ marker, start: at, end });
    if (marker === START_OF_SCAN) break;
    at = end;
  }
  return segments;
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** Whether the end marker is there, behind however many scans. `from` is where the first one's data begins. */
function isWhole(bytes: Uint8Array, from: number): boolean {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return false;
    const marker = bytes[at + 1] ?? 0;
    if (marker === END_OF_IMAGE) return true;
    const isData = marker === 0 || (marker >= 0xd0 && marker <= 0xd7);
    if (marker === 0xff) at += 1;
    else at += 2 + (isData ? 0 : Math.max(2, lengthAt(bytes, at + 2)));
  }
}

function withoutExif(
  bytes: Uint8Array<ArrayBuffer>,
  segments: readonly Segment[],
): Uint8Array<ArrayBuffer>[] {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let from = 0;
  for (const { marker, start, end } of segments) {
    if (marker !== APP1 || !hasText(bytes, start + HEAD, EXIF)) continue;
    parts.push(bytes.subarray(from, start));
    from = end;
  }
  return [...parts, bytes.subarray(from)];
}

/** Sequence number and count stand before each piece of a profile. */
const PIECE = 2;

function profileIn(pieces: readonly Uint8Array[]): string | null {
  const [first] = pieces;
  // The name stands near the beginning: the first piece of up to 64 kB holds it.
  return first ? foreignProfile(profileName(first.subarray(PIECE))) : null;
}
