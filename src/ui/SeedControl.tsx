import { Button, TextInput } from '@mantine/core';
import { IconDice5 } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { set, settingsStore } from '../stores/settings-store';
import { SEED_HELP } from './control-help';
import { HelpTip } from './HelpTip';
import { NumberNote } from './NumberField';
import { useNumberField } from './use-number-field';

const LARGEST_SEED = 2 ** 32 - 1;

/** Where the random numbers start: typed, or drawn. */
export function SeedControl({ disabled }: { readonly disabled: boolean }) {
  const seed = useStore(settingsStore, (state) => state.seed);
  const { props, note, noteId } = useNumberField({
    value: seed,
    min: 0,
    max: LARGEST_SEED,
    whole: true,
    onChange: (next) => {
      set({ seed: next });
    },
  });
  return (
    <div className="control">
      <div className="control-head">
        <span className="control-label">Seed</span>
        <TextInput
          aria-label="Seed"
          className="control-number wide"
          size="xs"
          disabled={disabled}
          {...props}
        />
        <Button
          size="compact-xs"
          variant="default"
          aria-label="Another seed"
          title="Another seed"
          disabled={disabled}
          onClick={() => {
            set({ seed: Math.floor(Math.random() * 1e6) });
          }}
        >
          <IconDice5 size={14} aria-hidden />
        </Button>
        <HelpTip of="Seed" help={SEED_HELP} />
      </div>
      <NumberNote id={noteId} note={note} />
    </div>
  );
}
