/** What a key asks of the page. */
export type Shortcut = 'cancel' | 'run' | 'step' | 'stop' | 'first' | 'second' | 'third';

/** What is read of a keyboard event. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'getModifierState'
>;

const PLACES = ['first', 'second', 'third'] as const;

/**
 * What a key asks for on any keyboard; null where nothing. Digits go by their place, since French keyboards give them only
 * with Shift; letters by what is printed on them, save where that is no Latin letter; a point by itself, wherever it is.
 */
export function shortcutOf(press: KeyPress): Shortcut | null {
  const { key, code, shiftKey } = press;
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return null;
  if (press.getModifierState('AltGraph')) return null;
  if (key === 'Escape') return 'cancel';
  if (key === ' ') return 'run';
  if (key === '.') return 'step';
  const digit = digitOf(press);
  if (digit !== null) return PLACES[digit - 1] ?? null;
  return !shiftKey && latinLetter(key, code) === 's' ? 'stop' : null;
}

/** The digit of a key of the upper row, Shift or not where it takes that, or of the number pad; null for others. */
function digitOf({ key, code, shiftKey }: KeyPress): number | null {
  if (/^\d$/.test(key)) return Number(key);
  const place = /^Digit(\d)$/.exec(code)?.[1];
  return place !== undefined && !shiftKey ? Number(place) : null;
}

function latinLetter(key: string, code: string): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const isLetter = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  return isLetter ? (/^Key([A-Z])$/.exec(code)?.[1] ?? '').toLowerCase() : '';
}
