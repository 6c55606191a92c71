import { hasText, indexOfText, wordAt } from './byte-text';
import { foreignProfile, profileName } from './icc-profile';
import { asItIs, type PreparedPicture } from './prepared-picture';

/** Boxes that only hold others, with the bytes before their first. */
const CONTAINERS: Readonly<Record<string, number>> = { meta: 4, iprp: 0, ipco: 0, iref: 4 };

interface Box {
  readonly name: string;
  readonly body: number;
  readonly end: number;
}

/** In the third byte of `av1C`: no colours at all, and colours at half the width. */
const GREY = 0x10;
const HALVED = 0x08;

/** ITU-T H.273: BT.709, which sRGB shares, and "unspecified". */
const SRGB_PRIMARIES = new Set([1, 2]);

/**
 * An AVIF made ready. Its orientation is part of decoding, for browsers and Pillow alike; its transparency is a picture of
 * its own that refers to the main one, and is forgotten with that reference.
 */
export function prepareAvif(bytes: Uint8Array<ArrayBuffer>): PreparedPicture {
  const boxes = boxesOf(bytes, 0, bytes.length);
  const reference = boxes.find(({ name }) => name === 'auxl');
  const alpha = reference !== undefined && indexOfText(bytes, 'auxiliary:alpha', reference.end * 4) >= 0;
  return {
    ...asItIs(bytes),
    profile: profileIn(bytes, boxes),
    ...(alpha
      ? { file: [withoutReference(bytes, reference)], alpha: { file: [bytes], channel: 'alpha' } }
      : {}),
  };
}

/** Whether an AVIF keeps its colours at half its size. */
export function hasHalvedColours(bytes: Uint8Array): boolean {
  return boxesOf(bytes, 0, bytes.length).some(({ name, body }) => {
    const form = bytes[body + 2] ?? 0;
    return name === 'av1C' && (form & HALVED) !== 0 && (form & GREY) === 0;
  });
}

function boxesOf(bytes: Uint8Array, from: number, to: number, depth = 0): Box[] {
  const boxes: Box[] = [];
  let at = from;
  while (at + 8 <= to && boxes.length < 500) {
    const length = wordAt(bytes, at);
    const end = length === 0 ? to : at + length;
    if (length === 1 || end < at + 8 || end > to) break;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    boxes.push({ name, body: at + 8, end });
    const skip = CONTAINERS[name];
    if (skip !== undefined && depth < 4) boxes.push(...boxesOf(bytes, at + 8 + skip, end, depth + 1));
    at = end;
  }
  return boxes;
}

function withoutReference(bytes: Uint8Array<ArrayBuffer>, { body }: Box): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  copy.set(
    Uint8Array.from('free', (letter) => letter.charCodeAt(0)),
    body - 4,
  );
  return copy;
}

function profileIn(bytes: Uint8Array, boxes: readonly Box[]): string | null {
  for (const { name, body, end } of boxes) {
    if (name !== 'colr') continue;
    if (hasText(bytes, body, 'prof') || hasText(bytes, body, 'rICC')) {
      const profile = foreignProfile(profileName(bytes.subarray(body + 4, end)));
      if (profile !== null) return profile;
    } else if (hasText(bytes, body, 'nclx') && !SRGB_PRIMARIES.has(bytes[body + 5] ?? 0)) {
      return '';
    }
  }
  return null;
}
