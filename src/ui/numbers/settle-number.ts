import { formatNumber, parseNumber } from './number-text';
import { say } from '../../words/say';

/** What a field takes. */
export interface NumberRange {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Whether only whole numbers are taken. */
  readonly whole?: boolean | undefined;
}

/** The number that is used for a typed text. */
export interface Settled {
  readonly value: number;
  /** Why it is another one than was typed; null where it is that one. */
  readonly note: string | null;
}

/** The number a typed text comes to: itself, the nearest one the range takes, or `present` where it is no number at all. */
export function settleNumber(text: string, present: number, range: NumberRange): Settled {
  const { min = -Infinity, max = Infinity, whole = false } = range;
  const typed = parseNumber(text, whole);
  const kept = formatNumber(present);
  if (text.trim() === '') return { value: present, note: say('Nothing was typed: {kept} stays.', { kept }) };
  if (typed === null)
    return {
      value: present,
      note: say('“{typed}” is not a number: {kept} stays.', { typed: text.trim(), kept }),
    };
  if (typed > max) return { value: max, note: say('At most {max}.', { max: formatNumber(max) }) };
  if (typed < min) return { value: min, note: say('At least {min}.', { min: formatNumber(min) }) };
  if (!Number.isFinite(typed))
    return { value: present, note: say('That is too large a number: {kept} stays.', { kept }) };
  // No minus before a zero.
  const value = (whole ? Math.round(typed) : typed) + 0;
  return value === typed
    ? { value, note: null }
    : { value, note: say('Whole numbers only: rounded to {value}.', { value: formatNumber(value) }) };
}
