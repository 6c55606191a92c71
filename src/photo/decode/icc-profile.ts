import { hasText, latinText } from './byte-text';

const ICC_HEADER = 128;
const ICC_TAG = 12;

/**
 * The name an ICC profile gives itself, empty where it gives none. Both forms of its `desc` tag are read: version 2's Latin
 * text and version 4's list of UTF-16 texts.
 */
export function profileName(icc: Uint8Array): string {
  const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength);
  if (icc.byteLength < ICC_HEADER + 4) return '';
  const tags = Math.min(100, view.getUint32(ICC_HEADER));
  for (let k = 0; k < tags; k++) {
    const tag = ICC_HEADER + 4 + ICC_TAG * k;
    if (tag + ICC_TAG > icc.byteLength) return '';
    if (!hasText(icc, tag, 'desc')) continue;
    const at = view.getUint32(tag + 4);
    if (at + 28 > icc.byteLength) return '';
    if (hasText(icc, at, 'desc')) return latinText(icc, at + 12, Math.min(80, view.getUint32(at + 8)));
    if (!hasText(icc, at, 'mluc')) return '';
    const start = at + view.getUint32(at + 24);
    const length = Math.min(160, view.getUint32(at + 20));
    return new TextDecoder('utf-16be').decode(icc.subarray(start, start + length)).replaceAll('\0', '');
  }
  return '';
}

/** A profile's name, empty where it says nothing, or null where it is sRGB itself: applying that one changes nothing to speak of. */
export function foreignProfile(name: string): string | null {
  const said = name.trim();
  if (/^(?:c2|srgb)\b|srgb iec61966/i.test(said)) return null;
  return /^icc(?: profile)?$/i.test(said) ? '' : said;
}
