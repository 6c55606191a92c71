import { useEffect } from 'react';
import type { Exercise } from '../methods/catalog/params';
import { EXERCISES } from '../page/settings/settings-schema';
import { set, settingsStore } from '../page/settings/settings-store';
import { command, stepOnce } from '../page/run/start-run';
import { runOrPause } from '../page/run/run-or-pause';
import { shortcutOf } from '../ui/shortcut';

/** A field that is typed in, and that Escape leaves. After a choice among several, or a switch, the page's keys go on. */
const FIELD = 'input:not([type="radio"], [type="checkbox"]), textarea, select';
const TYPING =
  'input:not([type="radio"]), textarea, select, [contenteditable="true"], [role="slider"], [role="dialog"] *, [role="menu"], [role="menu"] *, [role="listbox"] *';
/** What Escape closes by itself, before it cancels a run. */
const OPEN =
  '[role="dialog"], [role="menu"], [role="listbox"], [role="application"], [aria-expanded="true"]:not(.more)';
const PRESSABLE = 'button, a, [role="tab"], [role="option"], [role="menuitem"]';

/** What the keys do in a view with a bar of its own, in place of the exercise's run. */
export interface ViewActions {
  readonly running: boolean;
  readonly disabled: boolean;
  readonly onRun: () => void;
  readonly onCancel: () => void;
}

let inView: ViewActions | null = null;

/** Gives the keys to a view while it is shown: Space begins its work, Escape ends it. */
export function useViewKeys({ running, disabled, onRun, onCancel }: ViewActions): void {
  useEffect(() => {
    inView = { running, disabled, onRun, onCancel };
    return () => {
      inView = null;
    };
  }, [running, disabled, onRun, onCancel]);
}

function begin(exercise: Exercise): void {
  if (!inView) runOrPause(exercise);
  else if (!inView.running && !inView.disabled) inView.onRun();
}

function cancel(): void {
  if (inView?.running) inView.onCancel();
  else command({ type: 'cancel' });
}

/** The page's keys; they stay out of the way of fields, sliders, dialogs and focused buttons. */
export function useKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const shortcut = shortcutOf(event);
      if (!shortcut || (event.repeat && shortcut !== 'step')) return;
      const at = event.target instanceof Element ? event.target : null;
      if (shortcut === 'cancel') {
        if (!at?.closest(OPEN) && !at?.closest(FIELD)) cancel();
        return;
      }
      if (at?.closest(TYPING)) return;
      const { exercise } = settingsStore.getState();
      switch (shortcut) {
        case 'run':
          if (at?.closest(PRESSABLE)) return;
          event.preventDefault();
          begin(exercise);
          return;
        case 'step':
          if (!inView) stepOnce(exercise);
          return;
        case 'stop':
          if (!inView) command({ type: 'stop' });
          return;
        case 'first':
          set({ exercise: EXERCISES[0] });
          return;
        case 'second':
          set({ exercise: EXERCISES[1] });
          return;
        case 'third':
          set({ exercise: EXERCISES[2] });
          return;
      }
      shortcut satisfies never;
    };
    // Capturing, because tooltips swallow Escape on its way up.
    addEventListener('keydown', onKey, true);
    return () => {
      removeEventListener('keydown', onKey, true);
    };
  }, []);
}
