import { writeNumber } from '../../words/number';

/** A whole part with groups of three between spaces or apostrophes, or without any; a decimal point or comma; a power. */
const PLAIN =
  /^(?<sign>[+-]?)(?<whole>\d{1,3}(?:[ '’]\d{3})+|\d*)(?:[.,](?<part>\d*))?(?:e(?<power>[+-]?\d+))?$/i;
/** Groups of three between commas or points, where they can be nothing else: the other one follows, or there are several. */
const GROUPED =
  /^[+-]?(?:\d{1,3}(?:,\d{3})+\.\d*|\d{1,3}(?:\.\d{3})+,\d*|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\.\d{3}){2,})$/;
/** One group of three after a number from 1: a decimal part of three digits, save where only whole numbers are asked for. */
const ONE_GROUP = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * The number that a text is, read whole, or null where it is none: `0,5`, `1e-3`, `12 500`, `1,234.5`, `−2`, `4.2×10⁻⁴`. With
 * `whole`, `1,000` is a thousand; else it is one, as decimal commas have it. Too large a number is infinite.
 */
export function parseNumber(text: string, whole = false): number | null {
  const plain = withPower(text.trim().replace(/\s/g, ' ').replaceAll('−', '-'));
  if (GROUPED.test(plain) || (whole && ONE_GROUP.test(plain))) return Number(ungrouped(plain));
  const { sign = '', whole: integer = '', part = '', power = '0' } = PLAIN.exec(plain)?.groups ?? {};
  if (integer === '' && part === '') return null;
  return Number(`${sign}${integer.replace(/\D/g, '')}.${part}e${power}`);
}

/** A number as its field shows it: the shortest text that is read back as the very same number, with the language's decimal sign. */
export function formatNumber(value: number): string {
  return writeNumber(String(value));
}

/** A power of ten as the page prints it, or as it is typed, as an exponent. */
function withPower(text: string): string {
  return text.replace(/ ?[×x*·] ?10\^?([⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[+-]?\d+)$/, (_, power: string) => {
    const digits = power.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String(SUPERSCRIPTS.indexOf(digit)));
    return `e${digits.replace('⁻', '-').replace('⁺', '+')}`;
  });
}

/** Without its groups, with a decimal point: the last separator is one where it differs from the first. */
function ungrouped(text: string): string {
  const first = /[.,]/.exec(text)?.[0] ?? '';
  return text.replaceAll(first, '').replace(',', '.');
}
