import { language } from './language';

/** In French typography a narrow no-break space parts thousands, and stands before a per cent sign; no line ends after a `<`. */
const NARROW = '\u202F';
/** A number in English: its whole part, in groups of three or not, and its decimals. */
const NUMBER = /\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d*\.\d+/g;
/** A text that is one number with a decimal point, with a sign before it and a unit behind it or not. */
const DECIMAL = /^[<>≈±+−-]? ?(?:\d[\d,]*)?\.\d+ ?(?:%|×|×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[a-zA-Z]{1,3})?$/;

/** A text of numbers as English has it, `-1,234.5` or `12.5 %`, as the language of the page has it: `−1 234,5`, `12,5 %`. */
export function writeNumber(english: string): string {
  return language() === 'fr'
    ? english
        .replace(NUMBER, (number) => number.replaceAll(',', NARROW).replace('.', ','))
        .replace(/ ?%/, `${NARROW}%`)
        .replace(/^-(?=[\d,])/, '−')
        .replace(/^([<>≈]) /, '$1\u00A0')
    : english;
}

/** What stands in a sentence's place, which another thread may have written: decimal point and minus are the language's own. */
export function writePlace(text: string): string {
  return DECIMAL.test(text) ? writeNumber(text) : text;
}

/** A whole number, in groups of three: `1,234`. */
export function whole(value: number): string {
  return writeNumber(value.toLocaleString('en', { maximumFractionDigits: 0 }));
}

/** A number with so many decimals: `0.50`. */
export function fixed(value: number, decimals: number): string {
  return writeNumber(value.toFixed(decimals)).replace(/^-/, '−');
}
