import { useEffect } from 'react';
import { EXERCISES } from '../stores/settings-schema';
import { set, settingsStore } from '../stores/settings-store';
import { command, runOrPause, stepOnce } from '../stores/start-run';
import { openFiles } from './intake';

const TYPING =
  'input, textarea, select, [contenteditable="true"], [role="slider"], [role="dialog"] *, [role="menu"], [role="menu"] *, [role="listbox"] *';
/** What Escape closes by itself, before it cancels a run. */
const OPEN =
  '[role="dialog"], [role="menu"], [role="listbox"], [role="application"], [aria-expanded="true"]:not(.more)';
const PRESSABLE = 'button, a, [role="tab"], [role="option"], [role="menuitem"]';

/** The page's keys and pasting; they stay out of the way of fields, sliders, dialogs and focused buttons. */
export function useKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.repeat && event.key !== '.') return;
      const at = event.target instanceof Element ? event.target : null;
      const { exercise } = settingsStore.getState();
      if (event.key === 'Escape') {
        if (!at?.closest(OPEN) && !at?.closest('input, textarea, select')) command({ type: 'cancel' });
        return;
      }
      if (at?.closest(TYPING)) return;
      if (event.key === ' ') {
        if (at?.closest(PRESSABLE)) return;
        event.preventDefault();
        runOrPause(exercise);
      } else if (event.key === '.') {
        stepOnce(exercise);
      } else if (event.key.toLowerCase() === 's') {
        command({ type: 'stop' });
      } else {
        const next = EXERCISES[Number(event.key) - 1];
        if (next) set({ exercise: next });
      }
    };
    const onPaste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) void openFiles(files);
    };
    // Capturing, because tooltips swallow Escape on its way up.
    addEventListener('keydown', onKey, true);
    addEventListener('paste', onPaste);
    return () => {
      removeEventListener('keydown', onKey, true);
      removeEventListener('paste', onPaste);
    };
  }, []);
}
