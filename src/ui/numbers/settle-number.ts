import { formatNumber, parseNumber } from './number-text';

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
  const stays = `${formatNumber(present)} stays.`;
  if (text.trim() === '') return { value: present, note: `Nothing was typed: ${stays}` };
  if (typed === null) return { value: present, note: `“${text.trim()}” is not a number: ${stays}` };
  if (typed > max) return { value: max, note: `At most ${formatNumber(max)}.` };
  if (typed < min) return { value: min, note: `At least ${formatNumber(min)}.` };
  if (!Number.isFinite(typed)) return { value: present, note: `That is too large a number: ${stays}` };
  // No minus before a zero.
  const value = (whole ? Math.round(typed) : typed) + 0;
  return value === typed
    ? { value, note: null }
    : { value, note: `Whole numbers only: rounded to ${formatNumber(value)}.` };
}
