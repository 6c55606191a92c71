import { plainName } from '../core/records/plain-name';

export type CsvField = string | number | undefined;

/** What a spreadsheet takes for the beginning of a formula, East Asian widths too. */
const FORMULA = /^[=+\-@＝＋－＠]/u;

/**
 * Lines as CSV, numbers in full. RFC 4180 (CRLF, quotes doubled) in UTF-8 with a byte order mark, which spreadsheets need to read
 * accents. Texts are plain names, and one that a spreadsheet would run as a formula gets an apostrophe before it. See
 * https://www.rfc-editor.org/rfc/rfc4180
 */
export function csvText(lines: readonly (readonly CsvField[])[]): string {
  return `\uFEFF${lines.map((line) => `${line.map(field).join(',')}\r\n`).join('')}`;
}

function field(value: CsvField): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const name = plainName(value);
  const text = FORMULA.test(name) ? `'${name}` : name;
  // Where the comma is the decimal sign, spreadsheets part fields at semicolons.
  return /[",;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
