/** Longest name that is kept, in UTF-16 units: a recipe takes no longer ones. */
export const LONGEST_NAME = 200;

/**
 * A name as it may be shown and written anywhere: one line, at most 200 letters, without control characters and without the
 * invisible ones that turn the direction of what stands beside them (https://unicode.org/reports/tr9/#Explicit_Directional_Embeddings);
 * the letters of every script stay. `otherwise` is taken where nothing of it remains.
 */
export function plainName(text: string, otherwise = ''): string {
  const line = text
    .normalize('NFC')
    .replace(/[\p{Zl}\p{Zp}\t\n\v\f\r]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}\uFEFF]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  // Cutting may leave half a letter of two units.
  const name = line
    .slice(0, LONGEST_NAME)
    .replace(/\p{Cs}/gu, '')
    .trimEnd();
  return name || otherwise;
}
