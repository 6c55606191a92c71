import type { NumberParam, ParamValue } from '../../../methods/catalog/params';
import { formatNumber, parseNumber } from '../../../ui/numbers/number-text';
import { say } from '../../../words/say';

/** The values that a text lists, or a sentence that says what is wrong with it. */
export type ReadValues<V = ParamValue> = { readonly values: readonly V[] } | { readonly error: string };

/** What a list of numbers is of: how far it goes, and how a range is divided where nothing is said. */
export type NumberRow = Pick<NumberParam, 'label' | 'symbol' | 'min' | 'max' | 'integer' | 'scale'>;

/** A range that is a whole text: between words, a comma of its ends is a decimal one, as in `0,05 à 1`. */
const ALONE = /^\S+\s+(?:to|à)\s/iu;
/** A range divides into so many where nothing is said. */
const DIVISIONS = 5;
const MOST_OF_A_RANGE = 100;
/** `0.001 to 10 in 5 log`, `50..800 by 50`, in either language. */
const RANGE =
  /^(?<from>\S+?)\s*(?:\bto\b|à|\.{2,}|…|–|→)\s*(?<to>\S+)(?:\s+(?:in|en)\s+(?<count>\d+))?(?:\s+(?:by|par)\s+(?<stride>\S+))?(?:\s+(?<scale>log|linear|linéaire))?$/iu;

/**
 * The numbers of a text: `1e-4, 5e-4, 1e-3`, `0.001 to 10 in 5`, `50 to 800 by 50`, `0, 0.001..0.1 in 3 log`. Parted by commas,
 * by semicolons (then a comma is a decimal one, as in a range alone), or by spaces. Each once, in the order given.
 */
export function readNumbers(text: string, row: NumberRow): ReadValues<number> {
  const name = row.symbol ?? row.label;
  const values: number[] = [];
  for (const item of itemsOf(text)) {
    const read = readItem(item, row);
    if (read === null) return { error: say('“{item}” is no number and no range.', { item }) };
    if (typeof read === 'string') return { error: read };
    for (const value of read) {
      if (!(value >= row.min && value <= row.max))
        return {
          error: say('{name} goes from {min} to {max}; {value} lies outside.', {
            name,
            min: formatNumber(row.min),
            max: formatNumber(row.max),
            value: formatNumber(value),
          }),
        };
      if (row.integer && !Number.isInteger(value))
        return {
          error: say('{name} takes whole numbers; {value} is none.', { name, value: formatNumber(value) }),
        };
      values.push(value);
    }
  }
  if (values.length === 0)
    return { error: say('Give one value or more, such as “1, 2, 5” or “1 to 100 in 5”.') };
  return { values: [...new Set(values)] };
}

function itemsOf(text: string): readonly string[] {
  const whole = text.trim();
  if (ALONE.test(whole) && RANGE.test(whole)) return [whole];
  const parted = text.split(text.includes(';') ? /[;\n]/ : /[,\n]/).map((item) => item.trim());
  return parted.filter(Boolean).flatMap((item) => (RANGE.test(item) ? [item] : item.split(/\s+/)));
}

/** An item's numbers; a sentence where it is a range that cannot be; null where it is neither. */
function readItem(item: string, row: NumberRow): readonly number[] | string | null {
  const range = RANGE.exec(item)?.groups;
  if (!range) {
    const value = parseNumber(item, row.integer);
    return value === null ? null : [value];
  }
  const [from, to] = [range['from'], range['to']].map((end) => parseNumber(end ?? '', row.integer));
  if (from === null || from === undefined || to === null || to === undefined) return null;
  if (range['stride'] !== undefined) return byStride(from, to, parseNumber(range['stride'], row.integer));
  const count = range['count'] === undefined ? DIVISIONS : Number(range['count']);
  if (count < 2 || count > MOST_OF_A_RANGE)
    return say('A range has 2 to {most} values; “{item}” asks for {count}.', {
      most: MOST_OF_A_RANGE,
      item,
      count,
    });
  const said = range['scale']?.toLowerCase();
  const isLog = said === undefined ? row.scale === 'log' && from > 0 && to > 0 : said === 'log';
  if (isLog && !(from > 0 && to > 0)) return say('A log range has ends above 0; “{item}” has not.', { item });
  const inner = (share: number): number => {
    const value = isLog ? from * (to / from) ** share : from + share * (to - from);
    return row.integer ? Math.round(value) : Number(value.toPrecision(isLog ? 3 : 6));
  };
  return Array.from({ length: count }, (_, i) =>
    i === 0 ? from : i === count - 1 ? to : inner(i / (count - 1)),
  );
}

function byStride(from: number, to: number, stride: number | null): readonly number[] | string | null {
  if (stride === null) return null;
  const count = Math.floor(Math.abs(to - from) / Math.abs(stride) + 1e-9) + 1;
  if (!(count <= MOST_OF_A_RANGE))
    return say('A range has at most {most} values; take a larger stride.', {
      most: MOST_OF_A_RANGE,
    });
  const towards = Math.sign(to - from) * Math.abs(stride);
  return Array.from({ length: count }, (_, i) => Number((from + i * towards).toPrecision(12)));
}

/** A list of ids as a text that a link holds. */
export function writeIds(ids: readonly ParamValue[]): string {
  return ids.map((id) => encodeURIComponent(String(id))).join(',');
}

/** The ids of a text, those alone that are known. */
export function readIds<V extends ParamValue>(text: string, known: readonly V[]): readonly V[] {
  const wanted = text.split(',').map(decoded);
  return known.length > 0 ? wanted.flatMap((id) => known.filter((one) => String(one) === id)) : [];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text;
  }
}
