import { latinText, wordAt } from '../decode/byte-text';
import { foreignProfile } from '../decode/icc-profile';
import type { PngChunk } from './png-form';

/** Chunks that say what a PNG's colours mean. */
export const PNG_COLOUR_CHUNKS: ReadonlySet<string> = new Set(['cICP', 'iCCP', 'sRGB', 'gAMA', 'cHRM']);

/** Gamma and primaries of sRGB, times 100,000, as the PNG specification has them. */
const SRGB_GAMMA = 45455;
const SRGB_PRIMARIES = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];
/** Files round these; more than this is another colour. */
const ROUNDING = 20;
/** ITU-T H.273: BT.709 primaries with sRGB's transfer. */
const SRGB_POINTS = [1, 13];

/**
 * The name of a PNG's colour space where it is not sRGB, empty where it has none; null for sRGB. The strongest chunk decides.
 * https://www.w3.org/TR/png-3/#4Concepts.ColourSpaces
 */
export function pngProfile(chunks: readonly PngChunk[]): string | null {
  const dataOf = (name: string): Uint8Array | undefined => chunks.find((chunk) => chunk.name === name)?.data;
  const points = dataOf('cICP');
  if (points) return SRGB_POINTS.every((value, k) => points[k] === value) ? null : '';
  const icc = dataOf('iCCP');
  if (icc) return foreignProfile(latinText(icc, 0, Math.min(80, icc.length)));
  if (dataOf('sRGB')) return null;
  const gamma = dataOf('gAMA');
  const primaries = dataOf('cHRM');
  const foreign =
    (gamma !== undefined && Math.abs(wordAt(gamma, 0) - SRGB_GAMMA) > ROUNDING) ||
    (primaries !== undefined &&
      SRGB_PRIMARIES.some((value, k) => Math.abs(wordAt(primaries, 4 * k) - value) > ROUNDING));
  return foreign ? '' : null;
}
