import { type ChangeEvent, type FocusEvent, type KeyboardEvent, useId, useState } from 'react';
import { formatNumber } from './number-text';
import { type NumberRange, type Settled, settleNumber } from './settle-number';

/** A number field's setting. */
export interface NumberFieldOptions extends NumberRange {
  readonly value: number;
  readonly onChange: (next: number) => void;
  /** How far an arrow key goes; ten times as far with a page key. */
  readonly step?: number;
  /** The number that a key leads to, where keys do not go by `step`; null for keys that do nothing. */
  readonly nudge?: (value: number, key: string) => number | null;
}

/**
 * A number's text field: what is being typed is used on Enter or on leaving the field, read whole and kept in range, and
 * Escape takes it back; otherwise the field shows the number in use. `note` says where another number is used than was typed.
 */
export function useNumberField({ value, onChange, min, max, whole, step = 1, nudge }: NumberFieldOptions) {
  const noteId = useId();
  /** What is being typed; null while the field shows the number in use. */
  const [draft, setDraft] = useState<string | null>(null);
  const [settled, setSettled] = useState<Settled | null>(null);
  const note = draft === null && settled?.value === value ? settled.note : null;

  const settle = (): number => {
    if (draft === null) return value;
    const next = settleNumber(draft, value, { min, max, whole });
    setDraft(null);
    setSettled(next);
    if (next.value !== value) onChange(next.value);
    return next.value;
  };
  const byStep = (from: number, key: string): number | null => {
    const far = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[key];
    return far === undefined ? null : Number((from + far * step).toPrecision(12));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') settle();
    else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      setDraft(null);
    } else if (/^(?:Arrow(?:Up|Down)|Page(?:Up|Down))$/.test(event.key)) {
      event.preventDefault();
      const from = settle();
      const next = (nudge ?? byStep)(from, event.key);
      if (next === null) return;
      const { value: kept } = settleNumber(formatNumber(next), from, { min, max, whole });
      setSettled(null);
      if (kept !== from) onChange(kept);
    }
  };
  return {
    note,
    noteId,
    props: {
      value: draft ?? formatNumber(value),
      inputMode: keyboardOf(min, whole),
      autoComplete: 'off',
      spellCheck: false,
      'data-draft': draft === null ? undefined : true,
      // A dialog closes on Escape only once nothing is being typed.
      'data-mantine-stop-propagation': draft === null ? undefined : true,
      'aria-describedby': note === null ? undefined : noteId,
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        setDraft(event.currentTarget.value);
        setSettled(null);
      },
      onFocus: (event: FocusEvent<HTMLInputElement>) => {
        event.currentTarget.select();
      },
      onBlur: () => {
        settle();
      },
      onKeyDown,
    },
  };
}

/** Which keys a phone shows: its number pads have no minus. */
function keyboardOf(min: number | undefined, whole: boolean | undefined): 'text' | 'numeric' | 'decimal' {
  if (min === undefined || min < 0) return 'text';
  return whole ? 'numeric' : 'decimal';
}
